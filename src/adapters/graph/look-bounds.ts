import type { PortfolioId } from '../../domain/snapshot.js';
import type { SightNote } from '../../domain/sight-cause.js';
import type { Log, PortfolioPlan } from '../../ports.js';
import { failureOf, type FailedCall } from './failure.js';
import { pageSize } from './fields.js';

/** The most that is read of a Graph that does not end. What lies beyond a bound is not seen, and is told. */
export interface ReadingBounds {
  /** WhatsApp accounts that are discovered of one portfolio. */
  readonly accounts: number;
  /** Calls of one look, tries again included. */
  readonly callsPerLook: number;
  /** Calls with one token within an hour. */
  readonly callsPerHour: number;
}

/** The bounds that hold where the settings say nothing else. */
export const usualBounds: ReadingBounds = { accounts: 1_000, callsPerLook: 2_000, callsPerHour: 100_000 };

/** Pages of one list. Meta's longest is 6,000 templates of an account, which is 60 pages. */
export const mostPages = 100;
/** Rows of one list: pages may hold more than was asked for. */
export const mostRows = mostPages * pageSize;
/** Rows of all lists in a look, which are held in memory until its end. */
const mostRowsPerLook = 100_000;

/** What one look has left to read. */
export interface LookBounds {
  /** Counts one call; the failure says why it may not be made. */
  takeCall(): FailedCall | null;
  /** Counts so many rows of a list; fewer are granted when that is all that may be kept. */
  takeRows(rows: number): { readonly granted: number; readonly beyond: FailedCall | null };
  /** Notes what lies beyond a bound, and returns it as a failure. */
  beyond(what: SightNote): FailedCall;
  /** All that was beyond a bound, each once. */
  met(): readonly SightNote[];
}

/** The bounds of a look that has read nothing yet. */
export function createLookBounds({
  callsPerLook,
}: Pick<ReadingBounds, 'callsPerLook'> = usualBounds): LookBounds {
  const met = new Map<string, SightNote>();
  let calls = 0;
  let rows = 0;
  const beyond = (note: SightNote): FailedCall => {
    met.set(JSON.stringify(note), note);
    return failureOf('beyond', { note });
  };
  return {
    takeCall() {
      calls += 1;
      const note = {
        kind: 'too-many',
        what: 'calls',
        most: callsPerLook,
        setting: 'graph.maxCallsPerLook',
      } as const;
      return calls > callsPerLook ? beyond(note) : null;
    },
    takeRows(wanted) {
      const granted = Math.min(wanted, mostRowsPerLook - rows);
      rows += granted;
      const all = granted === wanted;
      return {
        granted,
        beyond: all ? null : beyond({ kind: 'too-many', what: 'rows-together', most: mostRowsPerLook }),
      };
    },
    beyond,
    met: () => [...met.values()],
  };
}

/** Logs which bounds a portfolio's looks met, when they differ from the look before. */
export function boundsTeller(log: Log): (plan: PortfolioPlan, met: readonly SightNote[]) => void {
  const told = new Map<PortfolioId, string>();
  return ({ id }, met) => {
    const what = JSON.stringify(met);
    if (met.length > 0 && told.get(id) !== what)
      log.warn('graph.bound-reached', { portfolio: id, bounds: met });
    told.set(id, what);
  };
}
