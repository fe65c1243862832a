import type { RecordedUsage } from '../domain/record.js';
import type { Rulebook } from '../domain/rulebook.js';
import type { Thresholds } from '../domain/rules/rule.js';
import type { NumberId, PortfolioSnapshot } from '../domain/snapshot.js';
import { after, HOUR, type Instant, type Span } from '../domain/time.js';
import type { Series } from '../domain/usage.js';
import type { GraphLook, History } from '../ports.js';
import { changesIn, recordNeeded, spanRead, withChanges, type Changes } from './usage-record.js';

/** Whose record is wanted, for which rules, and at which time. */
export interface RecordWanted {
  readonly snapshot: PortfolioSnapshot;
  readonly now: Instant;
  readonly rulebook: Rulebook;
  /** Numbers with thresholds of their own have a record of their own. */
  readonly thresholds: Pick<Thresholds, 'usageOf'>;
}

/** The record with what a look read in its place, and what is to be written for that. */
export interface Renewed {
  readonly recorded: RecordedUsage;
  readonly changes: Changes;
}

const nothing: Changes = new Map();

/** What is on record, with `changes` taken in. Throws StoreError. */
export async function recordedUsage(
  history: History,
  wanted: RecordWanted,
  changes: Changes = nothing,
): Promise<RecordedUsage> {
  const { snapshot, now } = wanted;
  const { id } = snapshot;
  const span: Span = { from: after(now, -recordNeeded), to: after(now, HOUR) };
  const apartOf = (
    numbers: Iterable<NumberId>,
    kept: ReadonlyMap<NumberId, Series>,
  ): RecordedUsage['numbers'] => {
    const renewed = [...new Set(numbers)].map((number) => {
      const changed = changes.get(number);
      const series = kept.get(number) ?? [];
      return [number, changed === undefined ? series : withChanges(series, [changed])] as const;
    });
    return new Map(renewed.filter(([, series]) => series.length > 0));
  };
  if (wanted.rulebook.scope === 'number') {
    const kept = await history.read(id, span);
    return { portfolio: null, numbers: apartOf([...kept.keys(), ...changes.keys()], kept) };
  }
  const apart = snapshot.numbers.filter(
    ({ phone }) => phone !== null && Object.hasOwn(wanted.thresholds.usageOf, phone),
  );
  const [together, ...kept] = await Promise.all(
    [null, ...apart].map(async (number) => (await history.usage(id, number?.id ?? null, span)).series),
  );
  const portfolio = withChanges(together ?? [], changes.values());
  return {
    // A record of nothing is none: the look itself knows a day.
    portfolio: portfolio.length === 0 ? null : portfolio,
    numbers: apartOf(
      apart.map((number) => number.id),
      new Map(apart.map((number, place) => [number.id, kept[place] ?? []])),
    ),
  };
}

/** The record once a look is taken in, of which only as much is read as the look may have changed. Throws StoreError. */
export async function renewedRecord(
  history: History,
  wanted: RecordWanted,
  volumes: GraphLook['volumes'],
): Promise<Renewed> {
  const span = spanRead(volumes);
  const before = span === null ? new Map<NumberId, Series>() : await history.read(wanted.snapshot.id, span);
  const changes = changesIn(before, volumes);
  return { changes, recorded: await recordedUsage(history, wanted, changes) };
}
