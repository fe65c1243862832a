import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { alert } from './alert.js';
import { measureChart } from './chart.js';
import { chat } from './chat.js';
import { cluster } from './cluster.js';
import { day } from './day.js';
import { digest } from './digest.js';
import { judging } from './evaluate.js';
import { history } from './history.js';
import { ledger } from './ledger.js';
import { intake } from './intake.js';
import { growth, look } from './look.js';
import { quota } from './quota.js';
import { wholeProcess } from './process.js';
import { soak } from './soak.js';
import { isMet, type Bench, type Row } from './row.js';
import { warning } from './warning.js';

const benches: readonly Bench[] = [
  judging,
  {
    name: 'chart',
    async run() {
      const cost = await measureChart();
      return [
        { what: 'A chart', figure: cost.millisecondsPerChart, unit: 'ms', goal: { most: 150 } },
        { what: 'A chart, CPU', figure: cost.processorMillisecondsPerChart, unit: 'ms', goal: null },
        { what: 'The first chart', figure: cost.millisecondsToFirst, unit: 'ms', goal: null },
        { what: 'Size of a chart', figure: cost.kilobytesPerChart, unit: 'kB', goal: null },
        { what: 'Memory for charts', figure: cost.extraMegabytes, unit: 'MB', goal: { most: 60 } },
      ];
    },
  },
  alert,
  chat,
  day,
  digest,
  history,
  intake,
  ledger,
  look,
  wholeProcess,
  growth,
  quota,
  warning,
  soak,
  cluster,
];

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' } },
  allowPositionals: true,
});
const wanted = benches.filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);
if (wanted.length === 0) {
  console.error(`There is no such benchmark. There are: ${benches.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const told: object[] = [];
for (const bench of wanted) {
  const { name } = bench;
  console.log(`\n${name}`);
  for (const row of await bench.run()) {
    const met = isMet(row);
    told.push({ bench: name, ...row, met });
    console.log(lineOf(row, met));
  }
}
if (values.json !== undefined) {
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  writeFileSync(values.json, `${JSON.stringify({ machine, figures: told }, null, 2)}\n`);
}

function lineOf({ what, figure, unit, goal }: Row, met: boolean | null): string {
  const number = figure.toLocaleString('en', {
    maximumFractionDigits: figure < 10 ? 3 : figure < 1_000 ? 1 : 0,
  });
  const aim = goal === null ? '' : 'most' in goal ? `at most ${goal.most}` : `at least ${goal.least}`;
  const verdict = met === null ? '' : met ? 'met' : 'MISSED';
  return `  ${what.padEnd(58)} ${number.padStart(12)} ${unit.padEnd(20)} ${aim.padEnd(16)} ${verdict}`;
}
