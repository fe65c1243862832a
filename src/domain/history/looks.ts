import type { Severity } from '../severity.js';
import type { NumberId, Quality, Status } from '../snapshot.js';
import { HOUR, type Instant, type Span } from '../time.js';
import type { CountedPeople, PeopleStep } from './people.js';
import { withSpan } from './spans.js';

/** What Meta said of one number, or of a portfolio: then the quality is the worst of its numbers and there is no status. */
export interface MetaState {
  readonly quality: Quality;
  readonly status: Status | null;
  /** People per moving 24 hours; Infinity without a cap, null when not known. */
  readonly limit: number | null;
}

/** A standing from `at` on, until the next one. */
export interface StandingStep extends MetaState {
  readonly at: Instant;
}

/** What stays of an incident when it is long over. */
export interface IncidentTrace {
  readonly id: string;
  /** The number it was about; null: something else of the portfolio. */
  readonly number: NumberId | null;
  readonly severity: Severity;
  readonly at: Instant;
  /** Null: it has not ended. */
  readonly until: Instant | null;
}

/** What one look leaves on record beside usage. */
export interface LookNote {
  readonly at: Instant;
  /** From when on the look knows all usage up to `at`; null when it does not. */
  readonly usageSince: Instant | null;
  /** Null: the look saw nothing. */
  readonly standings: {
    readonly portfolio: MetaState;
    readonly numbers: ReadonlyMap<NumberId, MetaState>;
  } | null;
  readonly incidents: readonly IncidentTrace[];
  /** The people counted; absent: nobody ever was. */
  readonly people?: CountedPeople;
}

/** What is on record of a portfolio, or of one of its numbers, beside usage. Everything in order of time. */
export interface LookRecord {
  /** The steps within a span, and the last one before it. */
  readonly steps: readonly StandingStep[];
  /** When somebody looked and saw; outside of these, standings are not known. */
  readonly looked: readonly Span[];
  /** Of which time all usage is known. */
  readonly counted: readonly Span[];
  readonly incidents: readonly IncidentTrace[];
  /** Of a portfolio, by half hours; absent: nobody was counted. */
  readonly people?: readonly PeopleStep[];
}

/** Two looks further apart than this have a time between them that nobody saw. */
const looksApart = 3 * HOUR;

/** Whether two standings say the same. */
export function sameStanding(a: MetaState, b: MetaState): boolean {
  return a.quality === b.quality && a.status === b.status && a.limit === b.limit;
}

/** Whose standing it is: a number's, or that of the whole portfolio. */
export type Owner = NumberId | 'portfolio';

/** A step of somebody's standing. */
export interface OwnerStep {
  readonly owner: Owner;
  readonly step: StandingStep;
}

/** When somebody looked, and what was counted. `open`: the newest look saw something. */
export interface Cover {
  readonly looked: readonly Span[];
  readonly counted: readonly Span[];
  readonly open: boolean;
}

/** Nobody has looked yet. */
export const noCover: Cover = { looked: [], counted: [], open: false };

/** Enough for years of looks with the usual trouble; of more, the oldest go. */
const mostSpans = 1_000;
const mostTraces = 2_000;

/** The cover after one more look. What ended before `oldest` is dropped. */
export function coverAfter(cover: Cover, note: LookNote, oldest: Instant): Cover {
  const tidy = (spans: readonly Span[]): readonly Span[] =>
    spans.filter((span) => span.to >= oldest).slice(-mostSpans);
  const { usageSince } = note;
  const counted =
    usageSince === null ? cover.counted : withSpan(cover.counted, { from: usageSince, to: note.at });
  const last = cover.open ? cover.looked.at(-1) : undefined;
  const goesOn = last !== undefined && note.at - last.to <= looksApart;
  const looked =
    note.standings === null
      ? cover.looked
      : goesOn
        ? cover.looked.with(-1, { from: last.from, to: last.to > note.at ? last.to : note.at })
        : [...cover.looked, { from: note.at, to: note.at }];
  return { looked: tidy(looked), counted: tidy(counted), open: note.standings !== null };
}

const gone: MetaState = { quality: 'unknown', status: 'unknown', limit: null };

/** What the look changed; a number that it no longer saw stands for nothing. A look from before the last change brings nothing. */
export function stepsOf(latest: ReadonlyMap<Owner, StandingStep>, note: LookNote): readonly OwnerStep[] {
  if (note.standings === null) return [];
  const { portfolio, numbers } = note.standings;
  const now = new Map<Owner, MetaState>([['portfolio', portfolio], ...numbers]);
  const missing = [...latest.keys()].filter((owner) => !now.has(owner));
  return [...now, ...missing.map((owner) => [owner, gone] as const)].flatMap(([owner, standing]) => {
    const last = latest.get(owner);
    if (last && (sameStanding(last, standing) || last.at >= note.at)) return [];
    return [{ owner, step: { at: note.at, ...standing } }];
  });
}

/** The traces with what the look says of them; the same object when it says nothing new. */
export function tracesAfter(
  traces: readonly IncidentTrace[],
  note: LookNote,
  oldest: Instant,
): readonly IncidentTrace[] {
  const known = new Map(traces.map((trace) => [trace.id, trace]));
  const news = note.incidents.filter((trace) => {
    const old = known.get(trace.id);
    return old?.until !== trace.until || old.severity !== trace.severity;
  });
  if (news.length === 0) return traces;
  for (const trace of news) known.set(trace.id, trace);
  return [...known.values()]
    .filter((trace) => (trace.until ?? note.at) >= oldest)
    .sort((a, b) => a.at - b.at)
    .slice(-mostTraces);
}

/** The steps after `from`, and the last one that is not. */
export function stepsFrom(steps: readonly StandingStep[], from: Instant): readonly StandingStep[] {
  const before = steps.findLast(({ at }) => at <= from);
  return [...(before ? [before] : []), ...steps.filter(({ at }) => at > from)];
}

/** What of it all belongs to an owner (null: the portfolio) and a span. */
export function recordOf(
  owner: NumberId | null,
  span: Span,
  { looked, counted }: Cover,
  steps: readonly StandingStep[],
  traces: readonly IncidentTrace[],
): LookRecord {
  const touches = (one: Span): boolean => one.from < span.to && one.to >= span.from;
  return {
    steps: stepsFrom(steps, span.from).filter(({ at }) => at < span.to),
    looked: looked.filter(touches),
    counted: counted.filter(touches),
    incidents: traces.filter(
      ({ number, at, until }) =>
        (owner === null || number === owner) && at < span.to && (until === null || until >= span.from),
    ),
  };
}
