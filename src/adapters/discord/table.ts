import type { Line } from '../../cards/card.js';
import { cutAlone } from './literal.js';

const LONGEST_CELL = 24;
/** Columns of a code block that a phone shows without breaking its lines. */
const PHONE = 36;
const WIDE = /[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\uff01-\uff60]/u;
const NARROW = /[\p{M}\u200b-\u200d\ufe0f]/u;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += NARROW.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** A cell that cannot end the code block it stands in. */
function cellOf(text: string): string {
  return cutAlone(text, LONGEST_CELL).replace(/`(?=`)/g, '`\u200b');
}

/**
 * A table's rows as lines of equal columns, header first, for a code block; null when a phone would break the lines.
 */
export function tableLines(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): { readonly header: string; readonly lines: readonly string[] } | null {
  const all = [columns, ...rows].map((row) => row.slice(0, columns.length).map(cellOf));
  const widths = columns.map((_, column) =>
    all.reduce((most, row) => Math.max(most, widthOf(row[column] ?? '')), 0),
  );
  const gap = 2;
  if (widths.reduce((sum, width) => sum + width + gap, -gap) > PHONE) return null;
  const lined = all.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return cell + ' '.repeat(width - widthOf(cell));
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  );
  return { header: lined[0] ?? '', lines: lined.slice(1) };
}

const SYMBOL = /^(\p{Extended_Pictographic}\ufe0f?) (.+)$/u;

/** A row as a line: `🔴 **Promo** · Low (red) · 10:30`, the first cell strong but for its symbol. */
export function rowLine([first = '', ...others]: readonly string[], columns: number): Line {
  const [, symbol = '', name = first] = SYMBOL.exec(first) ?? [];
  const rest = others.slice(0, columns - 1).map((cell) => ` · ${cell}`);
  return [...(symbol === '' ? [] : [`${symbol} `]), { kind: 'strong', text: name }, ...rest];
}
