import { coordinate, element } from './element.js';
import type { Palette } from './palette.js';

/** Stripes, each at its own slope and distance, so that they differ without any colour. */
function pattern(id: string, colour: string, distance: number, thick: number, slope: number): string {
  return element(
    'pattern',
    {
      id,
      width: distance,
      height: distance,
      patternUnits: 'userSpaceOnUse',
      patternTransform: `rotate(${coordinate(slope)})`,
    },
    element('rect', { width: thick, height: distance, fill: colour }),
  );
}

/** All patterns of a picture, by their ids. */
export function patterns({ gap, over, qualities, usage }: Palette): string {
  const cross = element(
    'pattern',
    {
      id: 'quality-red',
      width: 12,
      height: 12,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    element('path', { d: 'M0 0H12M0 0V12', stroke: qualities.red.mark, 'stroke-width': 6 }),
  );
  return element(
    'defs',
    {},
    pattern('gap', gap.mark, 12, 3, 45) +
      pattern('band-usage', usage.stripe, 8, 3, 0) +
      pattern('band-over', over.stripe, 8, 3, 0) +
      pattern('quality-unknown', qualities.unknown.mark, 12, 3, 45) +
      pattern('quality-yellow', qualities.yellow.mark, 14, 5, -45) +
      cross,
  );
}
