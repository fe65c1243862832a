import { cutAlone } from './literal.js';

const LONGEST_CELL = 24;
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

/** The rows of a table as lines of equal columns, header first, to be shown in a code block. */
export function tableLines(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): { readonly header: string; readonly lines: readonly string[] } {
  const all = [columns, ...rows].map((row) => row.slice(0, columns.length).map(cellOf));
  const widths = columns.map((_, column) =>
    all.reduce((most, row) => Math.max(most, widthOf(row[column] ?? '')), 0),
  );
  const lined = all.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return cell + ' '.repeat(width - widthOf(cell));
      })
      .join('  ')
      .trimEnd(),
  );
  return { header: lined[0] ?? '', lines: lined.slice(1) };
}
