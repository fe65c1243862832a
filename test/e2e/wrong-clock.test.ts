import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fileURLToPath } from 'node:url';
import { DAY, HOUR } from '../../src/domain/time.js';
import { demoAccount, demoMoments } from '../../src/simulator/stories/demo.js';
import { built } from '../support/e2e/built.js';
import { pollDocument, type PollDocument } from '../support/e2e/poll-document.js';
import { run, start, type Ended } from '../support/e2e/program.js';
import { openShop, standingStory, type Shop } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';

const shifted = fileURLToPath(new URL('../support/e2e/shifted-clock.mjs', import.meta.url));
const discovered = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes: []
`;
const named = `portfolios:
  - name: Toko Maju
    wabas: ["${demoAccount.retailId}"]
routes: []
`;

// Each run is a process that loads the libraries of all chats: seconds on a machine that is busy.
vi.setConfig({ testTimeout: 120_000 });

let shop: Shop;

beforeAll(async () => {
  const start = Date.now() - (demoMoments.promoRed + HOUR);
  shop = await openShop(standingStory(start), () => Date.now());
});
afterAll(() => shop.close());

/** The environment of a program whose clock is wrong by so many milliseconds. */
function wrongBy(ms: number): Record<string, string> {
  return { NODE_OPTIONS: `--import=${shifted}`, CLOCK_SHIFT_MS: String(ms) };
}

/** Runs the command line on a machine whose clock is wrong by so much. */
function tierwatch(args: readonly string[], wrong: number, settings = discovered): Promise<Ended> {
  const folder = folderWith({ 'tierwatch.yaml': settings });
  const env = { ...shop.env, ...wrongBy(wrong) };
  return run(built('cli'), args, { folder, env });
}

async function pollOf(wrong: number, settings?: string): Promise<PollDocument['portfolios'][number]> {
  const { out, err } = await tierwatch(['poll', '--json'], wrong, settings);
  expect(err).toBe('');
  const [portfolio] = pollDocument.parse(JSON.parse(out)).portfolios;
  if (!portfolio) throw new Error('No portfolio was looked at.');
  return portfolio;
}

describe.each([
  ['2 days ahead of Meta', 2 * DAY],
  ['2 days behind Meta', -2 * DAY],
  ['3 h behind Meta', -3 * HOUR],
])('on a machine whose clock is %s', (how, wrong) => {
  it.each([
    ['discovered', discovered],
    ['named', named],
  ])('usage of accounts that are %s is what Meta delivered in its own last day', async (_what, settings) => {
    const right = await pollOf(0, settings);
    expect(right.usage.known && right.usage.recipients).toBeGreaterThan(1_000);
    const portfolio = await pollOf(wrong, settings);
    expect(portfolio.usage).toEqual(right.usage);
    expect(portfolio.numbers.map(({ usage }) => usage)).toEqual(right.numbers.map(({ usage }) => usage));
    expect(right.findings.map(({ rule }) => rule)).not.toContain('sight');
    const [found, ...others] = portfolio.findings.filter(({ rule }) => rule === 'sight');
    expect(others).toEqual([]);
    expect(found).toMatchObject({ subject: portfolio.id, severity: 'warning' });
    expect(found?.facts['detail']).toContain(how);
  });

  it('check says so and what to do, and is not content', async () => {
    const { out, code } = await tierwatch(['check'], wrong);
    expect(out).toMatch(new RegExp(`^FIX  Clock: .*${how}`, 'm'));
    expect(code).toBe(1);
  });

  it('the bot is not ready, and says why', async () => {
    const { META_ACCESS_TOKEN = '', META_GRAPH_URL = '' } = shop.env;
    const folder = folderWith({ 'tierwatch.yaml': discovered });
    const env = { META_ACCESS_TOKEN, META_GRAPH_URL, PORT: '0', ...wrongBy(wrong) };
    const bot = start(built('main'), [], { folder, env });
    try {
      const [, url = ''] = await bot.says(/"http":"([^"]+)"/);
      await vi.waitFor(async () => expect(await wordsOf(url)).toContain(how), 60_000);
    } finally {
      bot.signal('SIGTERM');
      await bot.ended;
    }
  });
});

describe('on a machine whose clock is right', () => {
  it('check says so', async () => {
    expect((await tierwatch(['check'], 0)).out).toMatch(/^ok {3}Clock: /m);
  });
});

/** What a bot that is not ready says. */
async function wordsOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  return answer.text();
}
