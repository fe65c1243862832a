import { daysWithin } from '../../domain/local-days.js';
import {
  extremeOf,
  isUnusual,
  worseWhen,
  type PanelCell,
  type SignalPanel,
} from '../../domain/signals/panels.js';
import type { SignalLabels } from '../../domain/signals/signal-labels.js';
import {
  element,
  lineBetween,
  pathThrough,
  rectangle,
  shapeThrough,
  writing,
  type PicturePoint,
} from './element.js';
import { legibleLine } from './legible.js';
import type { PanelSheet, PlacedPanel } from './panel-sheet.js';
import { sizes } from './sheet.js';

/** A figure of a panel as a text: a share, or how many messages. */
export function figureText(name: SignalPanel['name'], value: number, labels: SignalLabels): string {
  return name === 'sent' ? labels.number(value) : labels.share(value);
}

/** A panel: title, telling figure, grid, what is usual and what was. */
export function paintPanel(sheet: PanelSheet, panel: PlacedPanel): string {
  const { palette, labels } = sheet;
  const { name, box, cells } = panel;
  const extreme = extremeOf(panel);
  const right = box.x + box.width;
  const title = writing(legibleLine(labels.panels[name]), box.x, box.y - 9, {
    size: sizes.text,
    weight: 'bold',
    fill: palette.ink,
    class: 'panel',
  });
  const figure =
    extreme === null
      ? labels.unknown
      : labels.extreme(figureText(name, extreme.value, labels), worseWhen[name]);
  const isOdd = extreme !== null && isUnusual(name, extreme);
  return [
    title,
    writing(legibleLine(figure), right, box.y - 9, {
      size: sizes.text,
      fill: isOdd ? palette.over.line : palette.muted,
      ...(isOdd ? { weight: 'bold' as const } : {}),
      anchor: 'end',
    }),
    paintGrid(sheet, panel),
    ...runsOf(cells, ({ usual }) => usual !== null).map((run) => paintUsual(sheet, panel, run)),
    name === 'sent' ? paintBars(sheet, panel) : paintLine(sheet, panel),
    lineBetween([box.x, box.y + box.height], [right, box.y + box.height], {
      stroke: palette.muted,
      'stroke-width': 2,
    }),
  ].join('');
}

function paintGrid({ facts, palette, labels, x }: PanelSheet, { name, box, y, ticks }: PlacedPanel): string {
  const right = box.x + box.width;
  const figures = ticks.map(
    (tick) =>
      lineBetween([box.x, y(tick)], [right, y(tick)], { stroke: palette.grid, 'stroke-width': 2 }) +
      writing(figureText(name, tick, labels), box.x - 12, y(tick) + sizes.small * 0.36, {
        size: sizes.small,
        fill: palette.muted,
        anchor: 'end',
      }),
  );
  const midnights = daysWithin(facts, facts.zone)
    .slice(1)
    .map(({ from }) =>
      lineBetween([x(from), box.y], [x(from), box.y + box.height], {
        stroke: palette.grid,
        'stroke-width': 1.5,
      }),
    );
  return midnights.join('') + figures.join('');
}

/** Neighbouring cells of which the same is so. */
function runsOf(
  cells: readonly PanelCell[],
  holds: (cell: PanelCell) => boolean,
): readonly (readonly PanelCell[])[] {
  const runs: PanelCell[][] = [];
  let open = false;
  for (const cell of cells) {
    const isIn = holds(cell);
    if (isIn && open) runs.at(-1)?.push(cell);
    else if (isIn) runs.push([cell]);
    open = isIn;
  }
  return runs;
}

function stepsOf(
  { x }: PanelSheet,
  run: readonly PanelCell[],
  heightOf: (cell: PanelCell) => number,
): readonly PicturePoint[] {
  return run.flatMap((cell): readonly PicturePoint[] => [
    [x(cell.span.from), heightOf(cell)],
    [x(cell.span.to), heightOf(cell)],
  ]);
}

function paintUsual(sheet: PanelSheet, { y }: PlacedPanel, run: readonly PanelCell[]): string {
  const high = stepsOf(sheet, run, ({ usual }) => y(usual?.high ?? 0));
  const low = stepsOf(sheet, run, ({ usual }) => y(usual?.low ?? 0));
  return element('path', {
    class: 'usual',
    d: shapeThrough([...high, ...low.toReversed()]),
    fill: sheet.palette.gap.mark,
    opacity: '0.7',
  });
}

function paintLine(sheet: PanelSheet, { name, cells, y }: PlacedPanel): string {
  const { palette, x } = sheet;
  const heightOf = ({ value }: PanelCell): number => y(value ?? 0);
  const stroke = { fill: 'none', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  const lines = runsOf(cells, ({ value }) => value !== null).map((run) =>
    element('path', {
      class: 'line',
      d: pathThrough(stepsOf(sheet, run, heightOf)),
      stroke: palette.usage.line,
      'stroke-width': 3.5,
      ...stroke,
    }),
  );
  const odd = cells
    .filter((cell) => isUnusual(name, cell))
    .map((cell) => {
      const [from, to] = [x(cell.span.from), x(cell.span.to)];
      const edge = y((worseWhen[name] === 'high' ? cell.usual?.high : cell.usual?.low) ?? 0);
      const [top, bottom] = [Math.min(edge, heightOf(cell)), Math.max(edge, heightOf(cell))];
      return (
        rectangle({ x: from, y: top, width: to - from, height: bottom - top }, { fill: palette.over.sure }) +
        lineBetween([from, heightOf(cell)], [to, heightOf(cell)], {
          class: 'unusual',
          stroke: palette.over.line,
          'stroke-width': 5.5,
          'stroke-linecap': 'round',
        })
      );
    });
  return lines.join('') + odd.join('');
}

function paintBars({ palette, x }: PanelSheet, { name, cells, box, y }: PlacedPanel): string {
  const floor = box.y + box.height;
  return cells
    .map((cell) => {
      if (cell.value === null) return '';
      const top = Math.min(y(cell.value), floor - (cell.value > 0 ? 2 : 0));
      const from = x(cell.span.from) + 1;
      const odd = isUnusual(name, cell);
      return rectangle(
        { x: from, y: top, width: x(cell.span.to) - from - 1, height: floor - top },
        {
          class: odd ? 'unusual' : 'bar',
          fill: odd ? palette.over.line : palette.usage.line,
          opacity: '0.75',
        },
      );
    })
    .join('');
}
