import { describe, expect, it } from 'vitest';
import type { FaultEffect } from '../../src/simulator/faults.js';
import { at, codeOf, get, keysAt, listAt, simulate } from './calling.js';
import { aToken, aPortfolio, aWaba, aWorld, numbers, storyOf, token } from './world-for-tests.js';
import { tellStory } from '../../src/simulator/story.js';

const wabas = [aWaba('2001', { numbers: numbers(30) }), aWaba('2002', { numbers: numbers(1, 4001) })];
const story = storyOf(wabas);

describe('a fault', () => {
  it.each([500, 502, 503])('answers HTTP %d with a page, not JSON', async (status) => {
    const simulator = await simulate(story, { faults: [{ kind: 'http', status }] });
    const heard = await get(simulator, '/2001');
    expect(heard.status).toBe(status);
    expect(heard.headers.get('content-type')).toContain('text/html');
    expect(heard.json).toBeUndefined();
  });

  it.each<readonly [FaultEffect, number]>([
    [{ kind: 'truncated' }, 200],
    [{ kind: 'empty' }, 200],
    [{ kind: 'login-page' }, 200],
  ])('sends what is no JSON: %j', async (fault, status) => {
    const simulator = await simulate(story, { faults: [fault] });
    const heard = await get(simulator, '/2001');
    expect([heard.status, heard.json]).toEqual([status, undefined]);
  });

  it('hides an error inside a good status', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'error-inside', code: 190, message: 'no' }] });
    const heard = await get(simulator, '/2001');
    expect([heard.status, codeOf(heard)]).toEqual([200, 190]);
  });

  it('plays any Graph error', async () => {
    const simulator = await simulate(story, {
      faults: [
        { kind: 'graph-error', status: 503, code: 2, subcode: 99, message: 'later', isTransient: true },
      ],
    });
    const heard = await get(simulator, '/2001');
    expect(heard.status).toBe(503);
    expect(heard.json).toMatchObject({
      error: { message: 'later', type: 'OAuthException', code: 2, error_subcode: 99, is_transient: true },
    });
    expect(keysAt(heard.json, 'error')).not.toContain('kind');
  });

  it('resets the connection', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'reset' }] });
    await expect(get(simulator, '/2001')).rejects.toThrow('fetch failed');
    expect(simulator.calls).toMatchObject([{ status: 0, fault: 'reset' }]);
  });

  it('cuts the body short of its promised length', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'cut' }] });
    await expect(get(simulator, '/2001')).rejects.toThrow('terminated');
  });

  it('never answers, yet lets the simulator close', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'silence' }] });
    const asked = fetch(`${simulator.url}/v26.0/2001`, { signal: AbortSignal.timeout(150) });
    await expect(asked).rejects.toThrow('timeout');
    const hanging = fetch(`${simulator.url}/v26.0/2001`).then(
      () => 'answered',
      () => 'ended',
    );
    while (simulator.calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await simulator.close();
    expect(await hanging).toBe('ended');
  });

  it('answers late, or slowly, but right', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'late', ms: 120, times: 1 }] });
    const begun = performance.now();
    expect((await get(simulator, '/2001')).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(110);
    simulator.setFaults([{ kind: 'slow-body', ms: 200 }]);
    const again = performance.now();
    const response = await fetch(`${simulator.url}/v26.0/2001?fields=id`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const headersAfter = performance.now() - again;
    expect(await response.json()).toEqual({ id: '2001' });
    expect(performance.now() - again).toBeGreaterThanOrEqual(180);
    expect(headersAfter).toBeLessThan(performance.now() - again - 100);
  });

  it('gives up a slow answer when the simulator closes', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'late', ms: 60_000 }] });
    const hanging = get(simulator, '/2001').then(
      () => 'answered',
      () => 'ended',
    );
    while (simulator.calls.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await simulator.close();
    expect(['answered', 'ended']).toContain(await hanging);
  });

  it('sends a body larger than anyone should read', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'huge', bytes: 3_000_000 }] });
    const heard = await get(simulator, '/2001');
    expect(heard.text.length).toBeGreaterThan(3_000_000);
    const leaving = await fetch(`${simulator.url}/v26.0/2001`);
    await leaving.body?.cancel();
    simulator.setFaults([]);
    expect((await get(simulator, '/2001')).status).toBe(200);
  });

  it('sends the caller elsewhere', async () => {
    const simulator = await simulate(story, {
      faults: [{ kind: 'redirect', to: 'http://127.0.0.1:9/other' }],
    });
    const heard = await get(simulator, '/2001');
    expect([heard.status, heard.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/other']);
  });

  it('refuses single fields at any depth and leaves other calls alone', async () => {
    const simulator = await simulate(story, {
      faults: [{ kind: 'refuse-fields', fields: ['health_status'] }],
    });
    const refused = await get(simulator, '/2001', { fields: 'id,phone_numbers{id,health_status}' });
    expect([refused.status, codeOf(refused)]).toEqual([400, 100]);
    expect(at(refused.json, 'error', 'message')).toContain('(health_status)');
    expect((await get(simulator, '/2001', { fields: 'id,phone_numbers{id}' })).status).toBe(200);
  });

  it('plays a list whose cursor repeats for ever', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'repeating-cursor' }] });
    const ask = async (query: Record<string, string>): Promise<unknown> =>
      (await get(simulator, '/2001/phone_numbers', { limit: '100', ...query })).json;
    const first = await ask({});
    const after = String(at(first, 'paging', 'cursors', 'after'));
    expect(at(first, 'paging', 'next')).toEqual(expect.any(String));
    const second = await ask({ after });
    expect(at(second, 'paging', 'cursors', 'after')).toBe(after);
    expect(listAt(second, 'data')).toEqual(listAt(first, 'data'));
  });

  it('changes types in an answer', async () => {
    const simulator = await simulate(story, {
      faults: [{ kind: 'mutate', change: (answer) => ({ id: at(answer, 'id'), name: 42 }) }],
    });
    expect((await get(simulator, '/2001', { fields: 'name' })).json).toEqual({ id: '2001', name: 42 });
  });
});

