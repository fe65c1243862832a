import type { SightNote } from '../../domain/sight-cause.js';
import type { Instant } from '../../domain/time.js';

/** What kept an answer from us. */
export type Cause =
  /** Graph answered with an error. */
  | 'refused'
  /** No connection, or it broke. */
  | 'connection'
  | 'timeout'
  /** An answer, but larger than we read. */
  | 'too-large'
  /** An answer, but no JSON, or not of the shape we asked for. */
  | 'unreadable'
  /** Sent to another address, which is not followed. */
  | 'redirect'
  /** There is more than a look reads; no call was made for it. */
  | 'beyond';

/** A call that brought nothing, in plain data: no vendor object, no address, no token. */
export interface FailedCall {
  readonly cause: Cause;
  readonly status: number | null;
  /** Graph's error code, which says more than the status: rate limits come as 400. */
  readonly code: number | null;
  readonly subcode: number | null;
  /** Meta's own words, free of secrets; empty when it said nothing. */
  readonly message: string;
  /** What we know of it beside all that. */
  readonly note: SightNote | null;
  /** Graph says that it passes by itself. */
  readonly transient: boolean;
  /** Graph's own number for the call. */
  readonly trace: string | null;
  /** How long the server asks us to wait, in milliseconds. */
  readonly retryAfter: number | null;
  /** Set when no call was made because of this failure: until when none is made. */
  readonly heldUntil: Instant | null;
}

/** A value, or why there is none. */
export type GraphOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FailedCall };

/** A failure of that cause; nothing is known but what `more` says. */
export function failureOf(cause: Cause, more: Partial<FailedCall> = {}): FailedCall {
  return {
    cause,
    status: null,
    code: null,
    subcode: null,
    message: '',
    note: null,
    transient: false,
    trace: null,
    retryAfter: null,
    heldUntil: null,
    ...more,
  };
}

/** An outcome that failed. */
export function failed(failure: FailedCall): { readonly ok: false; readonly failure: FailedCall } {
  return { ok: false, failure };
}

/** An outcome that has a value. */
export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
