import { backOff, type Notification } from '../domain/notification.js';
import type { Route } from '../domain/route.js';
import { MINUTE, type Instant, type Span } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Clock, DeliveryError } from '../ports.js';

/** A channel that refuses for good is tried again this often, so that it heals without a restart. */
export const refusedRetry = 15 * MINUTE;
/** After so many refusals a notification is set aside. */
export const refusedAttempts = 100;
/** A route whose oldest notification failed waits with it, so that order is kept; but not for ever. */
const holdAttempts = 8;

/** Whether the rest of a route waits for a notification that failed after so many attempts. */
export function holdsTheRest(error: DeliveryError, attempts: number): boolean {
  return error.kind !== 'permanent' && attempts < holdAttempts;
}

/** Which routes wait because something failed there. */
export interface RouteHolds {
  isHeld(route: Route): boolean;
  /** How many attempts have failed on a route since something was last said there. */
  failures(route: Route): number;
  failed(route: Route, notification: Notification, error: DeliveryError, now: Instant): void;
  said(route: Route): void;
}

/**
 * Keeps the order of a route: the others wait for the one that failed, though not for ever, because the fault may lie
 * in that one alone. When another one fails too it lies in the channel, and the first to fail is tried first again.
 */
export function routeHolds(clock: Clock): RouteHolds {
  const held = new Map<string, Span>();
  /** By route, since something was last said there: which failed first, and when it is tried again. */
  const firstFailed = new Map<string, { readonly id: string; readonly wait: Span }>();
  const failures = new Map<string, number>();
  return {
    isHeld(route) {
      const wait = held.get(route.id);
      if (wait !== undefined && isOn(wait, clock.now())) return true;
      // It must not begin anew when a clock that was put back comes to its time again.
      held.delete(route.id);
      return false;
    },
    failures: (route) => failures.get(route.id) ?? 0,
    failed(route, { id, attempts }, error, now) {
      failures.set(route.id, (failures.get(route.id) ?? 0) + 1);
      const ms = error.kind === 'permanent' ? refusedRetry : (error.retryAfter ?? backOff(id, attempts + 1));
      const wait = waitFrom(now, ms);
      const first = firstFailed.get(route.id);
      if (first !== undefined && first.id !== id) {
        held.set(route.id, error.retryAfter !== null && wait.to > first.wait.to ? wait : first.wait);
        return;
      }
      firstFailed.set(route.id, { id, wait });
      if (holdsTheRest(error, attempts)) held.set(route.id, wait);
    },
    said(route) {
      firstFailed.delete(route.id);
      failures.delete(route.id);
    },
  };
}
