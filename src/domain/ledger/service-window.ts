import type { NumberId } from '../snapshot.js';
import { after, DAY, type Instant } from '../time.js';
import type { CallFact, InboundFact } from './fact.js';
import type { ServiceWindow } from './person.js';

/** Message types that may or may not open a window; Meta does not say. */
const unsureTypes = new Set(['reaction', 'unsupported', 'request_welcome', 'unknown']);

/** The window a user's message opens: 24 hours with that number. Null: it opens none. */
export function windowOfMessage({ type, group, number, at }: InboundFact): ServiceWindow | null {
  if (group || type === 'system') return null;
  return { number, from: at, to: after(at, DAY), sure: !unsureTypes.has(type) };
}

/** The window a user's call opens, answered or not. Null: it opens none, as the business called or it goes on. */
export function windowOfCall({ event, direction, number, at }: CallFact): ServiceWindow | null {
  if (event.toLowerCase() !== 'connect' || direction.toUpperCase() !== 'USER_INITIATED') return null;
  return { number, from: at, to: after(at, DAY), sure: true };
}

/** Windows with one more, those that touch made one; the very same when it adds nothing. */
export function withWindow(
  windows: readonly ServiceWindow[],
  added: ServiceWindow,
): readonly ServiceWindow[] {
  const touches = (w: ServiceWindow): boolean =>
    w.number === added.number && w.sure === added.sure && w.from <= added.to && added.from <= w.to;
  const touching = windows.filter(touches);
  if (touching.some((w) => w.from <= added.from && w.to >= added.to)) return windows;
  const whole = touching.reduce(
    (sum, w) => ({ ...sum, from: w.from < sum.from ? w.from : sum.from, to: w.to > sum.to ? w.to : sum.to }),
    added,
  );
  return [...windows.filter((w) => !touches(w)), whole];
}

/** The window of a number that surely was open at `at`; undefined: none. */
export function sureWindowAt(
  windows: readonly ServiceWindow[],
  number: NumberId,
  at: Instant,
): ServiceWindow | undefined {
  return windows.find((w) => w.sure && holds(w, number, at));
}

/** Whether a window of the number, sure or not, was open at `at`. */
export function anyWindowAt(windows: readonly ServiceWindow[], number: NumberId, at: Instant): boolean {
  return windows.some((w) => holds(w, number, at));
}

function holds(window: ServiceWindow, number: NumberId, at: Instant): boolean {
  return window.number === number && window.from <= at && at < window.to;
}
