/** Which calls a fault hits; everything given must fit, nothing given fits every call. */
interface FaultScope {
  /** A piece of the path, or a pattern the path with its query must match. */
  readonly path?: string | RegExp;
  /** The account that owns the node of the path. */
  readonly wabaId?: string;
  readonly token?: string;
}

/** What goes wrong. */
export type FaultEffect =
  /** An HTML error page, as a proxy in front of Graph would send. */
  | { readonly kind: 'http'; readonly status: number }
  /** A right answer, later. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Headers at once, then the body in small pieces over `ms`. */
  | { readonly kind: 'slow-body'; readonly ms: number }
  /** The call is taken and never answered. */
  | { readonly kind: 'silence' }
  /** The connection is reset without a byte. */
  | { readonly kind: 'reset' }
  /** A complete HTTP answer whose JSON stops in the middle. */
  | { readonly kind: 'truncated' }
  /** The connection ends before the promised length. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'empty' }
  /** HTTP 200 whose body is an error envelope. */
  | { readonly kind: 'error-inside'; readonly code: number; readonly message: string }
  /** HTTP 200 with a page that asks to log in. */
  | { readonly kind: 'login-page' }
  | {
      readonly kind: 'graph-error';
      readonly status: number;
      readonly code: number;
      readonly subcode?: number;
      readonly message: string;
      readonly isTransient?: boolean;
    }
  /** These fields are unknown, at any depth. Hits only calls that ask for one of them. */
  | { readonly kind: 'refuse-fields'; readonly fields: readonly string[] }
  /** Every page of every edge claims one more, always with the same cursor. */
  | { readonly kind: 'repeating-cursor' }
  /** The JSON of a right answer, changed. */
  | { readonly kind: 'mutate'; readonly change: (answer: unknown) => unknown }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  /** A right answer whose `Date` tells another time, in milliseconds since 1970; null: it has none. */
  | { readonly kind: 'date'; readonly at: number | null }
  /** HTTP 200 with a JSON text of about so many bytes. */
  | { readonly kind: 'huge'; readonly bytes: number };

/** One fault. Without `times` it lasts until the faults are set anew. */
export type SimFault = FaultEffect & { readonly on?: FaultScope; readonly times?: number };

/** A call as far as faults care. */
interface FaultTarget {
  readonly path: string;
  /** Decoded query text. */
  readonly query: string;
  readonly wabaId: string | undefined;
  readonly token: string | undefined;
}

/** The faults in force. */
export interface FaultList {
  /** Replaces everything; counts begin anew. */
  set(faults: readonly SimFault[]): void;
  /** The first fault that fits the call and is not used up. It is counted. */
  take(target: FaultTarget): SimFault | undefined;
}

/** A list of faults; the first that fits wins, so `times` lets one follow another. */
export function createFaultList(initial: readonly SimFault[]): FaultList {
  let live = withCounts(initial);
  return {
    set(faults) {
      live = withCounts(faults);
    },
    take(target) {
      const hit = live.find((entry) => entry.left > 0 && fits(entry.fault, target));
      if (hit !== undefined) hit.left -= 1;
      return hit?.fault;
    },
  };
}

function withCounts(faults: readonly SimFault[]): { readonly fault: SimFault; left: number }[] {
  return faults.map((fault) => ({ fault, left: fault.times ?? Infinity }));
}

function fits(fault: SimFault, target: FaultTarget): boolean {
  if (fault.kind === 'refuse-fields' && !fault.fields.some((field) => asksFor(target.query, field)))
    return false;
  const { path, wabaId, token } = fault.on ?? {};
  if (typeof path === 'string' && !target.path.includes(path)) return false;
  if (path instanceof RegExp && !path.test(`${target.path}?${target.query}`)) return false;
  if (wabaId !== undefined && wabaId !== target.wabaId) return false;
  return token === undefined || token === target.token;
}

function asksFor(query: string, field: string): boolean {
  return query.split(/[^A-Za-z0-9_]+/).includes(field);
}
