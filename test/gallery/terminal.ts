// Writes docs/demo.svg, an excerpt of the demo: node --import tsx test/gallery/terminal.ts
// With a file that holds what the demo printed: node --import tsx test/gallery/terminal.ts FILE
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { excerptOf } from './excerpt.js';
import { rowsOf } from './terminal-lines.js';
import { terminalSvg } from './terminal-svg.js';
import { toldDay } from './told-day.js';

/** Narrow enough to be read on a phone. */
const columns = 58;

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const file = process.argv[2];
const told = file === undefined ? await toldDay() : readFileSync(file, 'utf8');
const svg = terminalSvg(rowsOf(excerptOf(told), columns), columns, {
  title: 'npm run demo',
  alt: 'A day in the demo: a yellow warning, 80 % of the limit used, /quota answered, quality turning red, the digest.',
});
mkdirSync(docs, { recursive: true });
writeFileSync(`${docs}demo.svg`, svg);
process.stdout.write(`docs/demo.svg: ${Math.ceil(svg.length / 1024)} kB\n`);
