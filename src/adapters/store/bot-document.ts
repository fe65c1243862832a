import * as z from 'zod';
import type { BotState } from '../../domain/bot-state.js';
import { nothingHeard } from '../../domain/heard.js';
import { stateVersion } from '../../domain/state.js';
import { StoreError } from '../../ports.js';
import { isJson, lifted, type Migrations } from './lifting.js';
import { outboxShape } from './outbox-shape.js';
import { botFromVersion1 } from './version-1.js';

const migrations: Migrations = { 1: botFromVersion1 };

const text = z.string();
const number = z.number();

/** Each part of the state by name; the compiler names the one that is forgotten. */
const parts = {
  version: z.literal(stateVersion),
  outbox: outboxShape,
  digestsQueued: z.record(text, z.array(z.object({ plannedAt: number, queuedAt: number })).readonly()),
  broken: z.record(text, number),
  routeTroubles: z.record(
    text,
    z.object({
      since: number,
      askedOn: z.array(text).readonly(),
      toldOn: z.array(z.object({ route: text })).readonly(),
    }),
  ),
  heard: z.record(text, z.record(text, z.object({ since: number, last: number }))),
} satisfies Readonly<Record<keyof BotState, z.ZodType>>;

const shape = z.object(parts);

type Fits<Shape, Value extends Shape> = Value;
/** @public Does not compile when the shape asks for what a state need not have. */
export type FittingBotState = Fits<z.infer<typeof shape>, BotState>;

/** The bot's own state from its document, lifted. Throws StoreError, `newer` or `damaged`. Nothing is guessed. */
export function botStateFrom(document: unknown, path: string): BotState {
  const damaged = new StoreError(
    'damaged',
    `In the store ${path}, the state of the bot itself is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
  );
  if (!isJson(document)) throw damaged;
  // Written before webhooks were noted, it has heard of none.
  const today = { heard: nothingHeard, ...lifted(document, path, migrations, damaged) };
  if (!shape.safeParse(today).success) throw damaged;
  const { version, outbox, digestsQueued, broken, routeTroubles, heard } = today as unknown as BotState;
  return { version, outbox, digestsQueued, broken, routeTroubles, heard };
}
