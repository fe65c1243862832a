import { escaped } from './escape.js';
import type { Look, Row } from './terminal-lines.js';

const letter = 8.4;
const rowHeight = 21;
const margin = 20;
const bar = 38;

const looks: Readonly<Record<Look, string>> = {
  plain: 'fill="#d7dce2"',
  dim: 'fill="#7f8b99"',
  label: 'fill="#79b8ff"',
  typed: 'fill="#f0f3f6" font-weight="700"',
  good: 'fill="#57d18c" font-weight="700"',
  warning: 'fill="#f2cc4d" font-weight="700"',
  critical: 'fill="#ff7b72" font-weight="700"',
};

const mono =
  "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace, 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji'";

function rowText(row: Row, y: number): string {
  // The symbol has a place of its own, since an emoji is two columns wide in one font and less in another.
  const symbol = row.symbol === null ? '' : `<text x="${margin}" y="${y}">${escaped(row.symbol)}</text>`;
  const spans = row.stretches
    .map(({ look, text }) => `<tspan ${looks[look]}>${escaped(text)}</tspan>`)
    .join('');
  const x = (margin + row.indent * letter).toFixed(1).replace(/\.0$/, '');
  return symbol + (spans === '' ? '' : `<text x="${x}" y="${y}">${spans}</text>`);
}

/** A terminal window with the rows in it. The same rows give the same picture; nothing outside it is referred to. */
export function terminalSvg(
  rows: readonly Row[],
  columns: number,
  words: { readonly title: string; readonly alt: string },
): string {
  const width = Math.ceil(columns * letter + 2 * margin);
  const height = bar + margin + rows.length * rowHeight + 12;
  const texts = rows.map((row, index) => rowText(row, bar + margin + 10 + index * rowHeight));
  const lights = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, index) => `<circle cx="${margin + index * 18}" cy="${bar / 2}" r="5.5" fill="${colour}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(words.alt)}">`,
    `<title>${escaped(words.alt)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="#0f1419" stroke="#2b333d"/>`,
    `<path d="M0.5 ${bar}V10.5a10 10 0 0 1 10-10h${width - 21}a10 10 0 0 1 10 10V${bar}z" fill="#1b222b"/>`,
    ...lights,
    `<text x="${width / 2}" y="${bar / 2 + 4.5}" text-anchor="middle" fill="#9aa5b1" font-family="${mono}" font-size="12.5">${escaped(words.title)}</text>`,
    `<g font-family="${mono}" font-size="14" fill="#d7dce2" xml:space="preserve">`,
    ...texts.filter((text) => text !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
