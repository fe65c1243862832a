import type { RichTextBlock, TableBlock } from '@slack/web-api';
import type { Section } from '../../cards/card.js';
import { TABLE_CELL, TABLE_COLUMNS_ON_A_PHONE, TABLE_HEADING, TABLE_ROWS } from './limits.js';
import { cutToSize, onOneLine, sizeOf } from './text.js';

type TableSection = Extract<Section, { kind: 'table' }>;
type Cell = TableBlock['rows'][number][number];

/** Slack refuses an empty cell. */
const EMPTY_CELL = '–';

function cellText(text: string, max: number): string {
  const clean = cutToSize(onOneLine(text), max);
  return clean.trim() === '' ? EMPTY_CELL : clean;
}

function headingCell(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] }],
  };
}

/** A row with a cell for each column. */
function cellsOf(row: readonly string[], columns: number, max = TABLE_CELL): readonly string[] {
  return Array.from({ length: columns }, (_, index) => cellText(row[index] ?? '', max));
}

function isNumeric(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.length > 0 && rows.every((row) => /^[\d.,\s%+–-]+$/.test(row[column] ?? ''));
}

function sizeOfRow(row: readonly string[]): number {
  return row.reduce((sum, cell) => sum + sizeOf(cell), 0);
}

/** Whether a table is narrow enough for a table block that a phone shows whole. */
export function fitsAPhone(table: TableSection): boolean {
  return (
    table.columns.length > 0 && table.columns.length <= TABLE_COLUMNS_ON_A_PHONE && table.rows.length > 0
  );
}

/** The size of the whole table, as far as a table block can hold it. */
export function sizeOfTable(table: TableSection): number {
  const width = table.columns.length;
  return [table.columns, ...table.rows.slice(0, TABLE_ROWS - 1)]
    .map((row) => sizeOfRow(cellsOf(row, width)))
    .reduce((sum, size) => sum + size, 0);
}

/** The first rows of a table that fit into `budget`, as a table block. Also how many rows were left out. */
export function tableBlock(
  table: TableSection,
  budget: number,
): { readonly block: TableBlock; readonly left: number } {
  const width = table.columns.length;
  const heading = cellsOf(table.columns, width, TABLE_HEADING);
  const rows: (readonly string[])[] = [];
  let used = sizeOfRow(heading);
  for (const row of table.rows.slice(0, TABLE_ROWS - 1)) {
    const cells = cellsOf(row, width);
    used += sizeOfRow(cells);
    if (used > budget) break;
    rows.push(cells);
  }
  const block: TableBlock = {
    type: 'table',
    column_settings: heading.map((_, column) => ({
      is_wrapped: true,
      align: isNumeric(rows, column) ? 'right' : 'left',
    })),
    rows: [
      heading.map(headingCell),
      ...rows.map((row) => row.map((text): Cell => ({ type: 'raw_text', text }))),
    ],
  };
  return { block, left: table.rows.length - rows.length };
}
