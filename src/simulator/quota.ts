/** What a caller has used of one quota after its latest call. */
export interface QuotaUse {
  /** Share of the hourly allowance, rounded down; 100 and more when used up. */
  readonly percent: number;
  readonly exceeded: boolean;
  /** Minutes until calls succeed again if none are made meanwhile; 0 when not exceeded. */
  readonly regainMinutes: number;
}

/** Counts calls per key over a rolling hour of simulated time, to the minute. */
export interface Quota {
  /** Counts one call at `now`; refused calls count too, so going on makes the wait longer. */
  charge(key: string, allowance: number, now: number): QuotaUse;
}

const minutesKept = 60;

/** An empty quota book. */
export function createQuota(): Quota {
  const books = new Map<string, Map<number, number>>();
  return {
    charge(key, allowance, now) {
      const minute = Math.floor(now / 60_000);
      const book = books.get(key) ?? new Map<number, number>();
      books.set(key, book);
      for (const kept of book.keys()) {
        if (kept <= minute - minutesKept || kept > minute) book.delete(kept);
      }
      book.set(minute, (book.get(minute) ?? 0) + 1);
      let used = 0;
      for (const calls of book.values()) used += calls;
      const exceeded = used > allowance;
      return {
        percent: Math.floor((used * 100) / allowance),
        exceeded,
        regainMinutes: exceeded ? regain(book, used - allowance, minute) : 0,
      };
    },
  };
}

/** Minutes until enough of the oldest calls have left the hour. */
function regain(book: ReadonlyMap<number, number>, tooMany: number, minute: number): number {
  let left = 0;
  for (const [kept, calls] of [...book].sort((a, b) => a[0] - b[0])) {
    left += calls;
    if (left > tooMany) return kept + minutesKept - minute;
  }
  return minutesKept;
}
