import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { putCoverages } from '../../src/adapters/store/ledger/coverage-rows.js';
import { openSqlite } from '../../src/adapters/store/sqlite-file.js';
import { aliveFor, type Coverage } from '../../src/domain/ledger/coverage.js';
import { DAY, HOUR, instantOf, MINUTE } from '../../src/domain/time.js';
import type { PortfolioId, WabaId } from '../../src/domain/snapshot.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { built } from '../support/e2e/built.js';
import { start, type Running } from '../support/e2e/program.js';
import { openShop, type Shop } from '../support/e2e/shop.js';
import { fakeLog } from '../support/fakes/log.js';
import { folderWith } from '../support/folder.js';
import { bodyOf, changeOf, signedWith } from '../support/meta-webhooks.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const people = 4_321;
const portfolio = demoAccount.portfolioId as PortfolioId;
const accounts = [demoAccount.retailId, demoAccount.partnersId] as WabaId[];

let shop: Shop;
let bot: Running;
let url: string;

/** A ledger that was told everything for more than two days, and will be sure of it for the next minutes. */
async function attended(path: string): Promise<void> {
  const now = Date.now();
  let coverage: Coverage | null = null;
  for (let at = now - 2 * DAY - HOUR; at < now + 30 * MINUTE; at += MINUTE)
    coverage = aliveFor(coverage, accounts, instantOf(at));
  if (coverage === null) throw new Error('Nobody attended.');
  const lasting: Coverage = coverage;
  const file = await openSqlite({ url: `sqlite://${path}`, access: 'write', log: fakeLog() });
  await file.writing((tables) => putCoverages(tables, [[portfolio, lasting]]));
  await file.close();
}

beforeEach(async () => {
  shop = await openShop(demoStory(Date.now() - demoMoments.promoYellow + HOUR), () => Date.now());
  const folder = folderWith({
    'tierwatch.yaml': `portfolios: [{ name: Toko Maju, id: "${portfolio}" }]\nroutes: []\n`,
    'data/.keep': '',
  });
  await attended(join(folder, 'data/tierwatch.sqlite'));
  bot = start(built('main'), [], { folder, env: { ...shop.env, PORT: '0' } });
  [, url = ''] = await bot.says(/"http":"(http:[^"]+)"/);
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 30_000);
});
afterEach(async () => {
  bot.signal('SIGTERM');
  expect((await bot.ended).code).toBe(0);
  await shop.close();
});

/** Messages delivered to people, by either number and twice each, as Meta repeats them. */
function delivered(from: number, count: number): string {
  const timestamp = String(Math.floor(Date.now() / 1000) - 60);
  const statuses = Array.from({ length: count }, (_, i) => ({
    id: `wamid.${String(from + i)}`,
    status: 'delivered',
    timestamp,
    recipient_id: String(6_281_000_000_000 + from + i),
    pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' },
  }));
  const value = (number: string) => ({
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '6281234567890', phone_number_id: number },
    statuses,
  });
  const changes = [demoAccount.promoId, demoAccount.careId].map((id) => changeOf('messages', value(id)));
  return JSON.stringify(bodyOf(changes, undefined, demoAccount.retailId));
}

async function tell(from: number, count: number): Promise<void> {
  const body = delivered(from, count);
  const sent = { method: 'POST', body, headers: signedWith(demoAccount.appSecret, body) };
  expect((await fetch(`${url}/webhooks/meta`, sent)).status).toBe(200);
}

const asked = async (name: string, options: Readonly<Record<string, string>>): Promise<string> =>
  JSON.stringify(await shop.discord.sendCommand({ name, options }).reply());

describe('the built bot', () => {
  it('answers with the people whom webhooks told of, each counted once', async () => {
    for (let from = 0; from < people; from += 500) await tell(from, Math.min(500, people - from));
    const quota = await asked('quota', { number: '7890' });
    expect(quota).toContain('4,321 of 10,000 used, counted exactly');
    expect(quota).toContain('5,679 left');
    expect(await asked('can-send', { number: '7890', count: '5679' })).toContain('5,679 fit now');
    await tell(people, 1);
    expect(await asked('quota', { number: '7890' })).toContain('4,322 of 10,000 used, counted exactly');
  });
});
