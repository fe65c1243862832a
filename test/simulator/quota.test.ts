import { describe, expect, it } from 'vitest';
import { createQuota } from '../../src/simulator/quota.js';
import type { Heard } from './calling.js';
import { at, codeOf, get, simulate } from './calling.js';
import { aWaba, hour, noon, numbers, storyOf } from './world-for-tests.js';

const wabas = [aWaba('2001', { callsPerHour: 4 }), aWaba('2002', { numbers: numbers(1, 4001) })];

function usage(heard: Heard, waba: string): unknown {
  return at(JSON.parse(heard.headers.get('x-business-use-case-usage') ?? '{}'), waba, 0);
}

describe('the hourly quota of an account', () => {
  it('rises with each call and refuses past 100 percent, for that account only', async () => {
    const simulator = await simulate(storyOf(wabas));
    const seen: unknown[] = [];
    for (let call = 0; call < 4; call += 1) {
      const heard = await get(simulator, call % 2 === 0 ? '/2001' : '/3001');
      expect(heard.status).toBe(200);
      seen.push(at(usage(heard, '2001'), 'call_count'));
    }
    expect(seen).toEqual([25, 50, 75, 100]);
    const refused = await get(simulator, '/2001');
    expect([refused.status, codeOf(refused)]).toEqual([400, 80008]);
    expect(usage(refused, '2001')).toMatchObject({ call_count: 125, estimated_time_to_regain_access: 60 });
    expect((await get(simulator, '/2002')).status).toBe(200);
  });

  it('comes back as the hour moves', async () => {
    let now = noon;
    const simulator = await simulate(storyOf(wabas), { now: () => now });
    for (let call = 0; call < 5; call += 1) await get(simulator, '/2001');
    now = noon + hour - 60_000;
    expect(codeOf(await get(simulator, '/2001'))).toBe(80008);
    now = noon + hour;
    expect((await get(simulator, '/2001')).status).toBe(200);
  });

  it('counts calls on portfolios for the app', async () => {
    const simulator = await simulate(storyOf(wabas));
    await get(simulator, '/1001');
    const heard = await get(simulator, '/1001');
    expect(at(JSON.parse(heard.headers.get('x-app-usage') ?? '{}'), 'call_count')).toBe(1);
    expect(heard.headers.get('x-business-use-case-usage')).toBeNull();
  });

  it('tells how long to wait, and makes it longer for who goes on', () => {
    const quota = createQuota();
    quota.charge('a', 2, noon);
    quota.charge('a', 2, noon + 10 * 60_000);
    expect(quota.charge('a', 2, noon + 20 * 60_000)).toMatchObject({ exceeded: true, regainMinutes: 50 });
    expect(quota.charge('a', 2, noon + 30 * 60_000)).toMatchObject({ exceeded: true, regainMinutes: 50 });
    expect(quota.charge('a', 2, noon + 80 * 60_000).exceeded).toBe(false);
  });
});
