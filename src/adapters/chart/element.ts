import { curveLinearClosed, line } from 'd3-shape';
import { faceOf, fontFamily, type Weight } from './fonts.js';
import { escapeXml } from './legible.js';

/** A rectangle of the picture, in its own units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point of the picture. */
export type PicturePoint = readonly [x: number, y: number];

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Decimals of a coordinate: the same facts always give the same bytes. */
export const decimals = 1;

/** A coordinate as it is written. */
export function coordinate(n: number): string {
  return String(Math.round(n * 10 ** decimals) / 10 ** decimals || 0);
}

/** An SVG element; attributes are escaped, `children` are elements already. */
export function element(name: string, attributes: Attributes, children = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeXml(value ?? '')}"`,
    )
    .join('');
  return children === '' ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}

/** A rectangle as an element. */
export function rectangle(box: Box, attributes: Attributes): string {
  return element('rect', { ...attributes, x: box.x, y: box.y, width: box.width, height: box.height });
}

const open = line<PicturePoint>().digits(decimals);
const closed = line<PicturePoint>().digits(decimals).curve(curveLinearClosed);

/** A line through points, as path data. */
export function pathThrough(points: readonly PicturePoint[]): string {
  return open(points) ?? '';
}

/** A closed shape through points, as path data. */
export function shapeThrough(points: readonly PicturePoint[]): string {
  return closed(points) ?? '';
}

/** A straight line between two points. */
export function lineBetween([x1, y1]: PicturePoint, [x2, y2]: PicturePoint, attributes: Attributes): string {
  return element('line', { x1, y1, x2, y2, ...attributes });
}

/** How a text is written. `halo` is the colour of an edge that keeps it readable on lines. */
export interface Hand {
  readonly size: number;
  readonly fill: string;
  readonly weight?: Weight;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly halo?: string;
  readonly class?: string;
}

/** A line of text whose baseline begins (or is centred, or ends) at x, y. Letters that the font lacks are left out. */
export function writing(text: string, x: number, y: number, hand: Hand): string {
  const face = faceOf(hand.weight ?? 'regular');
  const covered = Array.from(text)
    .filter((letter) => face.covers(letter))
    .join('');
  if (covered === '') return '';
  const halo = hand.halo
    ? { stroke: hand.halo, 'stroke-width': 6, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
    : {};
  return element(
    'text',
    {
      class: hand.class,
      x,
      y,
      'font-family': fontFamily,
      'font-size': hand.size,
      'font-weight': hand.weight === 'bold' ? 700 : undefined,
      'text-anchor': hand.anchor === 'start' ? undefined : hand.anchor,
      fill: hand.fill,
      ...halo,
    },
    escapeXml(covered),
  );
}

/** How wide a text becomes. */
export function widthOf(text: string, hand: Pick<Hand, 'size' | 'weight'>): number {
  return faceOf(hand.weight ?? 'regular').widthOf(text, hand.size);
}
