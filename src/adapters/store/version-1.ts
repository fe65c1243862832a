import { nothingAnnounced } from '../../domain/announced.js';
import { isJson, type Json } from './lifting.js';

/**
 * What lay beside the outbox, and what other parts tell. Also what only the bot's own document used, kept as a
 * portfolio's.
 */
const gone: ReadonlySet<string> = new Set([
  'sequence',
  'threads',
  'digests',
  'digestsQueued',
  'broken',
  'routeTroubles',
  'recordedSince',
]);

/** A portfolio's document of version 1 as one of version 2: its outbox is one thing, and no field is missing. */
export function portfolioFromVersion1(document: Json): Json {
  const rest = Object.entries(document).filter(([name]) => !gone.has(name));
  return {
    look: 0,
    announced: nothingAnnounced,
    ...Object.fromEntries(rest),
    outbox: outboxOf(document),
  };
}

/** The bot's own document of version 1 as one of version 2. It was kept as a portfolio's. */
export function botFromVersion1(document: Json): Json {
  const { version, digests, broken, routeTroubles = {} } = document;
  const queued = isJson(digests) ? Object.fromEntries(Object.entries(digests).map(queuedOnTime)) : {};
  const { digestsQueued = queued } = document;
  return { version, outbox: outboxOf(document), digestsQueued, broken, routeTroubles };
}

function outboxOf({ sequence, threads, outbox }: Json): Json {
  const notifications = Array.isArray(outbox) ? outbox.map(waitsSinceItWasMade) : outbox;
  return { sequence, threads, notifications };
}

function waitsSinceItWasMade(notification: unknown): unknown {
  return isJson(notification)
    ? {
        wantedAt: notification['createdAt'],
        waitsFrom: notification['createdAt'],
        holdsRoute: false,
        ...notification,
      }
    : notification;
}

function queuedOnTime([route, plannedAt]: readonly [string, unknown]): readonly [string, unknown] {
  return [route, [{ plannedAt, queuedAt: plannedAt }]];
}
