import { nothingAnnounced } from '../../domain/announced.js';

type Json = Readonly<Record<string, unknown>>;

/** A document of this version, completed by what fields mean that it did not always have. */
export function withYoungerFields(document: Json): Json {
  const { outbox, digests } = document;
  return {
    look: 0,
    announced: nothingAnnounced,
    routeTroubles: {},
    digestsQueued: isJson(digests) ? Object.fromEntries(Object.entries(digests).map(queuedOnTime)) : {},
    ...document,
    outbox: Array.isArray(outbox) ? outbox.map(waitsSinceItWasMade) : outbox,
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
