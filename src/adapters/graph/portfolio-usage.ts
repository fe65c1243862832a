import { known, unknown, type Known, type Reading } from '../../domain/reading.js';
import type { LookGap, UnmatchedVolume } from '../../domain/snapshot.js';
import type { Instant, Span } from '../../domain/time.js';
import { addedSeries, sumWithin, type Series, type Usage } from '../../domain/usage.js';
import type { OtherAccount } from './common-limits.js';
import type { VolumeSight } from './volume-look.js';
import type { VolumeSource } from './volume-memory.js';
import type { WabaLook } from './waba-look.js';

/** That accounts configured apart hide what they used of the limit. */
export const elsewhereGap: LookGap = {
  waba: null,
  part: 'usage',
  problem: 'unreachable',
  cause: { reason: 'elsewhere-unread' },
};

/** What is used of a portfolio's limit. */
export interface PortfolioUsage {
  readonly usage: Reading<Usage>;
  readonly series: Series;
  /** What accounts that are configured apart add to the usage; null when there are none. */
  readonly elsewhere: number | null;
  readonly unmatched: readonly UnmatchedVolume[];
}

/** The pieces of a look that tell what was used. */
export interface UsagePieces {
  readonly at: Instant;
  /** The moving day at that instant. */
  readonly window: Span;
  /** Accounts of the same owner that are configured apart. */
  readonly others: readonly OtherAccount[];
  /** Whether no account that shares the limit can be missing. */
  readonly complete: boolean;
}

/** Adds up all accounts that use the limit; unknown when one of them is. Pure. */
export function portfolioUsage(
  pieces: UsagePieces,
  sharing: readonly WabaLook[],
  unmatched: readonly UnmatchedVolume[],
): PortfolioUsage {
  const none = { usage: unknown('incomplete'), series: [], elsewhere: null, unmatched: [] };
  if (!pieces.complete || sharing.length === 0) return none;
  const own = wholeVolumes(
    sharing.map((look) => (look.kind === 'seen' ? look.volume : unknown('incomplete'))),
  );
  const others = wholeVolumes(pieces.others.map(({ volume }) => volume));
  if (own === null || others === null) return none;
  const apart = addedSeries(others.flatMap(seriesIn));
  const series = addedSeries([...own.flatMap(seriesIn), apart]);
  return {
    usage: known(
      usageOf(
        sumWithin(series, pieces.window),
        unmatchedWithin(unmatched, pieces),
        looserSource([...own, ...others]),
        pieces,
      ),
    ),
    series,
    elsewhere: others.length === 0 ? null : sumWithin(apart, pieces.window),
    unmatched,
  };
}

/** Whether all of a volume is known. */
export function isWhole(volume: Reading<VolumeSight>): volume is Known<VolumeSight> {
  return volume.known && volume.value.broken.size === 0;
}

/** The volumes of all accounts; null when one of them is not known. */
function wholeVolumes(volumes: readonly Reading<VolumeSight>[]): readonly VolumeSight[] | null {
  return volumes.every(isWhole) ? volumes.map(({ value }) => value) : null;
}

function seriesIn({ volumes }: VolumeSight): readonly Series[] {
  return [...volumes.values()];
}

/** A sum is no closer to the truth than its loosest part. */
function looserSource(volumes: readonly VolumeSight[]): VolumeSource {
  return volumes.some(({ source }) => source === 'analytics') ? 'analytics' : 'pricing_analytics';
}

/** How much volume within the moving day belongs to no number. */
export function unmatchedWithin(
  unmatched: readonly UnmatchedVolume[],
  { window }: Pick<UsagePieces, 'window'>,
): number {
  return unmatched.reduce((sum, { series }) => sum + sumWithin(series, window), 0);
}

/** An upper bound of the people reached, and how much belongs to no certain number. */
export function usageOf(
  recipients: number,
  unmatched: number,
  source: VolumeSource,
  { at, window }: Pick<UsagePieces, 'at' | 'window'>,
): Usage {
  const usage: Usage = { recipients, accuracy: 'at-most', source, window, asOf: at };
  return unmatched === 0 ? usage : { ...usage, unmatched };
}
