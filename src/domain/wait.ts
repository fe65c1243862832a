import { after, type Instant, type Span } from './time.js';

/** A wait of so many milliseconds that begins now. */
export function waitFrom(now: Instant, ms: number): Span {
  return { from: now, to: after(now, ms) };
}

/** A wait until a wall clock time. It begins at most `longest` milliseconds before. */
export function waitUntil(end: Instant, longest: number): Span {
  return { from: after(end, -longest), to: end };
}

/**
 * Whether a wait goes on. A clock that shows less than its beginning was put back. Then the wait is over. Otherwise it
 * would last longer, by as much as the clock moved.
 */
export function isOn(wait: Span, now: Instant): boolean {
  return wait.from <= now && now < wait.to;
}
