import type { Announcement, WebhookChange } from './announcement.js';
import { foundChange } from './announced-change.js';
import { metaTime } from './meta-time.js';
import type { Observation, PortfolioSnapshot, WabaId } from './snapshot.js';
import { after, DAY, MINUTE, SECOND, type Instant } from './time.js';

/** What is remembered of announcements. */
export interface Announced {
  /** When each was made, by its id. */
  readonly ids: Readonly<Record<string, Instant>>;
  /** The newest change of each thing, until a look reads it anew. */
  readonly changes: Readonly<Record<string, AnnouncedChange>>;
}

/** A change and when it was announced, by Meta's clock. */
interface AnnouncedChange {
  readonly waba: WabaId;
  readonly at: Instant;
  readonly change: WebhookChange;
}

/** Nothing was ever announced. */
export const nothingAnnounced: Announced = { ids: {}, changes: {} };

/** Meta repeats a webhook for up to seven days: https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
export const repeatedFor = 7 * DAY;
const mostIds = 5_000;
/** An announcement may be dated so far ahead of Meta's clock as we know it. */
const mostAhead = 5 * MINUTE;

/** When an announcement was made: now, where Meta does not say or dates it ahead. */
export function madeAt({ at }: Pick<Announcement, 'at'>, metaNow: Instant): Instant {
  return at === null || at > after(metaNow, mostAhead) ? metaNow : at;
}

/** Whether a look that began at `looked` by Meta's clock read what is newer. Announcements tell only the second. */
export function isOlder(made: Instant, looked: Instant): boolean {
  return after(made, SECOND) <= looked;
}

/** A look with what was announced after it began; nothing else tells that its answer is overtaken. */
export function withAnnounced(announced: Announced, observation: Observation): Observation {
  if (observation.kind === 'blind') return observation;
  const looked = metaTime(observation.at, observation.snapshot);
  const snapshot = Object.values(announced.changes)
    .filter(({ at }) => !isOlder(at, looked))
    .reduce<PortfolioSnapshot>(
      (seen, { waba, change }) => foundChange(seen, waba, change)?.snapshot ?? seen,
      observation.snapshot,
    );
  return snapshot === observation.snapshot ? observation : { ...observation, snapshot };
}

/** What stays remembered after a look: not what it read anew, nor what is too old to be repeated. */
export function announcedAfter({ ids, changes }: Announced, observation: Observation): Announced {
  const seen = observation.kind === 'seen' ? observation.snapshot : null;
  const looked = metaTime(observation.at, seen ?? undefined);
  const isRead = ({ waba, change, at }: AnnouncedChange): boolean =>
    seen !== null && isOlder(at, looked) && foundChange(seen, waba, change)?.wasRead === true;
  return {
    ids: youngest(ids, looked),
    changes: Object.fromEntries(
      Object.entries(changes).filter(([, one]) => one.at > after(looked, -repeatedFor) && !isRead(one)),
    ),
  };
}

/** The ids that may still be repeated. */
export function youngest(ids: Announced['ids'], now: Instant): Announced['ids'] {
  const young = Object.entries(ids).filter(([, at]) => at > after(now, -repeatedFor));
  return Object.fromEntries(young.sort(([, a], [, b]) => a - b).slice(-mostIds));
}
