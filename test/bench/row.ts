/** One figure of a benchmark. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** The figure must be at most this; `least` turns it round. Null: it is only told. */
  readonly goal: { readonly most: number } | { readonly least: number } | null;
}

/** A benchmark: what it is called, and how its figures are taken. */
export interface Bench {
  readonly name: string;
  run(): Promise<readonly Row[]>;
}

/** Whether a figure meets its goal; null when it has none. */
export function isMet({ figure, goal }: Row): boolean | null {
  if (goal === null) return null;
  return 'most' in goal ? figure <= goal.most : figure >= goal.least;
}

/** The mean of some figures; NaN of none. */
export function meanOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

/** The middle of some figures; NaN of none. */
export function medianOf(figures: readonly number[]): number {
  return percentileOf(figures, 50);
}

/** The figure that `percent` of some figures do not exceed; NaN of none. */
export function percentileOf(figures: readonly number[], percent: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** The exponent of the curve through the points: 1 is in proportion, 2 is four times the cost for twice the size. */
export function exponentOf(points: readonly { readonly size: number; readonly cost: number }[]): number {
  const logs = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
  const mean = (pick: (log: { x: number; y: number }) => number): number =>
    logs.reduce((sum, log) => sum + pick(log), 0) / logs.length;
  const [x, y] = [mean((log) => log.x), mean((log) => log.y)];
  const slope = mean((log) => (log.x - x) * (log.y - y));
  return slope / mean((log) => (log.x - x) ** 2);
}
