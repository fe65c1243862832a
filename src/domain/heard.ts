import { MINUTE, type Instant } from './time.js';

/** When webhooks of one field came: the first, and the newest to the minute. */
interface HeardField {
  readonly since: Instant;
  readonly last: Instant;
}

/** What webhooks told of, by account and Meta's name of the field. */
export type Heard = Readonly<Record<string, Readonly<Record<string, HeardField>>>>;

/** Nothing was ever heard. */
export const nothingHeard: Heard = {};

/** With fields that an account told of at `now`; the same object when all of it was known less than a minute ago. */
export function withHeard(heard: Heard, account: string, fields: readonly string[], now: Instant): Heard {
  const known = Object.hasOwn(heard, account) ? (heard[account] ?? {}) : {};
  const news = fields.flatMap((field): readonly (readonly [string, HeardField])[] => {
    const before = Object.hasOwn(known, field) ? known[field] : undefined;
    if (before === undefined) return [[field, { since: now, last: now }]];
    return now - before.last < MINUTE ? [] : [[field, { ...before, last: now }]];
  });
  return news.length === 0 ? heard : { ...heard, [account]: { ...known, ...Object.fromEntries(news) } };
}
