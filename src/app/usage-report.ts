import { volumeOf } from '../domain/joined-usage.js';
import { percentOf, type Limit } from '../domain/limit.js';
import type { Reading, Unknown } from '../domain/reading.js';
import { isoOf } from '../domain/time.js';
import type { Accuracy, Counted, Usage, UsageSource } from '../domain/usage.js';

/** Meta's volume as JSON. */
interface VolumeReport {
  readonly recipients: number;
  /** How many of them belong to no number for certain; absent: none. */
  readonly unmatched?: number;
  readonly accuracy: Accuracy;
  readonly source: UsageSource;
}

/** People counted one by one as JSON, with Meta's volume beside them. */
interface CountedReport {
  readonly recipients: number;
  readonly accuracy: Counted['accuracy'];
  readonly source: 'ledger';
  readonly atLeast: number;
  readonly atMost: number | null;
  readonly releases: readonly { readonly at: string; readonly recipients: number }[];
  readonly volume: Omit<VolumeReport, 'accuracy'> | null;
  readonly countingSince: string | null;
  readonly exactFrom: string | null;
}

/** Usage as JSON; `percent` is null where the limit or a sure upper bound is not known. */
export type UsageReport =
  | { readonly known: false; readonly why: Unknown | 'not seen'; readonly percent: null }
  | ((VolumeReport | CountedReport) & {
      readonly known: true;
      readonly percent: number | null;
      readonly from: string;
      readonly to: string;
    });

/** Usage in `poll --json`: what was counted, with Meta's volume beside it; the volume alone where nobody was. */
export function usageReport(usage: Reading<Usage>, limit: Reading<Limit>): UsageReport {
  if (!usage.known) return { known: false, why: usage.why, percent: null };
  const { value } = usage;
  const { window, counted } = value;
  const figure = counted === undefined ? volumeReport(value) : countedReport(counted, volumeOf(usage));
  return {
    known: true,
    ...figure,
    percent: sharePercent(usage, limit),
    from: isoOf(window.from),
    to: isoOf(window.to),
  };
}

function volumeReport({ recipients, unmatched, accuracy, source }: Usage): VolumeReport {
  return { recipients, ...(unmatched === undefined ? {} : { unmatched }), accuracy, source };
}

function countedReport(counted: Counted, volume: Reading<Usage>): CountedReport {
  const { accuracy, atLeast, atMost, releases, countingSince, exactFrom } = counted;
  return {
    recipients: atMost ?? atLeast,
    accuracy,
    source: 'ledger',
    atLeast,
    atMost,
    releases: releases.map(({ at, recipients }) => ({ at: isoOf(at), recipients })),
    volume: volume.known ? withoutAccuracy(volume.value) : null,
    countingSince: countingSince === null ? null : isoOf(countingSince),
    exactFrom: exactFrom === null ? null : isoOf(exactFrom),
  };
}

function withoutAccuracy({ recipients, unmatched, source }: Usage): Omit<VolumeReport, 'accuracy'> {
  return { recipients, source, ...(unmatched === undefined ? {} : { unmatched }) };
}

/** By the smallest sure upper bound, which is what warns; null where none is known. */
function sharePercent(usage: Reading<Usage>, limit: Reading<Limit>): number | null {
  const percent = percentOf(usage, limit);
  const isBound = usage.known && usage.value.accuracy !== 'at-least';
  return percent === null || !isBound ? null : Math.round(percent * 10) / 10;
}
