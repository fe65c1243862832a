import { createRequire } from 'node:module';
import { fontFaceFrom, type FontFace } from './font-face.js';

/** The name under which the font that ships with the bot is known. */
export const fontFamily = 'DejaVu Sans';

export type Weight = 'regular' | 'bold';

/** The files of the font. The machine may have none, and a picture without a font has no text. */
export const fontFiles = filesOfTheFont();

function filesOfTheFont(): Readonly<Record<Weight, string>> {
  const require = createRequire(import.meta.url);
  return {
    regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  };
}

const faces = new Map<Weight, FontFace>();

/** The metrics of a weight, read once. Throws when the file is missing. */
export function faceOf(weight: Weight): FontFace {
  const known = faces.get(weight);
  if (known) return known;
  const face = fontFaceFrom(fontFiles[weight]);
  faces.set(weight, face);
  return face;
}
