import { countedWhileListed, type Past, type PastWanted } from '../domain/history/past-days.js';
import { countsFor, recordNeeded, type RecordedUsage } from '../domain/history/recorded-usage.js';
import {
  changesIn,
  spanRead,
  usageOfEach,
  withChanges,
  type Changes,
} from '../domain/history/usage-changes.js';
import { lastDays } from '../domain/local-days.js';
import type { Rulebook } from '../domain/rulebook.js';
import { configuredFor } from '../domain/same-phone.js';
import type { NumberId, PortfolioSnapshot } from '../domain/snapshot.js';
import type { Thresholds } from '../domain/thresholds.js';
import { after, DAY, HOUR, instantOf, type Instant, type Span } from '../domain/time.js';
import type { Series } from '../domain/usage.js';
import type { GraphLook, History } from '../ports.js';

/** Reads the past from the record. Throws StoreError. */
export async function readPast(history: History, wanted: PastWanted): Promise<Past> {
  const { portfolio, number, days, zone, now } = wanted;
  const span = lastDays(now, days, zone);
  // A chart by the hour begins so many days before now, which is before the first local midnight.
  const first = Math.min(span.from, after(now, -days * DAY));
  const wider = { from: instantOf(first - DAY - HOUR), to: after(now, HOUR) };
  const [usage, looks] = await Promise.all([
    history.usage(portfolio, number, wider),
    history.notes(portfolio, number, wider),
  ]);
  return { wanted, span, usage, looks: number === null ? looks : countedWhileListed(looks, wider) };
}

/** Whose record is wanted, for which rules, and at which time. */
export interface RecordWanted {
  readonly snapshot: PortfolioSnapshot;
  readonly now: Instant;
  readonly rulebook: Rulebook;
  /** Numbers with thresholds of their own have a record of their own. */
  readonly thresholds: Pick<Thresholds, 'usageOf'>;
}

/** The record with what a look read, and what to write for that. */
export interface Renewed {
  readonly recorded: RecordedUsage;
  /** Null: the record cannot be read, so nothing may be added to it. */
  readonly changes: Changes | null;
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
  if (wanted.rulebook.scope === 'number') {
    return { portfolio: null, numbers: usageOfEach(await history.read(id, span), changes) };
  }
  const isCounted = snapshot.usage.known && snapshot.usage.value.counted !== undefined;
  const people = isCounted ? (await history.notes(id, null, span)).people : undefined;
  const apart = snapshot.numbers.filter(
    ({ phone }) => phone !== null && configuredFor(wanted.thresholds.usageOf, phone) !== undefined,
  );
  const [together, ...kept] = await Promise.all(
    [null, ...apart].map(async (number) => (await history.usage(id, number?.id ?? null, span)).series),
  );
  const portfolio = withChanges(together ?? [], changes.values());
  const numbers = apart.map((number, place) => {
    const counting = [...changes].filter(([name]) => countsFor(number.id, name));
    const renewed = withChanges(
      kept[place] ?? [],
      counting.map(([, changed]) => changed),
    );
    return [number.id, renewed] as const;
  });
  return {
    // A record of nothing is none: the look itself knows a day.
    portfolio: portfolio.length === 0 ? null : portfolio,
    numbers: new Map(numbers.filter(([, series]) => series.length > 0)),
    ...(people === undefined ? {} : { people }),
  };
}

/** The record once a look is taken in. Reads only as much of it as the look may have changed. Throws StoreError. */
export async function renewedRecord(
  history: History,
  wanted: RecordWanted,
  volumes: GraphLook['volumes'],
  successors?: ReadonlyMap<NumberId, NumberId>,
): Promise<Renewed> {
  const span = spanRead(volumes);
  const before = span === null ? new Map<NumberId, Series>() : await history.read(wanted.snapshot.id, span);
  const changes = changesIn(before, volumes, successors);
  const recorded = await recordedUsage(history, wanted, changes);
  // A record that lacks this look's half hours would tell a lower pace than the look itself.
  const isCurrent = wanted.snapshot.wabas.every(({ id }) => volumes.has(id));
  return { changes, recorded: isCurrent ? recorded : { ...recorded, portfolio: null } };
}
