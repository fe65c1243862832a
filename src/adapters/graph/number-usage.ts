import { known, unknown, type Reading } from '../../domain/reading.js';
import { unmatchedIn } from '../../domain/history/recorded-usage.js';
import type { NumberId, NumberSnapshot, WabaId } from '../../domain/snapshot.js';
import { sumWithin, type Series, type Usage } from '../../domain/usage.js';
import type { VolumeRead } from '../../domain/history/recorded-usage.js';
import { withMore, type Attribution } from './attribution.js';
import type { NumberWire } from './number-wire.js';
import { unmatchedWithin, usageOf, type UsagePieces } from './portfolio-usage.js';
import type { Volumes } from './usage-count.js';
import type { VolumeSight } from './volume-look.js';
import type { WabaLook, WabaSight } from './waba-look.js';

/** The numbers of an account with what they used. */
export function numbersWithUsage(
  look: WabaSight,
  attribution: Attribution,
  pieces: UsagePieces,
): readonly NumberSnapshot[] {
  const unmatched = unmatchedWithin(attribution.unmatched, pieces);
  return look.numbers.map((number) => {
    const counted = numberSeries(number, look.volume, attribution);
    // Written out: spreading costs many times more, for each of thousands.
    return {
      id: number.id,
      waba: look.id,
      phone: number.phone,
      display: number.display,
      name: number.name,
      quality: number.quality,
      rawQuality: number.rawQuality,
      status: number.status,
      rawStatus: number.rawStatus,
      nameStatus: number.nameStatus,
      throughput: number.throughput,
      limit: number.limit,
      rawLimit: number.rawLimit,
      health: number.health,
      usage: counted.known
        ? known(numberUsage(sumWithin(counted.value, pieces.window), unmatched, pieces))
        : counted,
      series: counted.known ? counted.value : [],
    };
  });
}

/** Volume that belongs to no number for certain may be this one's. */
function numberUsage(own: number, unmatched: number, pieces: UsagePieces): Usage {
  return usageOf(own + unmatched, unmatched, 'pricing_analytics', pieces);
}

function numberSeries(
  number: NumberWire,
  volume: Reading<VolumeSight>,
  attribution: Attribution,
): Reading<Series> {
  if (!volume.known) return volume;
  if (volume.value.source === 'analytics') return unknown('refused');
  if (number.phone === null || attribution.isBroken(number)) return unknown('not-understood');
  // Where Meta names nobody it does not tell numbers apart.
  if (volume.value.volumes.has(null)) return unknown('incomplete');
  const series = attribution.volumeOf(number);
  if (series === 'moved') return unknown('moved');
  return series === 'hidden' ? unknown('incomplete') : known(series);
}

/**
 * Only an answer whose every point is understood goes on record. And only where every number of its account was seen.
 */
export function volumesRead(
  seen: readonly WabaSight[],
  attributionIn: (look: WabaLook) => Attribution,
): ReadonlyMap<WabaId, VolumeRead> {
  return new Map(
    seen.flatMap((look): readonly [WabaId, VolumeRead][] => {
      const { id, volume } = look;
      if (!volume.known || volume.value.broken.size > 0 || volume.value.read === null) return [];
      const { span, volumes } = volume.value.read;
      return [[id, { span, series: recordOf(look, volumes, attributionIn(look)) }]];
    }),
  );
}

/** The volume of each number of the account, and what belongs to none. */
function recordOf(
  { id, numbers }: WabaSight,
  volumes: Volumes,
  { whose }: Attribution,
): ReadonlyMap<NumberId, Series> {
  const rest = unmatchedIn(id);
  const read = new Map<NumberId, Series>([[rest, []]]);
  for (const number of numbers) read.set(number.id, []);
  for (const [name, series] of volumes) {
    const owner = whose(name, id)?.id;
    const at = owner !== undefined && read.has(owner) ? owner : rest;
    read.set(at, withMore(read.get(at), series));
  }
  return read;
}
