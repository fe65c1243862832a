// Writes one picture of each kind into a folder: node --import tsx test/gallery/charts.ts FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { altText } from '../../src/adapters/chart/alt-text.js';
import { usageChart } from '../../src/adapters/chart/usage-chart.js';
import { pictures } from '../adapters/chart/pictures.js';

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('Say into which folder: node --import tsx test/gallery/charts.ts FOLDER\n');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const { name, facts, labels } of pictures) {
  const { png } = await usageChart(facts, labels);
  writeFileSync(join(folder, `${name}.png`), png);
  process.stdout.write(`${name}.png: ${altText(facts, labels)}\n`);
}
