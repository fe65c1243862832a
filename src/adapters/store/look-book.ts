import {
  looksApart,
  sameStanding,
  withSpan,
  type IncidentTrace,
  type LookNote,
  type LookRecord,
  type Standing,
  type StandingStep,
} from '../../domain/record.js';
import type { NumberId } from '../../domain/snapshot.js';
import type { Instant, Span } from '../../domain/time.js';

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

const gone: Standing = { quality: 'unknown', status: 'unknown', limit: null };

/** What the look changed; a number that it no longer saw stands for nothing. A look from before the last change brings nothing. */
export function stepsOf(latest: ReadonlyMap<Owner, StandingStep>, note: LookNote): readonly OwnerStep[] {
  if (note.standings === null) return [];
  const { portfolio, numbers } = note.standings;
  const now = new Map<Owner, Standing>([['portfolio', portfolio], ...numbers]);
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

/** What of it all belongs to an owner (null: the portfolio) and a span. */
export function recordOf(
  owner: NumberId | null,
  span: Span,
  { looked, counted }: Cover,
  steps: readonly StandingStep[],
  traces: readonly IncidentTrace[],
): LookRecord {
  const touches = (one: Span): boolean => one.from < span.to && one.to >= span.from;
  const before = steps.findLast(({ at }) => at <= span.from);
  return {
    steps: [...(before ? [before] : []), ...steps.filter(({ at }) => at > span.from && at < span.to)],
    looked: looked.filter(touches),
    counted: counted.filter(touches),
    incidents: traces.filter(
      ({ number, at, until }) =>
        (owner === null || number === owner) && at < span.to && (until === null || until >= span.from),
    ),
  };
}
