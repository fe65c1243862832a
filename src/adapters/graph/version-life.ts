import { DAY, instantOf, isoOf, type Instant } from '../../domain/time.js';
import type { Log } from '../../ports.js';

/** The last days on which Meta answers a version, where it has named them. https://developers.facebook.com/docs/graph-api/changelog/versions */
const lastDays: Readonly<Record<string, string>> = {
  'v20.0': '2026-09-24',
  'v21.0': '2027-01-21',
  'v22.0': '2027-05-20',
  'v23.0': '2027-10-08',
  'v24.0': '2028-02-18',
  'v25.0': '2028-07-29',
};

/** Whether a version tells the messaging limit. https://developers.facebook.com/docs/graph-api/changelog/version24.0 */
export function doesTellLimit(version: string): boolean {
  return Number(/^v(\d+)\.\d+$/.exec(version)?.[1]) >= 24;
}

/** How long before the end of a version it is told. */
const toldBefore = 90 * DAY;

/** What is to be known of a version's end. */
export interface VersionEnd {
  readonly ended: boolean;
  /** What happens and what to do, in one sentence. */
  readonly sentence: string;
}

/** The end of a version that has come or comes within 90 days; null when it is further off or nobody has named it. */
export function versionEndOf(version: string, now: Instant): VersionEnd | null {
  const day = Object.hasOwn(lastDays, version) ? lastDays[version] : undefined;
  if (day === undefined) return null;
  const end = instantOf(Date.parse(`${day}T00:00:00Z`));
  if (now < end - toldBefore) return null;
  const change = 'set graph.version to a newer one';
  return now >= end
    ? { ended: true, sentence: `Meta ended Graph ${version} on ${day}; ${change}.` }
    : { ended: false, sentence: `Meta ends Graph ${version} on ${day}; ${change} before that day.` };
}

/** The day of an instant, in UTC. */
function dayOf(now: Instant): string {
  return isoOf(now).slice(0, 10);
}

/** Says once a day that the version comes to its end. */
export function versionTeller(version: string, log: Log): (now: Instant) => void {
  let told = '';
  return (now) => {
    const day = dayOf(now);
    const end = day === told ? null : versionEndOf(version, now);
    told = day;
    if (end !== null) log.warn('graph.version-ends', { version, detail: end.sentence });
  };
}
