import { known, unknown, type Known, type Reading } from '../../domain/reading.js';
import type { Gap } from '../../domain/snapshot.js';
import type { Instant, Span } from '../../domain/time.js';
import { addedSeries, sumWithin, type Series, type Usage } from '../../domain/usage.js';
import type { OtherAccount } from './common-limits.js';
import type { VolumeSight } from './volume-look.js';
import type { VolumeSource } from './volume-memory.js';
import type { WabaLook } from './waba-look.js';

/** That accounts configured apart hide what they used of the limit. */
export const elsewhereGap: Gap = {
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
export function portfolioUsage(pieces: UsagePieces, sharing: readonly WabaLook[]): PortfolioUsage {
  const none = { usage: unknown('incomplete'), series: [], elsewhere: null };
  if (!pieces.complete || sharing.length === 0) return none;
  const own = wholeVolumes(
    sharing.map((look) => (look.kind === 'seen' ? look.volume : unknown('incomplete'))),
  );
  const others = wholeVolumes(pieces.others.map(({ volume }) => volume));
  if (own === null || others === null) return none;
  const apart = addedSeries(others.flatMap(seriesIn));
  const series = addedSeries([...own.flatMap(seriesIn), apart]);
  return {
    usage: known(usageOf(series, looserSource([...own, ...others]), pieces)),
    series,
    elsewhere: others.length === 0 ? null : sumWithin(apart, pieces.window),
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

/** The upper bound that half hours of volume are of the people reached. */
export function usageOf(
  series: Series,
  source: VolumeSource,
  { at, window }: Pick<UsagePieces, 'at' | 'window'>,
): Usage {
  return {
    recipients: sumWithin(series, window),
    accuracy: 'at-most',
    source,
    window,
    asOf: at,
  };
}
