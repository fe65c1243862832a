/** Spreadsheets run a cell that begins like this. */
const runs = /^[=+\-@\t\r]/;

/** One line of a CSV file (RFC 4180). Text that a spreadsheet would run is made inert with an apostrophe; null is empty. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return cells.map(cellOf).join(',');
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const inert = runs.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
