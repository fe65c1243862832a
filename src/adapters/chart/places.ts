import { widthOf, writing, type Box, type Hand, type PicturePoint } from './element.js';

/** Finds room for texts, so that none covers another. */
export interface TextRoom {
  /** Keeps a box free. */
  take(box: Box): void;
  /** Whether a box covers nothing that was written or taken. */
  isFree(box: Box): boolean;
  /** Writes the text where it disturbs least, the first of equals, and keeps its room. Null: there is no room at all. */
  write(text: string, wishes: readonly PicturePoint[], hand: Hand): string | null;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function boxOf(text: string, [x, y]: PicturePoint, hand: Hand): Box {
  const width = widthOf(text, hand);
  const left = hand.anchor === 'middle' ? x - width / 2 : hand.anchor === 'end' ? x - width : x;
  return { x: left - 4, y: y - hand.size * 0.82, width: width + 8, height: hand.size * 1.1 };
}

/** Moves a wish so that the text stays between the sides. */
function shifted(text: string, [x, y]: PicturePoint, hand: Hand, within: Box): PicturePoint {
  const box = boxOf(text, [x, y], hand);
  const right = Math.min(0, within.x + within.width - box.x - box.width);
  return [x + right + Math.max(0, within.x - box.x - right), y];
}

/** Room within a box; `points` are spots better not written over. */
export function placesIn(within: Box, points: readonly PicturePoint[]): TextRoom {
  const taken: Box[] = [];
  const nuisance = (box: Box): number => {
    if (box.y < within.y - 2 || box.y + box.height > within.y + within.height)
      return Number.POSITIVE_INFINITY;
    if (taken.some((one) => overlap(one, box))) return Number.POSITIVE_INFINITY;
    return points.filter(([x, y]) => overlap(box, { x, y, width: 1, height: 1 })).length;
  };
  return {
    take: (box) => {
      taken.push(box);
    },
    isFree: (box) => Number.isFinite(nuisance(box)),
    write: (text, wishes, hand) => {
      let best: { readonly place: PicturePoint; readonly cost: number } | null = null;
      for (const wish of wishes) {
        const place = shifted(text, wish, hand, within);
        const cost = nuisance(boxOf(text, place, hand));
        if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { place, cost };
      }
      if (!best) return null;
      taken.push(boxOf(text, best.place, hand));
      return writing(text, best.place[0], best.place[1], hand);
    },
  };
}
