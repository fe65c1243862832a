import type * as z from 'zod';
import { capacityOf } from '../app/broadcast.js';
import type { Watched, WatchedNumber } from '../app/command.js';
import { limitReport } from '../app/limit-report.js';
import { usageReport } from '../app/usage-report.js';
import type { Reading } from '../domain/reading.js';
import type { Limit } from '../domain/limit.js';
import { configuredFor } from '../domain/same-phone.js';
import { isoOf, type Instant } from '../domain/time.js';
import type { Usage } from '../domain/usage.js';
import type { limit, number, numberIdentity, portfolio, usage } from './shapes.js';
import { lookIn, sightReport } from './sight.js';

const notSeen = { known: false, why: 'not seen' } as const;

/** A portfolio's own limit and usage; unknown while it is not seen. `watched` is counted. */
export function portfolioFigures(watched: Watched, now: Instant): z.infer<typeof portfolio> {
  const look = lookIn(watched.state, now);
  return {
    ...sightReport(watched, now),
    limit: look ? limitReport(look.limit, look.rawLimit) : notSeen,
    usage: look ? usageFigure(look.usage, look.limit) : { ...notSeen, percent: null },
  };
}

/** What a number is known by. */
export function nameOf({
  watched,
  number: { id, phone, name },
}: WatchedNumber): z.infer<typeof numberIdentity> {
  const alias = phone === null ? undefined : configuredFor(watched.plan.aliases, phone);
  return { id, phone, name: alias ?? name };
}

/** A number's state and figures; unknown while its portfolio is not seen. */
export function numberFigures(one: WatchedNumber, now: Instant): z.infer<typeof number> {
  const { watched, number: found } = one;
  const identity = nameOf(one);
  if (lookIn(watched.state, now) === null) {
    const blank = { quality: 'unknown', status: 'unknown', rawStatus: null } as const;
    return { ...identity, ...blank, limit: notSeen, usage: { ...notSeen, percent: null } };
  }
  const { quality, status, rawStatus } = found;
  return {
    ...identity,
    quality,
    status,
    rawStatus,
    limit: limitFigure(one),
    usage: usageFigure(found.usage, capacityOf(one).limit),
  };
}

/** The limit that a number's messages use. */
export function limitFigure(one: WatchedNumber): z.infer<typeof limit> {
  const { watched, number: found } = one;
  const raw =
    watched.rulebook.scope === 'portfolio' ? watched.state.sight?.snapshot.rawLimit : found.rawLimit;
  return limitReport(capacityOf(one).limit, raw ?? null);
}

/** A usage with the instant at which it was read. */
export function usageFigure(read: Reading<Usage>, of: Reading<Limit>): z.infer<typeof usage> {
  const report = usageReport(read, of);
  if (!report.known || !read.known)
    return { known: false, why: read.known ? 'not seen' : read.why, percent: null };
  return { ...report, asOf: isoOf(read.value.asOf) };
}
