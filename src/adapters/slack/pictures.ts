import type { ImageBlock, WebClient } from '@slack/web-api';
import type { Picture } from '../../cards/card.js';
import { cutToSize, onOneLine } from './text.js';

const ALT_TEXT = 1_000;
const FILE_NAME = 100;

/**
 * Uploads a picture for one message only, and the block that shows it there; null when Slack names no file. A repeat
 * leaves a file behind that nobody sees. Throws what the vendor throws.
 */
export async function pictureBlock(web: WebClient, picture: Picture): Promise<ImageBlock | null> {
  const alt = cutToSize(onOneLine(picture.alt), ALT_TEXT) || picture.name;
  const filename = cutToSize(onOneLine(picture.name).replaceAll(/[\\/]/g, '-'), FILE_NAME) || 'picture.png';
  const { files } = await web.filesUploadV2({
    file: Buffer.from(picture.png),
    filename,
    title: alt,
    alt_text: alt,
  });
  const id = files[0]?.files?.[0]?.id;
  return id === undefined ? null : { type: 'image', slack_file: { id }, alt_text: alt };
}
