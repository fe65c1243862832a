import { daysWithin } from '../../domain/local-days.js';
import type { Span } from '../../domain/time.js';
import { lineBetween, rectangle, writing, type Box } from './element.js';
import { sizes, type Sheet } from './sheet.js';

/** Where a span lies in the plot, from top to bottom. */
export function columnOf(sheet: Sheet, span: Span): Box {
  const x = sheet.x(span.from);
  return { x, y: sheet.plot.y, width: sheet.x(span.to) - x, height: sheet.plot.height };
}

/** The horizontal grid with its figures, and the midnights. */
export function paintGrid(sheet: Sheet): string {
  const { facts, plot, palette, labels } = sheet;
  const right = plot.x + plot.width;
  const figures = sheet.ticks.map((tick) => {
    const y = sheet.y(tick);
    return (
      lineBetween([plot.x, y], [right, y], { stroke: palette.grid, 'stroke-width': 2 }) +
      writing(labels.number(tick), plot.x - 12, y + sizes.text * 0.36, {
        size: sizes.text,
        fill: palette.muted,
        anchor: 'end',
      })
    );
  });
  const days = facts.each === 'day' ? [] : daysWithin(facts, facts.zone).slice(1);
  const midnights = days.map(({ from }) => {
    const x = sheet.x(from);
    return lineBetween([x, plot.y], [x, plot.y + plot.height], { stroke: palette.grid, 'stroke-width': 1.5 });
  });
  return midnights.join('') + figures.join('');
}

/** The line of zero, over whatever stands on it. */
export function paintFloor({ plot, palette }: Sheet): string {
  const floor = plot.y + plot.height;
  return lineBetween([plot.x, floor], [plot.x + plot.width, floor], {
    stroke: palette.muted,
    'stroke-width': 2,
  });
}

/** What nobody knows: hatched from top to bottom, with no line in it. */
export function paintGaps(sheet: Sheet, gaps: readonly Span[]): string {
  return gaps
    .map((gap) => {
      const box = columnOf(sheet, gap);
      return (
        rectangle(box, { fill: sheet.palette.gap.fill }) + rectangle(box, { class: 'gap', fill: 'url(#gap)' })
      );
    })
    .join('');
}
