import { silenceBounds } from '../domain/silence.js';
import { anyOf } from '../words/any-of.js';
import { understood } from '../words/understood.js';
import { after, DAY, HOUR, MINUTE, type Instant } from '../domain/time.js';
import { nextClock } from './clock-time.js';

/** How long a silence is meant to last. */
export type SilenceTime =
  | { readonly kind: 'until'; readonly until: Instant; readonly untilHealthy: boolean }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'not-understood' };

const units: readonly (readonly [readonly string[], number])[] = [
  [understood.minute, MINUTE],
  [understood.hour, HOUR],
  [understood.day, DAY],
];
const untilWord = new RegExp(String.raw`^${anyOf(understood.until)}\s+`, 'u');
const clockTime = new RegExp(String.raw`^(?:${anyOf(understood.clock)}\s+)?(\d{1,2})[:.](\d{2})$`, 'u');

/**
 * Reads 30m, 4 hours, until 08:00, until healthy, in the words of every language. Clock times are in `zone` and the next to
 * come. Nothing lasts longer than `silenceBounds.most`; until healthy ends then at the latest.
 */
export function silenceTime(text: string, now: Instant, zone: string): SilenceTime {
  const typed = text.normalize('NFKC').trim().toLowerCase().slice(0, 60);
  const bare = typed.replace(untilWord, '');
  if (understood.healthy.includes(bare)) {
    return { kind: 'until', until: after(now, silenceBounds.most), untilHealthy: true };
  }
  const span = /^(\d{1,7})\s*([\p{L}\p{M}]+)$/u.exec(bare);
  if (span) {
    const unit = units.find(([words]) => words.includes(span[2] ?? ''))?.[1];
    const length = Number(span[1]) * (unit ?? 0);
    if (length < silenceBounds.least) return { kind: 'not-understood' };
    if (length > silenceBounds.most) return { kind: 'too-long' };
    return { kind: 'until', until: after(now, length), untilHealthy: false };
  }
  const clock = clockTime.exec(bare);
  if (!clock) return { kind: 'not-understood' };
  const until = nextClock(Number(clock[1]), Number(clock[2]), now, zone);
  return until === null ? { kind: 'not-understood' } : { kind: 'until', until, untilHealthy: false };
}
