import type { PortfolioId } from '../../domain/snapshot.js';
import type { Log, PortfolioPlan } from '../../ports.js';
import { failureOf, type Failure } from './failure.js';
import { pageSize } from './fields.js';

/** The most that is read of a Graph that does not end. What lies beyond a bound is not seen, and is told. */
export interface Bounds {
  /** WhatsApp accounts that are discovered of one portfolio. */
  readonly accounts: number;
  /** Calls of one look, tries again included. */
  readonly callsPerLook: number;
  /** Calls with one token within an hour. */
  readonly callsPerHour: number;
}

/** The bounds that hold where the settings say nothing else. */
export const usualBounds: Bounds = { accounts: 1_000, callsPerLook: 2_000, callsPerHour: 20_000 };

/** Pages of one list. Meta's longest is 6,000 templates of an account, which is 60 pages. */
export const mostPages = 100;
/** Rows of one list: pages may hold more than was asked for. */
export const mostRows = mostPages * pageSize;
/** Rows of all lists in a look, which are held in memory until its end. */
const mostRowsPerLook = 100_000;

/** What one look has left to read. */
export interface LookBounds {
  /** Counts one call; the failure says why it may not be made. */
  takeCall(): Failure | null;
  /** Counts so many rows of a list; fewer are granted when that is all that may be kept. */
  takeRows(rows: number): { readonly granted: number; readonly beyond: Failure | null };
  /** Notes what lies beyond a bound, and returns it as a failure. */
  beyond(what: string): Failure;
  /** All that was beyond a bound, each once. */
  met(): readonly string[];
}

/** The bounds of a look that has read nothing yet. */
export function createLookBounds({ callsPerLook }: Pick<Bounds, 'callsPerLook'> = usualBounds): LookBounds {
  const met = new Set<string>();
  let calls = 0;
  let rows = 0;
  const beyond = (what: string): Failure => {
    met.add(what);
    return failureOf('beyond', what);
  };
  return {
    takeCall() {
      calls += 1;
      return calls > callsPerLook ? beyond(`more than ${callsPerLook} calls (graph.maxCallsPerLook)`) : null;
    },
    takeRows(wanted) {
      const granted = Math.min(wanted, mostRowsPerLook - rows);
      rows += granted;
      const all = granted === wanted;
      return { granted, beyond: all ? null : beyond(`lists of more than ${mostRowsPerLook} rows together`) };
    },
    beyond,
    met: () => [...met],
  };
}

/** Logs which bounds the looks at a portfolio met, when they are not those of the look before. */
export function boundsTeller(log: Log): (plan: PortfolioPlan, met: readonly string[]) => void {
  const told = new Map<PortfolioId, string>();
  return ({ id }, met) => {
    const what = met.join();
    if (what !== '' && told.get(id) !== what) log.warn('graph.bound-reached', { portfolio: id, bounds: met });
    told.set(id, what);
  };
}
