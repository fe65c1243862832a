import { volumeOf } from '../domain/joined-usage.js';
import { percentOf, type Limit } from '../domain/limit.js';
import type { Reading } from '../domain/reading.js';
import { isoOf } from '../domain/time.js';
import type { Counted, Usage } from '../domain/usage.js';

/** Usage in `poll --json`: what was counted, with Meta's volume beside it; the volume alone where nobody was. */
export function usageReport(usage: Reading<Usage>, limit: Reading<Limit>): object {
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

function volumeReport({ recipients, unmatched, accuracy, source }: Usage): object {
  return { recipients, ...(unmatched === undefined ? {} : { unmatched }), accuracy, source };
}

function countedReport(counted: Counted, volume: Reading<Usage>): object {
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

function withoutAccuracy({ recipients, unmatched, source }: Usage): object {
  return { recipients, source, ...(unmatched === undefined ? {} : { unmatched }) };
}

/** By the smallest sure upper bound, which is what warns; null where none is known. */
function sharePercent(usage: Reading<Usage>, limit: Reading<Limit>): number | null {
  const percent = percentOf(usage, limit);
  const isBound = usage.known && usage.value.accuracy !== 'at-least';
  return percent === null || !isBound ? null : Math.round(percent * 10) / 10;
}
