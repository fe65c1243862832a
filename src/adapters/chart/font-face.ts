import { readFileSync } from 'node:fs';

/** What must be known of a font to lay out its text. */
export interface FontFace {
  /** Whether every letter can be drawn. */
  covers(text: string): boolean;
  /** How wide the text becomes at a size, without kerning, in the size's unit. */
  widthOf(text: string, size: number): number;
}

interface GlyphRange {
  readonly first: number;
  readonly last: number;
  readonly glyph: number;
}

function offsetsOf(file: Buffer): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  for (let i = 0; i < file.readUInt16BE(4); i += 1) {
    const entry = 12 + 16 * i;
    offsets.set(file.toString('latin1', entry, entry + 4), file.readUInt32BE(entry + 8));
  }
  return offsets;
}

function glyphRanges(file: Buffer, cmap: number): readonly GlyphRange[] {
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i += 1) {
    const table = cmap + file.readUInt32BE(cmap + 8 + 8 * i);
    if (file.readUInt16BE(table) !== 12) continue;
    return Array.from({ length: file.readUInt32BE(table + 12) }, (_, group) => {
      const at = table + 16 + 12 * group;
      return {
        first: file.readUInt32BE(at),
        last: file.readUInt32BE(at + 4),
        glyph: file.readUInt32BE(at + 8),
      };
    });
  }
  throw new Error('The font has no table of all Unicode letters (cmap format 12).');
}

/**
 * Reads a TrueType file; throws when it is missing or none. Only the tables cmap, head, hhea and hmtx are looked at.
 * https://learn.microsoft.com/typography/opentype/spec/otff
 */
export function fontFaceFrom(path: string): FontFace {
  const file = readFileSync(path);
  const offsets = offsetsOf(file);
  const table = (name: string): number => {
    const at = offsets.get(name);
    if (at === undefined) throw new Error(`The font ${path} has no table ${name}.`);
    return at;
  };
  const ranges = glyphRanges(file, table('cmap'));
  const unitsPerEm = file.readUInt16BE(table('head') + 18);
  const advances = file.readUInt16BE(table('hhea') + 34);
  const hmtx = table('hmtx');
  const widths = Uint16Array.from({ length: advances }, (_, glyph) => file.readUInt16BE(hmtx + 4 * glyph));

  const glyphOf = (letter: string): number => {
    const code = letter.codePointAt(0) ?? 0;
    const range = ranges.find(({ first, last }) => first <= code && code <= last);
    return range ? range.glyph + code - range.first : 0;
  };
  return {
    covers: (text) => Array.from(text).every((letter) => glyphOf(letter) !== 0),
    widthOf: (text, size) => {
      let units = 0;
      for (const letter of text) units += widths[Math.min(glyphOf(letter), advances - 1)] ?? 0;
      return (units / unitsPerEm) * size;
    },
  };
}
