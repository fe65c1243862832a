import { writing } from './element.js';
import { faceOf } from './fonts.js';
import { fittedToWidth, legible } from './legible.js';
import { picture, sizes, type Sheet } from './sheet.js';

/** The title and the conclusion. */
export function paintHead(sheet: Sheet): string {
  const { labels, palette, margin } = sheet;
  const width = picture.width - 2 * margin;
  const bold = faceOf('bold');
  const regular = faceOf('regular');
  const title = fittedToWidth(legible(labels.title, labels.titleInstead, bold), width, sizes.title, bold);
  const subtitle = fittedToWidth(legible(labels.subtitle, '', regular), width, sizes.subtitle, regular);
  return (
    writing(title, margin, 47, { size: sizes.title, weight: 'bold', fill: palette.ink, class: 'title' }) +
    writing(subtitle, margin, 80, { size: sizes.subtitle, fill: palette.muted, class: 'subtitle' })
  );
}
