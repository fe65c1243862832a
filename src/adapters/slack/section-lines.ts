import type { Line, Section } from '../../cards/card.js';

type TableSection = Extract<Section, { kind: 'table' }>;

/** No line shows more cells than this. */
const MOST_CELLS = 100;

function joined(cells: readonly Line[]): Line {
  return cells.flatMap((cell, index) => (index === 0 ? cell : [' · ', ...cell]));
}

function rowLine(row: readonly string[]): Line {
  return joined(
    row
      .slice(0, MOST_CELLS)
      .map((cell, index): Line => (index === 0 ? [{ kind: 'strong', text: cell }] : [cell])),
  );
}

function headingLine(table: TableSection): readonly Line[] {
  return table.columns.some((column) => column !== '') ? [[table.columns.join(' · ')]] : [];
}

/** A section as lines that may be shortened from their end. Also what is always said around them. */
export interface SectionLines {
  readonly bullets: boolean;
  readonly before: readonly Line[];
  readonly lines: readonly Line[];
  readonly after: readonly Line[];
  /** What to say of lines that were left out. */
  readonly more: (left: number) => string;
}

/** Says in no language how many were left out. */
export function moreMark(left: number): string {
  return `… +${left}`;
}

/** Any section as lines: a fact is `label: value`, a row of a table its cells with dots between them. */
export function linesOf(section: Section): SectionLines {
  const of = <T>(
    entries: readonly T[],
    lineOf: (entry: T) => Line,
    frame: Partial<SectionLines> = {},
  ): SectionLines => ({
    bullets: false,
    before: [],
    after: [],
    more: moreMark,
    ...frame,
    lines: entries.map(lineOf),
  });
  switch (section.kind) {
    case 'text':
      return of(section.lines, (line) => line);
    case 'facts':
      return of(section.facts, ({ label, value }) => [{ kind: 'strong', text: label }, ': ', ...value]);
    case 'list':
      return of(section.items, (item) => item, {
        bullets: true,
        after: section.more === null ? [] : [[section.more]],
      });
    case 'table':
      return of(section.rows, rowLine, { before: headingLine(section), more: section.more });
  }
}
