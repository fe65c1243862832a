import {
  extremeOf,
  isUnusual,
  worseWhen,
  type SignalPanel,
  type SignalPicture,
} from '../../domain/signals/panels.js';
import type { SignalLabels } from '../../domain/signals/signal-labels.js';
import { legibleLine } from './legible.js';
import { pens } from './terminal-pen.js';

const pen = pens.blocks;

/** The panels as rows of bars. Marks tell what is unusual and where a change was seen. */
export function drawnSignals(facts: SignalPicture, labels: SignalLabels, width: number): string {
  const names = facts.panels.map(({ name }) => legibleLine(labels.panels[name]));
  const gutter = Math.min(20, Math.max(...names.map((name) => name.length)));
  const count = facts.panels[0]?.cells.length ?? 0;
  const each = Math.max(1, Math.ceil(count / Math.max(1, width - gutter - 1)));
  const line = (name: string, rest: string): string =>
    `${name.slice(0, gutter).padStart(gutter)} ${rest}`.trimEnd();
  const columns = Math.ceil(count / each);
  const columnAt = (at: number): number =>
    Math.min(columns - 1, Math.floor(((at - facts.from) / (facts.to - facts.from)) * columns));
  const changeRow =
    facts.change === null || facts.change < facts.from || facts.change > facts.to
      ? []
      : [line('', `${' '.repeat(columnAt(facts.change))}┆`), line('', `┆ ${legibleLine(labels.changed)}`)];
  const days = [facts.from, facts.to].map((at) => labels.day(at, facts.zone, 'weekday'));
  return [
    legibleLine(labels.title).slice(0, width),
    ...facts.panels.flatMap((panel, i) => panelRows(panel, names[i] ?? '', each, line, labels)),
    line('', `${days[0] ?? ''} … ${days[1] ?? ''}`),
    ...changeRow,
    line('', `^ ${legibleLine(labels.unusual)}`),
  ].join('\n');
}

function panelRows(
  panel: SignalPanel,
  text: string,
  each: number,
  line: (name: string, rest: string) => string,
  labels: SignalLabels,
): readonly string[] {
  const { name, cells } = panel;
  const top = Math.max(0, ...cells.map(({ value }) => value ?? 0));
  const columns = Array.from({ length: Math.ceil(cells.length / each) }, (_, i) =>
    cells.slice(i * each, (i + 1) * each),
  );
  const bars = columns.map((column) => {
    const values = column.flatMap(({ value }) => value ?? []);
    if (values.length === 0) return ' ';
    const share = top === 0 ? 0 : Math.max(...values) / top;
    return pen.levels[Math.min(7, Math.round(share * 7))] ?? ' ';
  });
  const marks = columns.map((column) => (column.some((cell) => isUnusual(name, cell)) ? '^' : ' '));
  const extreme = extremeOf(panel);
  const figure = extreme && (name === 'sent' ? labels.number(extreme.value) : labels.share(extreme.value));
  const told = figure === null ? labels.unknown : labels.extreme(figure, worseWhen[name]);
  return [line(text, bars.join('')), line('', marks.join('')), line('', legibleLine(told))].filter(
    (row) => row !== '',
  );
}
