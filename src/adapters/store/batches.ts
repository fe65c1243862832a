/** SQLite takes some thousand values in one statement. */
const rowsAtOnce = 500;

/** Rows in parts that fit into one statement each. */
export function* batchesOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce);
}