describe('faults in force', () => {
  it('end after their count, one after the other', async () => {
    const simulator = await simulate(story, {
      faults: [
        { kind: 'http', status: 503, times: 2 },
        { kind: 'http', status: 500, times: 1 },
      ],
    });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await get(simulator, '/2001')).status);
    expect(statuses).toEqual([503, 503, 500, 200]);
  });

  it('last until they are cleared', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'http', status: 502 }] });
    for (let call = 0; call < 3; call += 1) expect((await get(simulator, '/2001')).status).toBe(502);
    simulator.setFaults([]);
    expect((await get(simulator, '/2001')).status).toBe(200);
  });

  it('hit only the account, path or token they are meant for', async () => {
    const other = 'test-token-other';
    const start = aWorld(aPortfolio(wabas), { tokens: [aToken(), aToken({ value: other })] });
    const simulator = await simulate(tellStory({ start }));
    const statuses = async (): Promise<readonly number[]> => [
      (await get(simulator, '/2001')).status,
      (await get(simulator, '/2001/phone_numbers')).status,
      (await get(simulator, '/4001')).status,
      (await get(simulator, '/2001', {}, other)).status,
    ];
    simulator.setFaults([{ kind: 'http', status: 500, on: { wabaId: '2002' } }]);
    expect(await statuses()).toEqual([200, 200, 500, 200]);
    simulator.setFaults([{ kind: 'http', status: 500, on: { path: '/phone_numbers' } }]);
    expect(await statuses()).toEqual([200, 500, 200, 200]);
    simulator.setFaults([{ kind: 'http', status: 500, on: { path: /\/2001\?/ } }]);
    expect(await statuses()).toEqual([500, 200, 200, 500]);
    simulator.setFaults([{ kind: 'http', status: 500, on: { token: other } }]);
    expect(await statuses()).toEqual([200, 200, 200, 500]);
  });
});
