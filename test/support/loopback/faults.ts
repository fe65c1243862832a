import type { Answer, Outcome } from './http.js';

/** One way in which a vendor can let a caller down. */
export type Fault =
  /** Nothing is done; this is answered instead. */
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Nothing is done; the connection is cut. */
  | { readonly kind: 'reset' }
  /** The request takes effect, and then no answer ever comes. */
  | { readonly kind: 'accept-then-silence' }
  /** The request takes effect, and then the connection is cut. */
  | { readonly kind: 'accept-then-reset' }
  /** The request takes effect; the answer comes after so many milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The request takes effect; the answer comes when the promise resolves. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> };

/** The faults every vendor shares. */
export const lineFault = {
  reset: { kind: 'reset' },
  acceptThenSilence: { kind: 'accept-then-silence' },
  acceptThenReset: { kind: 'accept-then-reset' },
  slow: (ms: number): Fault => ({ kind: 'slow', ms }),
  held: (until: Promise<unknown>): Fault => ({ kind: 'held', until }),
  html: (status: number): Fault => ({
    kind: 'answer',
    answer: {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><html><body><h1>Something went wrong</h1></body></html>',
    },
  }),
} as const satisfies Record<string, Fault | ((value: never) => Fault)>;

/** What a test plans to go wrong; a call is named as the server names it, or matched by a pattern. */
export interface Faults {
  /** Each of the next matching calls meets one of these faults, in this order; later calls go well. */
  next(call: string | RegExp, ...faults: readonly Fault[]): void;
  /** Every matching call meets this fault until the returned function is called. */
  always(call: string | RegExp, fault: Fault): () => void;
  /** Everything goes well again. */
  clear(): void;
}

/** The plan, and the way a server asks it. */
export interface FaultPlan extends Faults {
  /** The fault that the call meets now, by any of its names; a queued fault is used up. */
  take(names: readonly string[]): Fault | undefined;
}

function matches(call: string | RegExp, names: readonly string[]): boolean {
  return names.some((name) => (typeof call === 'string' ? call === name : call.test(name)));
}

/** A plan in which nothing goes wrong yet. */
export function createFaultPlan(): FaultPlan {
  let queued: { readonly call: string | RegExp; readonly fault: Fault }[] = [];
  let standing: { readonly call: string | RegExp; readonly fault: Fault }[] = [];
  return {
    next(call, ...faults) {
      queued.push(...faults.map((fault) => ({ call, fault })));
    },
    always(call, fault) {
      const rule = { call, fault };
      standing.push(rule);
      return () => {
        standing = standing.filter((other) => other !== rule);
      };
    },
    clear() {
      queued = [];
      standing = [];
    },
    take(names) {
      const first = queued.find((rule) => matches(rule.call, names));
      if (first !== undefined) {
        queued = queued.filter((rule) => rule !== first);
        return first.fault;
      }
      return standing.find((rule) => matches(rule.call, names))?.fault;
    },
  };
}

/** Does the work as the fault allows it and says what the caller gets to see. */
export async function meet(fault: Fault | undefined, work: () => Promise<Answer>): Promise<Outcome> {
  if (fault === undefined) return work();
  switch (fault.kind) {
    case 'answer':
      return fault.answer;
    case 'reset':
      return 'reset';
    case 'accept-then-silence':
      await work();
      return 'silence';
    case 'accept-then-reset':
      await work();
      return 'reset';
    case 'held': {
      const answer = await work();
      await fault.until;
      return answer;
    }
    case 'slow': {
      const answer = await work();
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return answer;
    }
  }
}
