import { randomUUID } from 'node:crypto';
import type { Changes } from '../loopback/changes.js';
import type { JsonObject } from '../loopback/json.js';
import { TIMING } from './limits.js';
import type { SlackView, Views } from './views.js';

/** The bot's acknowledgement: its body and how long it took. */
interface Ack {
  readonly body: JsonObject;
  readonly ms: number;
}

/** Something the bot posted to a response_url. */
interface ResponsePost {
  readonly body: JsonObject;
  readonly ms: number;
}

/** One thing a person did, and everything the bot made of it. */
export interface SlackDelivery {
  readonly id: string;
  readonly triggerId: string;
  readonly responseUrl: string;
  readonly acks: readonly Ack[];
  readonly posts: readonly ResponsePost[];
  /** The first ack; rejects when Slack would have given up. */
  acked(timeoutMs?: number): Promise<Ack>;
  /** The posts to the response_url, once there are so many. */
  posted(count?: number, timeoutMs?: number): Promise<readonly ResponsePost[]>;
  /** What the person gets to read first: the ack when it says something, else the first post. */
  reply(timeoutMs?: number): Promise<JsonObject>;
  /** The view opened with the trigger of this delivery. */
  view(timeoutMs?: number): Promise<SlackView>;
}

/** A delivery as the server keeps it. */
export interface DeliveryRecord {
  readonly id: string;
  readonly what: string;
  readonly user: string;
  readonly channel: string | undefined;
  readonly messageTs: string | undefined;
  readonly viewId: string | undefined;
  readonly issuedAt: number;
  readonly acks: Ack[];
  readonly posts: ResponsePost[];
  openedView: string | undefined;
  /** True when the connection went away before an ack could come. */
  lost: boolean;
}

/** What a new delivery is about. */
export type DeliveryTopic = Pick<DeliveryRecord, 'what' | 'user' | 'channel' | 'messageTs' | 'viewId'>;

/** All deliveries of a run. */
export interface Deliveries {
  list(): readonly DeliveryRecord[];
  begin(topic: DeliveryTopic): { readonly record: DeliveryRecord; readonly handle: SlackDelivery };
  find(id: string): DeliveryRecord | undefined;
  acknowledge(id: string, body: JsonObject): DeliveryRecord | undefined;
  /** Takes in a post to a response_url; a string says why it is refused. */
  post(id: string, body: JsonObject): DeliveryRecord | 'expired_url' | 'used_url' | 'no_such_url';
  /** Spends a trigger; a string says why it is refused. */
  spendTrigger(triggerId: string): DeliveryRecord | 'expired_trigger_id' | 'invalid_trigger_id';
  /** Notes that the connection went away; what waits for an ack will not get one. */
  loseUnacknowledged(): void;
}

function saysSomething(body: JsonObject): boolean {
  return 'text' in body || 'blocks' in body || 'response_action' in body;
}

/** No deliveries at first; `baseUrl` is where the server listens. */
export function createDeliveries(changes: Changes, views: Views, baseUrl: () => string): Deliveries {
  const records = new Map<string, DeliveryRecord>();
  const triggerOf = (id: string): string => `trigger.${id}`;

  function handleOf(record: DeliveryRecord): SlackDelivery {
    const { id, what, acks, posts } = record;
    return {
      id,
      triggerId: triggerOf(id),
      responseUrl: `${baseUrl()}/response/${id}`,
      acks,
      posts,
      acked: (timeoutMs = TIMING.ackMs) => changes.until(`an ack of ${what}`, () => acks[0], timeoutMs),
      posted: (count = 1, timeoutMs) =>
        changes.until(
          `${count} post(s) to the response_url of ${what}`,
          () => (posts.length >= count ? posts : undefined),
          timeoutMs,
        ),
      reply: (timeoutMs) =>
        changes.until(
          `a reply to ${what}`,
          () => acks.find((ack) => saysSomething(ack.body))?.body ?? posts[0]?.body,
          timeoutMs,
        ),
      view: (timeoutMs) =>
        changes.until(
          `a view opened by ${what}`,
          () => (record.openedView === undefined ? undefined : views.find(record.openedView)),
          timeoutMs,
        ),
    };
  }

  return {
    list: () => [...records.values()],
    begin(topic) {
      const record: DeliveryRecord = {
        ...topic,
        id: randomUUID(),
        issuedAt: Date.now(),
        acks: [],
        posts: [],
        openedView: undefined,
        lost: false,
      };
      records.set(record.id, record);
      return { record, handle: handleOf(record) };
    },
    find: (id) => records.get(id),
    acknowledge(id, body) {
      const record = records.get(id);
      if (record === undefined) return undefined;
      record.acks.push({ body, ms: Date.now() - record.issuedAt });
      changes.announce();
      return record;
    },
    post(id, body) {
      const record = records.get(id);
      if (record === undefined) return 'no_such_url';
      const ms = Date.now() - record.issuedAt;
      if (ms > TIMING.responseUrlMs) return 'expired_url';
      if (record.posts.length >= TIMING.responseUrlUses) return 'used_url';
      record.posts.push({ body, ms });
      changes.announce();
      return record;
    },
    spendTrigger(triggerId) {
      const record = [...records.values()].find((candidate) => triggerOf(candidate.id) === triggerId);
      if (record === undefined) return 'invalid_trigger_id';
      return Date.now() - record.issuedAt > TIMING.triggerMs ? 'expired_trigger_id' : record;
    },
    loseUnacknowledged() {
      for (const record of records.values()) if (record.acks.length === 0) record.lost = true;
    },
  };
}
