import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fileURLToPath } from 'node:url';
import { DAY, HOUR } from '../../src/domain/time.js';
import { demoAccount, demoMoments } from '../../src/simulator/stories/demo.js';
import { built } from '../support/e2e/built.js';
import { pollDocument, type PollDocument } from '../support/e2e/poll-document.js';
import { run, type Ended } from '../support/e2e/program.js';
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

/** Runs the command line on a machine whose clock is wrong by so much. */
function tierwatch(args: readonly string[], wrong: number, settings = discovered): Promise<Ended> {
  const folder = folderWith({ 'tierwatch.yaml': settings });
  const env = { ...shop.env, NODE_OPTIONS: `--import=${shifted}`, CLOCK_SHIFT_MS: String(wrong) };
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
  ['two days ahead', 2 * DAY],
  ['two days behind', -2 * DAY],
  ['three hours behind', -3 * HOUR],
])('on a machine whose clock is %s', (_how, wrong) => {
  it.each([
    ['discovered', discovered],
    ['named', named],
  ])('usage of accounts that are %s is what Meta delivered in its own last day', async (_what, settings) => {
    const right = await pollOf(0, settings);
    expect(right.usage.known && right.usage.recipients).toBeGreaterThan(1_000);
    const portfolio = await pollOf(wrong, settings);
    expect(portfolio.usage).toEqual(right.usage);
    expect(portfolio.numbers.map(({ usage }) => usage)).toEqual(right.numbers.map(({ usage }) => usage));
  });
});
