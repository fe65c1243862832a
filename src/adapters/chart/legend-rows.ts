/** The room of a legend, in pixels. */
interface LegendRoom {
  readonly width: number;
  /** Between two entries. */
  readonly between: number;
}

/** Entries of a legend in as many rows as it needs. */
export function legendRows<Entry>(
  entries: readonly Entry[],
  widthOfEntry: (entry: Entry) => number,
  room: LegendRoom,
): readonly (readonly Entry[])[] {
  const rows: Entry[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const width = widthOfEntry(entry);
    if (used + room.between + width > room.width) {
      rows.push([]);
      used = -room.between;
    }
    rows.at(-1)?.push(entry);
    used += room.between + width;
  }
  return rows;
}
