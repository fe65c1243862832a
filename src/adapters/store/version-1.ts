import { nothingAnnounced } from '../../domain/announced.js';

type Json = Readonly<Record<string, unknown>>;

/** A document of version 1 as one of version 2: its outbox is one thing, and no field is missing. */
export function fromVersion1(document: Json): Json {
  const { outbox, threads, sequence, ...rest } = document;
  const { digests } = document;
  return {
    look: 0,
    announced: nothingAnnounced,
    routeTroubles: {},
    digestsQueued: isJson(digests) ? Object.fromEntries(Object.entries(digests).map(queuedOnTime)) : {},
    ...rest,
    outbox: {
      sequence,
      threads,
      notifications: Array.isArray(outbox) ? outbox.map(waitsSinceItWasMade) : outbox,
    },
  };
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

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
