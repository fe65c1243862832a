import { nothingAnnounced, type Announced } from './announced.js';
import type { Verdict } from './finding.js';
import type { RecordedSpans } from './history/recorded-usage.js';
import type { Incident } from './incident.js';
import type { Blindness, HiddenParts, LimitMemory } from './look-memory.js';
import type { PortfolioBody } from './notification.js';
import type { Occurrence } from './occurrence.js';
import { emptyOutbox, type Outbox } from './outbox.js';
import type { Silence } from './silence.js';
import type { PortfolioId, PortfolioSnapshot } from './snapshot.js';
import type { Instant } from './time.js';

/** The version of the documents of portfolios and of the bot; a store migrates older ones and refuses newer ones. */
export const stateVersion = 2;

/** All that is decided and still to be said about one portfolio: one document, one write. */
export interface PortfolioState {
  readonly version: typeof stateVersion;
  readonly portfolio: PortfolioId;
  readonly name: string;
  /** The last look that saw the portfolio, kept while we are blind. */
  readonly sight: { readonly at: Instant; readonly snapshot: PortfolioSnapshot } | null;
  /** Set while we are blind: since when, why, and how many looks in a row. */
  readonly blind: Blindness | null;
  readonly hidden: HiddenParts;
  /** The instant of the last look that was taken in, seen or blind. Clocks move, so it orders nothing: see `look`. */
  readonly lookedAt: Instant | null;
  /** The number of the last look that was taken in; 0: none. Looks are numbered as they begin, and none before it is taken in. */
  readonly look: number;
  /** What the evaluator found at the newest look; of what is clear or unknown only usage. */
  readonly verdicts: readonly Verdict[];
  /** The last limit we knew. Shows a change across looks that did not know it. */
  readonly limits: LimitMemory;
  /** When a limit was seen to become what it is, by its owner's id; absent: not known. */
  readonly limitSince: Readonly<Record<string, Instant>>;
  /** What webhooks announced lately. */
  readonly announced: Announced;
  /** What webhooks told that no look reads, of the last 14 days; absent: nothing. */
  readonly happened?: readonly Occurrence[];
  readonly incidents: readonly Incident[];
  /** Ended incidents that a thread still shows or that happened lately. */
  readonly ended: readonly Incident[];
  readonly outbox: Outbox<PortfolioBody>;
  readonly silences: readonly Silence[];
  /** Planned work that hides news until this instant; null: none at the newest look. */
  readonly maintenanceUntil: Instant | null;
  /** By account: all half hours of the span are on record. The youngest are as at its end. */
  readonly recorded: RecordedSpans;
}

/** The state of a portfolio nobody has looked at yet. */
export function freshState(portfolio: PortfolioId, name: string): PortfolioState {
  return {
    version: stateVersion,
    portfolio,
    name,
    sight: null,
    blind: null,
    hidden: {},
    lookedAt: null,
    look: 0,
    verdicts: [],
    limits: { portfolio: null, numbers: {} },
    limitSince: {},
    announced: nothingAnnounced,
    incidents: [],
    ended: [],
    outbox: emptyOutbox,
    silences: [],
    maintenanceUntil: null,
    recorded: {},
  };
}
