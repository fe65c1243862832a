import type { LookAhead } from '../domain/look-ahead.js';
import type { Reader } from './reader.js';

/** The coming 24 hours of a limit in one line. The reader goes by Meta's clock. */
export function aheadText({ limit, peak, reachedAt, compared }: LookAhead, reader: Reader): string {
  const { words, zone, now } = reader;
  const moment = { zone, now };
  const highest = words.whatIf.peak(peak.recipients, limit, true, { at: peak.at, moment });
  return words.digest.aheadPeak(
    highest,
    reachedAt === null ? null : words.moment(reachedAt, moment),
    compared,
  );
}
