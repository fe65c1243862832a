// Writes one picture of each kind into a folder, and beside it how a terminal shows it; or only the
// pictures of some names: node --import tsx test/gallery/charts.ts FOLDER [NAME...]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { altText } from '../../src/adapters/chart/alt-text.js';
import { drawnChart } from '../../src/adapters/chart/drawn-chart.js';
import { usageChart } from '../../src/adapters/chart/usage-chart.js';
import { pictures } from '../adapters/chart/pictures.js';

const [folder, ...names] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Say into which folder: node --import tsx test/gallery/charts.ts FOLDER\n');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const { name, facts, labels } of pictures) {
  if (names.length > 0 && !names.includes(name)) continue;
  const { png } = await usageChart(facts, labels);
  writeFileSync(join(folder, `${name}.png`), png);
  process.stdout.write(`${name}.png: ${altText(facts, labels)}\n`);
  const drawn = [drawnChart(facts, labels, 80), drawnChart(facts, labels, 60, 'ascii')];
  if (names.length === 0) writeFileSync(join(folder, `${name}.txt`), `${drawn.join('\n\n')}\n`);
}
