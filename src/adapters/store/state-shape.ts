import * as z from 'zod';
import { stateVersion, type PortfolioState } from '../../domain/state.js';
import { outboxShape } from './outbox-shape.js';

const text = z.string();
const number = z.number();
const list = <T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> => z.array(item).readonly();

const finding = z.object({
  rule: text,
  portfolio: text,
  subject: z.object({ id: text, kind: text, label: text }),
  facts: z.object({ rule: text }),
});

const incident = z.object({
  id: text,
  key: text,
  state: text,
  finding,
  openedAt: number,
  worstLevel: number,
});

const snapshot = z.object({
  id: text,
  name: text,
  wabas: list(z.object({ id: text })),
  numbers: list(z.object({ id: text, quality: text, status: text, series: list(z.unknown()) })),
  limit: z.object({ known: z.boolean() }),
  usage: z.object({ known: z.boolean() }),
  unmatched: list(z.object({ series: list(z.unknown()) })).optional(),
  gaps: list(z.object({ part: text })),
});

/** Each part of the state by name; the compiler names the one that is forgotten. */
const parts = {
  version: z.literal(stateVersion),
  portfolio: text,
  name: text,
  sight: z.object({ at: number, snapshot }).nullable(),
  blind: z.object({ since: number, problem: text, looks: number }).nullable(),
  hidden: z.record(text, z.object({ since: number, looks: number })),
  lookedAt: number.nullable(),
  look: number,
  verdicts: list(z.object({ kind: text })),
  limits: z.object({
    portfolio: z.object({ kind: text }).nullable(),
    numbers: z.record(text, z.object({ kind: text })),
    left: z.record(text, number).optional(),
  }),
  limitSince: z.record(text, number),
  announced: z.object({
    ids: z.record(text, number),
    changes: z.record(text, z.object({ waba: text, at: number, change: z.object({ kind: text }) })),
  }),
  happened: list(z.object({ at: number, waba: text, finding })).optional(),
  incidents: list(incident),
  ended: list(incident),
  outbox: outboxShape,
  silences: list(z.object({ id: text, from: number, until: number })),
  maintenanceUntil: number.nullable(),
  recorded: z.record(text, z.object({ from: number, to: number, counting: number.optional() })),
} satisfies Readonly<Record<keyof PortfolioState, z.ZodType>>;

/** As much of the shape as the bot relies on before it looks: what fails this was not written by this bot. */
export const stateShape = z.object(parts);

type Fits<Shape, Value extends Shape> = Value;
/** @public Does not compile when the shape asks for what a state need not have. */
export type FittingState = Fits<z.infer<typeof stateShape>, PortfolioState>;
