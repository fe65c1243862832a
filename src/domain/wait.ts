import { after, type Instant, type Span } from './time.js';

/** A wait of so many milliseconds that begins now. */
export function waitFrom(now: Instant, ms: number): Span {
  return { from: now, to: after(now, ms) };
}

/** A wait for a time of the clock on the wall, at most `longest` milliseconds before it. */
export function waitUntil(end: Instant, longest: number): Span {
  return { from: after(end, -longest), to: end };
}

/**
 * Whether a wait goes on. A clock that shows less than its beginning was put back: then it is over, because otherwise it
 * would last as much longer as the clock was moved.
 */
export function isOn(wait: Span, now: Instant): boolean {
  return wait.from <= now && now < wait.to;
}
