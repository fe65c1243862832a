import { drawn, shuffled } from './seeded.js';
import type { Update } from './update.js';

/** What goes wrong on the way, in shares from 0 to 1; Meta promises neither order nor that a thing is told once. */
export interface Mischief {
  /** Updates that are told twice, and bodies that are sent twice. */
  readonly repeated: number;
  readonly disordered: boolean;
}

/** Everything in its order, once. */
export const orderly: Mischief = { repeated: 0, disordered: false };

/** Meta gathers up to 1,000 updates: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview */
const mostUpdates = 1_000;

/** The bodies that tell these updates, in the order they are sent. The same seed makes the same bodies. */
export function bodiesOf(updates: readonly Update[], mischief: Mischief, seed: string): readonly string[] {
  const isRepeated = (key: string, at: number): boolean => drawn(seed, key, at) < mischief.repeated;
  const told = updates.flatMap((one, at) => (isRepeated('update', at) ? [one, one] : [one]));
  const sent = mischief.disordered ? shuffled(told, seed) : told;
  const bodies: string[] = [];
  for (let at = 0; at < sent.length; at += mostUpdates) {
    const body = bodyOf(sent.slice(at, at + mostUpdates));
    bodies.push(body);
    if (isRepeated('body', at)) bodies.push(body);
  }
  return bodies;
}

function bodyOf(updates: readonly Update[]): string {
  const entries = new Map<string, { id: string; time?: number; changes: object[] }>();
  for (const { wabaId, field, value, at } of updates) {
    // What people did carries its own time; the rest has that of its entry.
    const time = isTraffic(field) ? {} : { time: Math.floor(at / 1_000) };
    const key = `${wabaId} ${String(time.time)}`;
    const entry = entries.get(key) ?? { id: wabaId, ...time, changes: [] };
    entries.set(key, entry);
    entry.changes.push({ value, field });
  }
  return asMetaWrites({ object: 'whatsapp_business_account', entry: [...entries.values()] });
}

const isTraffic = (field: string): boolean => field === 'messages' || field === 'calls';

/** JSON with all but ASCII escaped. So writing it anew gives other bytes than those signed. */
function asMetaWrites(value: object): string {
  const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escaped);
}
