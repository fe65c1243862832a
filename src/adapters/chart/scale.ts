/** Maps figures onto units of the picture, in a straight line. */
export type Scale = (value: number) => number;

/** The scale that puts `from` at `start` and `to` at `end`. */
export function scaleOf(from: number, to: number, start: number, end: number): Scale {
  const perUnit = to > from ? (end - start) / (to - from) : 0;
  return (value) => start + (value - from) * perUnit;
}

/** Round figures from 0 to at most `top`, evenly apart. No more than `most` steps: 0, 2,500, 5,000 … */
export function ticksUpTo(top: number, most: number): readonly number[] {
  if (!(top > 0)) return [0];
  const rough = top / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10;
  const step = Math.max(1, Math.round(factor * power));
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
}
