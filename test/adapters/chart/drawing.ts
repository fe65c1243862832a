import { usageSvg } from '../../../src/adapters/chart/usage-svg.js';
import type { ChartFacts, ChartLabels } from '../../../src/domain/chart-facts.js';
import { chartLabels } from './labels.js';

/** A drawing read back from its SVG. */
export interface Drawing {
  readonly svg: string;
  /** The attributes of the elements of a class. */
  of(name: string): readonly ReadonlyMap<string, string>[];
  /** The corners of the paths of a class, one list for each of their lines. */
  lines(name: string): readonly (readonly (readonly [x: number, y: number])[])[];
  /** All texts as people read them. */
  readonly texts: readonly string[];
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  return new Map([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

/** Draws the facts and reads the drawing. */
export function drawingOf(facts: ChartFacts, labels: ChartLabels = chartLabels.en): Drawing {
  const svg = usageSvg(facts, labels);
  const tags = [...svg.matchAll(/<[a-zA-Z][^>]*>/g)].map(([tag]) => attributesOf(tag));
  const named = (name: string): readonly ReadonlyMap<string, string>[] =>
    tags.filter((attributes) => attributes.get('class') === name);
  return {
    svg,
    of: named,
    lines: (name) =>
      named(name).flatMap((path) =>
        (path.get('d') ?? '')
          .split('M')
          .slice(1)
          .map((line) =>
            [...line.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
          ),
      ),
    texts: [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => unescaped(text)),
  };
}

/** Where the axis of zero lies: the lower end of the area or of the gaps. */
export function floorOf(drawing: Drawing): number {
  const areas = drawing.lines('usage-area').flat();
  const gaps = drawing.of('gap').map((gap) => Number(gap.get('y')) + Number(gap.get('height')));
  return Math.max(...areas.map(([, y]) => y), ...gaps);
}
