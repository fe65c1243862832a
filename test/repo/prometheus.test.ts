import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { metrics } from '../../src/adapters/metrics/metrics.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon } from '../support/looks.js';

const root = join(import.meta.dirname, '../..');
const rules = join(root, 'config/prometheus-alerts.yaml');
const folder = mkdtempSync(join(tmpdir(), 'tierwatch-prometheus-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
if (!hasPromtool && process.env.CI === 'true')
  throw new Error('Install promtool: apt-get install prometheus');

function promtool(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}
const dashboard = JSON.parse(readFileSync(join(root, 'config/grafana-dashboard.json'), 'utf8')) as Dashboard;
const asked = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

let page = '';
beforeAll(async () => {
  const bot = metrics({
    clock: fakeClock(noon),
    states: () => Promise.resolve([]),
    botState: () => Promise.resolve(null),
    routes: () => ['slack:C1'],
  });
  bot.counting(fakeLog()).warn('look.blind');
  page = (await bot.page()).text;
});

describe('what Prometheus and Grafana are given', () => {
  it('asks for metrics that the bot has', () => {
    const names = new Set([...page.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const used = [...asked, readFileSync(rules, 'utf8')].join('\n').match(/tierwatch_[a-z\d_]+/g) ?? [];
    expect(used.length).toBeGreaterThan(15);
    expect([...new Set(used)].filter((name) => !names.has(name))).toEqual([]);
  });

  it.runIf(hasPromtool)('has metrics that are named as Prometheus names them', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: page,
      encoding: 'utf8',
    });
    // Those of the process and of Node come from the library as they are.
    const ours = `${stdout}${stderr}`
      .split('\n')
      .filter((line) => !/tierwatch_(nodejs|process)_|^$/.test(line));
    expect(ours, `status ${String(status)}`).toEqual([]);
  });

  it.runIf(hasPromtool)('has alert rules that wake for trouble, and for nothing else', () => {
    expect(promtool('check', 'rules', rules)).toMatchObject({ status: 0 });
    const cases = readFileSync(join(root, 'test/fixtures/prometheus-alerts.test.yaml'), 'utf8');
    const file = join(folder, 'cases.yaml');
    writeFileSync(file, cases.replace('RULES', rules));
    const { status, said } = promtool('test', 'rules', file);
    expect(status, said).toBe(0);
  });

  it.runIf(hasPromtool)('has a dashboard whose questions Prometheus understands', () => {
    const file = join(folder, 'asked.yaml');
    const recorded = asked.map((expr, i) => ({
      record: `asked:${i}`,
      expr: expr.replaceAll('$portfolio', '.+'),
    }));
    writeFileSync(file, stringify({ groups: [{ name: 'dashboard', rules: recorded }] }));
    const { status, said } = promtool('check', 'rules', file);
    expect(status, said).toBe(0);
  });
});
