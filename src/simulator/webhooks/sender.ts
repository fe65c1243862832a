import type { Story } from '../story.js';
import { worldAt } from '../story.js';
import { bodiesOf, orderly, type Mischief } from './bodies.js';
import { startCourier, type CourierOptions } from './courier.js';
import { newsBetween } from './news.js';
import { trafficBetween } from './traffic.js';
import type { Update } from './update.js';

/** Tells a callback what happens in a story, as Meta does. */
export interface WebhookSender {
  /** Sends all that happened after the time told to last, up to `to`; resolves once it is taken. */
  tellUntil(to: number): Promise<void>;
  /** Answers so far, by their status; 0 where there was none. */
  readonly answers: ReadonlyMap<number, number>;
  close(): void;
}

/** What is told, from when on, and to whom. */
export interface SenderOptions extends Pick<CourierOptions, 'callback' | 'wait'> {
  readonly story: Story;
  /** Simulated time; what happened up to then is never told. */
  readonly from: number;
  readonly seed?: string;
  readonly mischief?: Mischief;
}

/** Starts to tell. Webhooks are signed with the secret of the story's app. */
export function startWebhooks(options: SenderOptions): WebhookSender {
  const { story, callback, wait, seed = '1', mischief = orderly } = options;
  const { secret } = worldAt(story, options.from).app;
  const courier = startCourier({ callback, secret, ...(wait === undefined ? {} : { wait }) });
  let told = options.from;
  return {
    answers: courier.answers,
    async tellUntil(to) {
      const from = told;
      told = Math.max(told, to);
      const isSent = sentFields(story, to);
      const bodies = [newsBetween(story, from, to), trafficBetween(story, from, to)].flatMap((updates) =>
        bodiesOf(updates.filter(isSent), mischief, `${seed}-${String(from)}`),
      );
      for (const body of bodies) await courier.bring(body);
    },
    close: () => courier.close(),
  };
}

/** What Meta sends of all that happens: the fields that the app has at `at`; without webhooks, everything. */
function sentFields(story: Story, at: number): (update: Update) => boolean {
  const { webhooks } = worldAt(story, at).app;
  return ({ field }) => webhooks === undefined || (!webhooks.paused && webhooks.fields.includes(field));
}
