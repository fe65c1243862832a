import type { CountedHour } from '../signals/counted-hour.js';
import type { SignalCounts } from '../signals/counts.js';
import { hourSums, type HourSums } from '../signals/hour-sums.js';
import { judgeSigns, mayBeTrouble, type SignSettings } from '../signals/judge-signs.js';
import { daysCompared } from '../signals/window.js';
import { after, DAY, HOUR, hourOf, type Instant } from '../time.js';
import type { CauseOf } from './cause.js';
import { causesWithin } from './standing-change.js';

/** What signs came before an instant. */
export interface SignsBefore {
  readonly causes: readonly CauseOf<'sign'>[];
  /** Why no sign may be told although there were some; null: all was looked at. */
  readonly unseen: 'no-webhooks' | 'too-little' | null;
}

/**
 * The signs above the usual in the seven days before `at`. Only whole hours that ended by then count. Each window is
 * judged as the alert on early signs judges the newest one.
 */
export function signsBefore(hours: readonly CountedHour[], at: Instant, settings: SignSettings): SignsBefore {
  const end = hourOf(at);
  const start = after(end, -causesWithin);
  if (!hours.some((one) => one.at >= start && one.at < end)) return { causes: [], unseen: 'no-webhooks' };
  const within = hourSums(hours);
  const causes: CauseOf<'sign'>[] = [];
  let compared = false;
  let uncompared = false;
  for (const length of settings.hours) {
    for (let to = end; after(to, -length * HOUR) >= start; to = after(to, -HOUR)) {
      const now = within(to, length);
      if (now === null || now.sent < settings.leastMessages) continue;
      if (!mayBeTrouble({ hours: length, days: new Map([[0, now]]) }, settings)) {
        compared = true;
        continue;
      }
      const judged = judgeSigns([{ hours: length, days: daysBefore(to, length, within) }], settings);
      if (judged.kind === 'too-little') {
        uncompared = true;
        continue;
      }
      compared = true;
      for (const sign of judged.signs) {
        if (sign.level > 0)
          causes.push({ kind: 'sign', span: { from: after(to, -length * HOUR), to }, sign });
      }
    }
  }
  return { causes, unseen: causes.length === 0 && (uncompared || !compared) ? 'too-little' : null };
}

function daysBefore(to: Instant, hours: number, within: HourSums): ReadonlyMap<number, SignalCounts> {
  const days = new Map<number, SignalCounts>();
  for (let ago = 0; ago < daysCompared; ago += 1) {
    const counts = within(after(to, -ago * DAY), hours);
    if (counts !== null) days.set(ago, counts);
  }
  return days;
}
