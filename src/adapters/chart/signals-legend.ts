import { isUnusual, type SignalPicture } from '../../domain/signals/panels.js';
import type { Quality } from '../../domain/snapshot.js';
import { element, lineBetween, rectangle, widthOf, writing, type Box } from './element.js';
import { legendRows } from './legend-rows.js';
import { legibleLine } from './legible.js';
import { qualityBox, shortenedQualities } from './paint-bands.js';
import type { PanelSheet } from './panel-sheet.js';
import { picture, sizes } from './sheet.js';

/** The height of a row, in pixels. */
export const legendRow = 30;

const dashes = '4 6';

/** Through each box, and never through what is written between them. */
export function paintChange({ change, facts, palette, x }: PanelSheet, boxes: readonly Box[]): string {
  if (change === null || change < facts.from || change > facts.to) return '';
  const at = x(change);
  const lines = boxes.map((box) =>
    lineBetween([at, box.y], [at, box.y + box.height], {
      stroke: palette.ink,
      'stroke-width': 3,
      'stroke-dasharray': dashes,
    }),
  );
  return element('g', { class: 'change' }, lines.join(''));
}

/** Something that the picture shows and that needs a word. */
interface LegendEntry {
  readonly kind: 'usual' | 'unusual' | 'change' | 'few' | Quality;
  readonly text: string;
}

const swatch = 26;
const between = 22;

/** What the legend of a picture of signals says, in its rows. */
export function signalsLegend(facts: SignalPicture, sheet: PanelSheet): readonly (readonly LegendEntry[])[] {
  const { change, panels } = facts;
  const { labels } = sheet;
  const cells = panels.flatMap((panel) => panel.cells.map((cell) => ({ name: panel.name, cell })));
  const entries: readonly LegendEntry[] = [
    ...(cells.some(({ cell }) => cell.usual !== null)
      ? [{ kind: 'usual', text: labels.usual } as const]
      : []),
    ...(cells.some(({ name, cell }) => isUnusual(name, cell))
      ? [{ kind: 'unusual', text: labels.unusual } as const]
      : []),
    ...(change === null ? [] : [{ kind: 'change', text: labels.changed } as const]),
    ...shortenedQualities(sheet).map((kind) => ({ kind, text: labels.qualities[kind].word })),
    ...(cells.some(({ cell }) => cell.value === null) ? [{ kind: 'few', text: labels.few } as const] : []),
  ];
  return legendRows(entries, entryWidth, { width: picture.width - 2 * sheet.margin, between });
}

function entryWidth({ kind, text }: LegendEntry): number {
  return (kind === 'few' ? 0 : swatch + 8) + widthOf(legibleLine(text), { size: sizes.small });
}

/** The legend from `legendAt` on. */
export function paintSignalsLegend(sheet: PanelSheet, lines: readonly (readonly LegendEntry[])[]): string {
  return lines
    .flatMap((line, row) => {
      const y = sheet.legendAt + row * legendRow;
      let x = sheet.margin;
      return line.map((entry) => {
        const from = x;
        x += entryWidth(entry) + between;
        const text = from + (entry.kind === 'few' ? 0 : swatch + 8);
        return (
          sampleOf(sheet, entry, from, y - 7) +
          writing(legibleLine(entry.text), text, y, { size: sizes.small, fill: sheet.palette.ink })
        );
      });
    })
    .join('');
}

function sampleOf(sheet: PanelSheet, { kind }: LegendEntry, x: number, y: number): string {
  const { palette, labels } = sheet;
  switch (kind) {
    case 'usual':
      return rectangle(
        { x, y: y - 10, width: swatch, height: 20 },
        { fill: palette.gap.mark, opacity: '0.7' },
      );
    case 'unusual':
      return (
        rectangle({ x, y: y - 4, width: swatch, height: 14 }, { fill: palette.over.sure }) +
        lineBetween([x, y - 4], [x + swatch, y - 4], { stroke: palette.over.line, 'stroke-width': 5.5 })
      );
    case 'change':
      return lineBetween([x + swatch / 2, y - 12], [x + swatch / 2, y + 12], {
        stroke: palette.ink,
        'stroke-width': 3,
        'stroke-dasharray': dashes,
      });
    case 'few':
      return '';
    default: {
      const box = { x, y: y - 13, width: swatch, height: 26 };
      return qualityBox(sheet, { quality: kind, box, text: legibleLine(labels.qualities[kind].letter) });
    }
  }
}
