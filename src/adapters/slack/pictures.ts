import type { ImageBlock, WebClient } from '@slack/web-api';
import type { Picture } from '../../cards/card.js';
import { cleaned, cut } from './text.js';

const ALT_TEXT = 1_000;
const FILE_NAME = 100;

function fileOf(picture: Picture): {
  readonly file: Buffer;
  readonly filename: string;
  readonly title: string;
  readonly alt_text: string;
} {
  const alt = cut(cleaned(picture.alt), ALT_TEXT) || picture.name;
  const filename = cut(cleaned(picture.name).replaceAll(/[\\/]/g, '-'), FILE_NAME) || 'picture.png';
  return { file: Buffer.from(picture.png), filename, title: alt, alt_text: alt };
}

/** Puts a picture into a channel, or into a thread of it. Throws what the vendor throws. */
export async function sendPicture(
  web: WebClient,
  picture: Picture,
  channel: string,
  thread: string | null,
): Promise<void> {
  const file = fileOf(picture);
  await web.filesUploadV2(
    thread === null ? { ...file, channel_id: channel } : { ...file, channel_id: channel, thread_ts: thread },
  );
}

/** Uploads a picture for one message only, and the block that shows it there. Throws what the vendor throws. */
export async function pictureBlock(web: WebClient, picture: Picture): Promise<ImageBlock | null> {
  const file = fileOf(picture);
  const { files } = await web.filesUploadV2(file);
  const id = files[0]?.files?.[0]?.id;
  return id === undefined ? null : { type: 'image', slack_file: { id }, alt_text: file.alt_text };
}
