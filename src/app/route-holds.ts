import { backOff, type Notification } from '../domain/notification.js';
import type { Route } from '../domain/route.js';
import { MINUTE, type Instant, type Span } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Clock, DeliveryError } from '../ports.js';

/** A channel that refuses for good is tried again this often. So it heals without a restart. */
export const refusedRetry = 15 * MINUTE;
/** After so many refusals a notification is set aside. */
export const refusedAttempts = 100;
/** A route whose oldest notification failed waits with it, so that order is kept; but not for ever. */
const holdAttempts = 8;

/** Whether a route's rest waits for a notification that failed after so many attempts. */
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
  /** What is known of a route, for another process; null: nothing. */
  noteOf(route: Route): string | null;
  /** Knows of a route what another process noted, and nothing else. */
  recall(route: Route, note: string | null): void;
}

/**
 * What is known of a route. `first` failed first since something was last said there. It is tried again after its wait.
 */
interface Known {
  readonly held: Span | null;
  readonly first: { readonly id: string; readonly wait: Span } | null;
  readonly failures: number;
}

const nothing: Known = { held: null, first: null, failures: 0 };

/**
 * Keeps the order of a route: the others wait for the one that failed. Not for ever: the fault may lie in that one
 * alone. When another one fails too, the fault lies in the channel. Then the first to fail is tried first again.
 */
export function routeHolds(clock: Clock): RouteHolds {
  const routes = new Map<string, Known>();
  const knownOf = ({ id }: Route): Known => routes.get(id) ?? nothing;
  return {
    isHeld(route) {
      const known = knownOf(route);
      if (known.held !== null && isOn(known.held, clock.now())) return true;
      // It must not begin anew when a clock that was put back comes to its time again.
      if (known.held !== null) routes.set(route.id, { ...known, held: null });
      return false;
    },
    failures: (route) => knownOf(route).failures,
    failed(route, { id, attempts }, error, now) {
      const before = knownOf(route);
      const ms = error.kind === 'permanent' ? refusedRetry : (error.retryAfter ?? backOff(id, attempts + 1));
      const wait = waitFrom(now, ms);
      const known = { ...before, failures: before.failures + 1 };
      const { first } = before;
      if (first !== null && first.id !== id) {
        const held = error.retryAfter !== null && wait.to > first.wait.to ? wait : first.wait;
        routes.set(route.id, { ...known, held });
        return;
      }
      const held = holdsTheRest(error, attempts) ? wait : known.held;
      routes.set(route.id, { ...known, first: { id, wait }, held });
    },
    said(route) {
      routes.set(route.id, { ...knownOf(route), first: null, failures: 0 });
    },
    noteOf(route) {
      const known = knownOf(route);
      return known.held === null && known.first === null && known.failures === 0
        ? null
        : JSON.stringify(known);
    },
    recall({ id }, note) {
      if (note === null) routes.delete(id);
      else routes.set(id, JSON.parse(note) as Known);
    },
  };
}
