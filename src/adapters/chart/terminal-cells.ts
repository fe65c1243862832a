import { isCap } from '../../domain/chart-stretches.js';
import type { Column } from './columns.js';
import type { Pen } from './terminal-pen.js';

/** Rows of the plot. */
export const height = 8;

/** The row of a figure from the bottom, where the axis ends at `top`. */
export function rowOf(value: number, top: number): number {
  return Math.min(height - 1, Math.floor((value / top) * height));
}

/** Eighths of a row, at least one for whoever was reached. */
function levelsOf(value: number | null, top: number): number {
  return value === null ? 0 : Math.max(value > 0 ? 1 : 0, Math.round((value / top) * height * 8));
}

/** How a whole drawing shows its columns. */
export interface Manner {
  readonly top: number;
  /** In percent of the limit. */
  readonly threshold: number;
  /** Whether people were counted: then only the least is solid, and a band reaches from it to the most. */
  readonly isCounted: boolean;
  readonly pen: Pen;
}

/** One column from bottom to top: usage, the band or the unknown above it, and the lines where there is room. */
export function cellsOf({ used, blind, limit }: Column, manner: Manner): readonly string[] {
  const { top, threshold, isCounted, pen } = manner;
  const solid = levelsOf(isCounted ? used.atLeast : used.atMost, top);
  const hasBand = isCounted && used.atMost !== null && used.atMost > (used.atLeast ?? 0);
  // A band always has the highest cell, so that no thin one looks exact.
  const bandTop = hasBand ? Math.ceil(levelsOf(used.atMost, top) / 8) - 1 : -1;
  const limitAt = isCap(limit) ? rowOf(limit, top) : -1;
  const warnAt = isCap(limit) ? rowOf((limit * threshold) / 100, top) : -1;
  return Array.from({ length: height }, (_, row) => {
    if (row === bandTop) return pen.band;
    const inCell = Math.min(8, solid - row * 8);
    if (inCell > 0) return pen.levels[inCell - 1] ?? ' ';
    if (row < bandTop) return pen.band;
    if (row === limitAt) return pen.limit;
    if (blind) return pen.gap;
    return row === warnAt ? pen.threshold : ' ';
  });
}
