// Writes pictures of what Slack and Discord show into docs/: node --import tsx test/gallery/chat.ts
// To look at all of them, or at those of some names, light and dark, in another folder:
// node --import tsx test/gallery/chat.ts FOLDER [NAME...]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, startChromium, type Chromium } from './chromium.js';
import { chatPictures, type ChatPicture } from './pictures.js';
import { shotOf } from './screenshot.js';
import type { Theme } from './screen.js';

const program = findChromium();
if (program === null) {
  process.stderr.write(
    'Chromium is missing, and nothing was written. On Debian: apt-get install chromium fonts-noto-color-emoji fonts-dejavu fonts-lato fonts-open-sans. Elsewhere let CHROMIUM name the program.\n',
  );
  process.exit(2);
}

/** The width of a phone in CSS pixels. */
const width = 390;
/** Pixels for each CSS pixel: the most with which a picture stays small. */
const scales = [2, 1.75, 1.5];

async function smallShot(browser: Chromium, html: string, name: string, most = 150_000): Promise<Uint8Array> {
  for (const scale of scales) {
    const { png, overflow } = await shotOf(browser, html, { width, scale });
    if (overflow > 0) throw new Error(`${name} sticks out by ${overflow} pixels.`);
    if (png.length <= most) return png;
  }
  throw new Error(`${name} is too large.`);
}

const [other, ...names] = process.argv.slice(2);
const isWanted = ({ name, shown }: ChatPicture): boolean =>
  other === undefined ? shown : names.length === 0 || names.includes(name);
const folder = other ?? fileURLToPath(new URL('../../docs', import.meta.url));
mkdirSync(folder, { recursive: true });
const browser = startChromium(program);
try {
  for (const picture of chatPictures.filter(isWanted)) {
    const themes: readonly Theme[] = other === undefined ? [picture.theme] : ['light', 'dark'];
    for (const theme of themes) {
      const file = `${picture.name}${other === undefined ? '' : `-${theme}`}.png`;
      const png = await smallShot(browser, await picture.html(theme), file, picture.most);
      writeFileSync(join(folder, file), png);
      process.stdout.write(`${file}: ${Math.ceil(png.length / 1024)} kB\n`);
    }
  }
} finally {
  await browser.close();
}
