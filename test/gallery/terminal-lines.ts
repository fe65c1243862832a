import { unbroken } from '../../src/words/unbroken.js';
import type { Scene } from './excerpt.js';

/** How a stretch of text looks. */
export type Look = 'plain' | 'dim' | 'label' | 'typed' | 'good' | 'warning' | 'critical';

/** A stretch of text in one look. */
export interface Stretch {
  readonly look: Look;
  readonly text: string;
}

/** One row of the terminal: a symbol (or none) and what follows it. */
export interface Row {
  readonly symbol: string | null;
  /** Columns before the text, those of the symbol included. */
  readonly indent: number;
  readonly stretches: readonly Stretch[];
}

const symbols: Readonly<Record<string, Look>> = {
  '🟢': 'good',
  '🟡': 'warning',
  '🔴': 'critical',
  '🟠': 'warning',
  '🔵': 'label',
};

const symbolAtStart = /^(• )?(\p{Extended_Pictographic})\ufe0f? /u;

/**
 * Breaks text at spaces into pieces of at most `columns`, the first of at most `first`; never before a percent sign or
 * a dot between two things. A longer word stands alone.
 */
function broken(text: string, first: number, columns: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of unbroken(text).split(/ (?!·)/)) {
    const room = rows.length === 0 ? first : columns;
    if (row !== '' && row.length + 1 + word.length > room) {
      rows.push(row);
      row = word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return [...rows, row];
}

function rowsOfLine(line: string, isTitle: boolean, columns: number): readonly Row[] {
  const [opening = '', bullet = '', symbol] = symbolAtStart.exec(line) ?? [];
  if (symbol !== undefined) {
    const indent = bullet.length + 3;
    const look = isTitle ? (symbols[symbol] ?? 'plain') : 'plain';
    return broken(line.slice(opening.length), columns - indent, columns - indent).map((text, index) => ({
      symbol: index === 0 ? bullet + symbol : null,
      indent,
      stretches: [{ look, text }],
    }));
  }
  const label = /^[A-Z][^:.]{2,24}:(?= )/.exec(line)?.[0];
  if (label === undefined) {
    return broken(line, columns, columns - 2).map((text, index) => ({
      symbol: null,
      indent: index === 0 || !line.startsWith('• ') ? 0 : 2,
      stretches: [{ look: 'plain', text }],
    }));
  }
  const rest = line.slice(label.length + 1);
  return broken(rest, columns - label.length - 1, columns - 2).map((text, index) => ({
    symbol: null,
    indent: index === 0 ? 0 : 2,
    stretches:
      index === 0
        ? [
            { look: 'label', text: `${label} ` },
            { look: 'plain', text },
          ]
        : [{ look: 'plain', text }],
  }));
}

function headingRow(heading: string): Row {
  const [, before = heading, typed = ''] = /^(.*?: )(\/.*)$/.exec(heading) ?? [];
  return {
    symbol: null,
    indent: 0,
    stretches: [
      { look: 'dim', text: before },
      ...(typed === '' ? [] : [{ look: 'typed' as const, text: typed }]),
    ],
  };
}

/** The scenes as rows of at most `columns`, an empty row between them. */
export function rowsOf(scenes: readonly Scene[], columns: number): readonly Row[] {
  const empty: Row = { symbol: null, indent: 0, stretches: [] };
  return scenes.flatMap(({ heading, lines }, index) => [
    ...(index === 0 ? [] : [empty]),
    headingRow(heading),
    ...lines.flatMap((line, place) => rowsOfLine(line, place === 0, columns)),
  ]);
}
