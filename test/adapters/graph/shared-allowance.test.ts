import { expect, it, onTestFinished } from 'vitest';
import { graphSource } from '../../../src/adapters/graph/graph-source.js';
import { missingSince } from '../../../src/domain/history/recorded-usage.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { instantOf } from '../../../src/domain/time.js';
import { StoreError } from '../../../src/ports.js';
import type { Allowance } from '../../../src/sharing-port.js';
import { startSimulator, type Simulator } from '../../../src/simulator/server.js';
import { flatIds, flatStory, flatToken } from '../../../src/simulator/stories/flat.js';
import { tokoMaju } from '../../support/asking.js';
import { fakeLog } from '../../support/fakes/log.js';
import { memorySharing } from '../../support/fakes/sharing.js';

const clock = { now: () => instantOf(Date.now()) };
const id = flatIds.portfolio(0);
const plan = { ...tokoMaju, id: id as PortfolioId, business: id, wabas: [] };
/** A twentieth of Meta's 200 an hour. */
const most = 10;

async function openMeta(): Promise<Simulator> {
  const size = { portfolios: 1, wabasPerPortfolio: 1, numbersPerWaba: 1, startMs: Date.now() };
  const meta = await startSimulator({ story: flatStory(size), now: () => Date.now() });
  onTestFinished(() => meta.close());
  return meta;
}

/** Looks so often in each of two processes, and tells what the last look came to. */
async function look(meta: Simulator, allowance: Allowance | null, times: number): Promise<string> {
  const processes = [1, 2].map(() =>
    graphSource({
      baseUrl: meta.url,
      tokenOf: () => ({ token: flatToken, label: 'META_ACCESS_TOKEN' }),
      appSecret: 'flat-app-secret',
      clock,
      log: fakeLog(),
      callBudgetShare: most / 200,
      allowance,
    }),
  );
  let last = '';
  for (let i = 0; i < times; i += 1)
    for (const one of processes) {
      const { observation } = await one.observe(plan, clock.now(), missingSince({}));
      last =
        observation.kind === 'seen' ? 'seen' : `${observation.problem} ${String(observation.cause?.reason)}`;
    }
  for (const one of processes) one.close();
  return last;
}

const account = flatIds.waba(0, 0);
const callsOf = (meta: Simulator): number => meta.calls.filter(({ path }) => path.includes(account)).length;

it('two processes together make no more calls to an account than one may', async () => {
  const [shared, apart] = [await openMeta(), await openMeta()];
  await look(shared, memorySharing().of('one').allowance, 8);
  expect(callsOf(shared)).toBeLessThanOrEqual(most);
  expect(callsOf(shared)).toBeGreaterThan(most / 2);
  await look(apart, null, 8);
  expect(callsOf(apart), 'as they would without it').toBeGreaterThan(most);
});

it('what one process was told to leave alone, the other one leaves alone', async () => {
  const meta = await openMeta();
  const { allowance } = memorySharing().of('one');
  const keys: string[] = [];
  const noting: Allowance = {
    ...allowance,
    spend(limits) {
      keys.push(...limits.map(({ key }) => key));
      return allowance.spend(limits);
    },
  };
  expect(await look(meta, noting, 1)).toBe('seen');
  expect(JSON.stringify(keys), 'a token is no key').not.toContain(flatToken);
  for (const key of new Set(keys)) await allowance.rest(key, 60_000);
  const before = meta.calls.length;
  expect(await look(meta, allowance, 1)).toMatch(/^throttled /);
  expect(meta.calls.length).toBe(before);
});

it('a store that cannot be asked keeps nobody from looking', async () => {
  const meta = await openMeta();
  const away = (): Promise<never> => Promise.reject(new StoreError('unreachable', 'away'));
  expect(await look(meta, { spend: away, rest: away }, 1)).toBe('seen');
});
