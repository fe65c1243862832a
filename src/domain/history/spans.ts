import type { Span } from '../time.js';

/** The spans in order with one more; those that touch become one. */
export function withSpan(spans: readonly Span[], added: Span): readonly Span[] {
  const near = (span: Span): boolean => span.from <= added.to && span.to >= added.from;
  const touched = spans.filter(near);
  const from = touched.reduce((least, span) => (span.from < least ? span.from : least), added.from);
  const to = touched.reduce((most, span) => (span.to > most ? span.to : most), added.to);
  return [...spans.filter((span) => !near(span)), { from, to }].sort((a, b) => a.from - b.from);
}

/** The spans, which do not touch, without what lies in other ones. */
export function withoutSpans(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  return others.reduce<readonly Span[]>(
    (left, { from, to }) =>
      left.flatMap((span) => {
        const parts = [
          { from: span.from, to: span.to < from ? span.to : from },
          { from: span.from > to ? span.from : to, to: span.to },
        ];
        return span.from < to && span.to > from ? parts.filter((part) => part.from < part.to) : [span];
      }),
    spans,
  );
}

/** Whether one of the spans holds all of another. */
export function isCovered(spans: readonly Span[], wanted: Span): boolean {
  return spans.some((span) => span.from <= wanted.from && span.to >= wanted.to);
}
