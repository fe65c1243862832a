import type { Limit } from '../domain/limit.js';
import type { DayOfUsage } from '../domain/peaks.js';
import type { Reading } from '../domain/reading.js';
import type { Card, Picture } from './card.js';
import { fitted } from './fitted.js';
import type { Reader } from './reader.js';

/** Past days of one portfolio or one number. */
export interface PastDaysView {
  readonly name: string;
  /** Oldest first. */
  readonly days: readonly DayOfUsage[];
  readonly limit: Reading<Limit>;
  readonly picture: Picture | null;
}

/** The usage of past days against the limit of now, newest day first. */
export function pastDaysCard(view: PastDaysView, reader: Reader): Card {
  const { words } = reader;
  const { pastDays } = words;
  const cap = view.limit.known && view.limit.value.kind === 'capped' ? view.limit.value.recipients : null;
  const [first, ...others] = view.days;
  const top = first ? others.reduce((a, b) => (b.peak > a.peak ? b : a), first) : null;
  const share = (peak: number): string => (cap === null ? '–' : words.percent((peak / cap) * 100));
  const exact = view.days.filter(({ isExact }) => isExact).length;
  const peakText = ({ peak, isExact }: DayOfUsage): string =>
    exact === 0 || isExact ? words.number(peak) : pastDays.upTo(peak);
  const rows = view.days
    .toReversed()
    .map((day) => [words.day(day.day), peakText(day), share(day.peak), words.number(day.total)]);
  return fitted({
    tone: top === null ? 'unknown' : 'info',
    title: `${view.name} · ${pastDays.title(view.days.length)}`,
    lead: [
      top === null
        ? pastDays.nothing
        : pastDays.lead(cap === null ? words.number(top.peak) : share(top.peak), words.day(top.day)),
    ],
    sections:
      rows.length === 0
        ? []
        : [
            {
              kind: 'table',
              columns: [pastDays.day, pastDays.peak, pastDays.ofLimit, pastDays.total],
              rows,
              more: words.more,
            },
          ],
    footnote:
      rows.length === 0
        ? null
        : [exact === 0 ? pastDays.atMost : exact === rows.length ? pastDays.counted : pastDays.partlyCounted],
    actions: [],
    picture: view.picture,
  });
}
