import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/server.js';
import { tellStory } from '../../src/simulator/story.js';
import { withoutNumber } from '../../src/simulator/edits.js';
import { at, codeOf, get, hear, keysAt, listAt, simulate } from './calling.js';
import { aPortfolio, aWaba, aWorld, hour, noon, numbers, storyOf, token } from './world-for-tests.js';

const sixty = [aWaba('2001', { numbers: numbers(60) })];

function ids(json: unknown, ...way: readonly string[]): readonly unknown[] {
  return listAt(json, ...way, 'data').map((item) => at(item, 'id'));
}

async function walk(simulator: Simulator, limit: number): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  let after: unknown;
  for (let page = 0; page < 100; page += 1) {
    const query = { fields: 'id', limit: String(limit), ...(typeof after === 'string' ? { after } : {}) };
    const { json } = await get(simulator, '/2001/phone_numbers', query);
    seen.push(...ids(json));
    if (at(json, 'paging', 'next') === undefined) return seen;
    after = at(json, 'paging', 'cursors', 'after');
  }
  throw new Error('The list never ends.');
}

describe('a list of more than one page', () => {
  it.each([1, 7, 20, 59, 60, 100])('is complete and in order with a limit of %d', async (limit) => {
    const simulator = await simulate(storyOf(sixty));
    expect(await walk(simulator, limit)).toEqual(numbers(60).map((number) => number.id));
  });

  it('shows 25 at a time when no limit is asked', async () => {
    const simulator = await simulate(storyOf(sixty));
    expect(ids((await get(simulator, '/2001/phone_numbers')).json)).toHaveLength(25);
  });

  it('pages inside a field expansion the same way', async () => {
    const simulator = await simulate(storyOf(sixty));
    const first = await get(simulator, '/2001', { fields: 'name,phone_numbers.limit(40){id,status}' });
    expect(ids(first.json, 'phone_numbers')).toHaveLength(40);
    const after = String(at(first.json, 'phone_numbers', 'paging', 'cursors', 'after'));
    const rest = await get(simulator, '/2001', { fields: `phone_numbers.limit(40).after(${after}){id}` });
    expect(ids(rest.json, 'phone_numbers')).toHaveLength(20);
    expect(at(rest.json, 'phone_numbers', 'paging', 'next')).toBeUndefined();
    const samePage = await get(simulator, '/2001/phone_numbers', { limit: '40', after, fields: 'id' });
    expect(ids(samePage.json)).toEqual(ids(rest.json, 'phone_numbers'));
  });

  it('gives an address of the next page that works and carries the token', async () => {
    const simulator = await simulate(storyOf(sixty));
    const first = await get(simulator, '/2001', { fields: 'phone_numbers.limit(40){id,status}' });
    const next = String(at(first.json, 'phone_numbers', 'paging', 'next'));
    expect(next.startsWith(`${simulator.url}/v26.0/2001/phone_numbers?`)).toBe(true);
    expect(next).toContain(token);
    const second = await hear(await fetch(next));
    expect(listAt(second.json, 'data')[0]).toEqual({ id: '3041', status: 'CONNECTED' });
  });

  it('goes back with before', async () => {
    const simulator = await simulate(storyOf(sixty));
    const last = await get(simulator, '/2001/phone_numbers', {
      limit: '10',
      after: await cursorAfter(simulator, 50),
    });
    const before = String(at(last.json, 'paging', 'cursors', 'before'));
    const previous = await get(simulator, '/2001/phone_numbers', { limit: '10', before, fields: 'id' });
    expect(ids(previous.json)).toEqual(numbers(10, 3041).map((number) => number.id));
  });
});

async function cursorAfter(simulator: Simulator, limit: number): Promise<string> {
  const { json } = await get(simulator, '/2001/phone_numbers', { limit: String(limit) });
  return String(at(json, 'paging', 'cursors', 'after'));
}

describe('a list of one page', () => {
  it('has no paging at all on the numbers of an account', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    expect(keysAt((await get(simulator, '/2001/phone_numbers')).json)).toEqual(['data']);
  });

  it('has cursors but no next on the accounts of a portfolio, whose ids may be numbers', async () => {
    const simulator = await simulate(storyOf([aWaba('2001'), aWaba('2002', { owned: false, numbers: [] })]));
    const owned = await get(simulator, '/1001/owned_whatsapp_business_accounts');
    expect(ids(owned.json)).toEqual([2001]);
    expect(at(owned.json, 'paging', 'cursors', 'after')).toEqual(expect.any(String));
    expect(at(owned.json, 'paging', 'next')).toBeUndefined();
    const client = await get(simulator, '/1001/client_whatsapp_business_accounts', { fields: 'id,name' });
    expect(client.json).toMatchObject({ data: [{ id: '2002', name: 'Account 2002' }] });
  });

  it('is empty without paging when there is nothing', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    expect((await get(simulator, '/1001/client_whatsapp_business_accounts')).json).toEqual({ data: [] });
  });

  it('nests three levels deep', async () => {
    const simulator = await simulate(storyOf(sixty));
    const { json } = await get(simulator, '/1001', {
      fields: 'owned_whatsapp_business_accounts{id,phone_numbers.limit(2){id}}',
    });
    const account = listAt(json, 'owned_whatsapp_business_accounts', 'data')[0];
    expect(ids(account, 'phone_numbers')).toEqual(['3001', '3002']);
  });
});

describe('a cursor', () => {
  it.each(['nonsense', 'QVFI', 'QVFI!!!!'])('like %s is refused', async (after) => {
    const simulator = await simulate(storyOf(sixty));
    const heard = await get(simulator, '/2001/phone_numbers', { after });
    expect([heard.status, codeOf(heard)]).toEqual([400, 131059]);
  });

  it('of another list is refused', async () => {
    const simulator = await simulate(storyOf([...sixty, aWaba('2002', { numbers: numbers(60, 5001) })]));
    const heard = await get(simulator, '/2002/phone_numbers', { after: await cursorAfter(simulator, 5) });
    expect(codeOf(heard)).toBe(131059);
  });

  it('expires when what it points at is gone', async () => {
    let now = noon;
    const start = aWorld(aPortfolio(sixty));
    const changes = [
      { at: noon + hour, label: 'gone', change: (world: typeof start) => withoutNumber(world, '3005') },
    ];
    const simulator = await simulate(tellStory({ start, changes }), { now: () => now });
    const after = await cursorAfter(simulator, 5);
    now = noon + hour;
    expect(codeOf(await get(simulator, '/2001/phone_numbers', { after }))).toBe(131059);
  });

  it.each(['0', '101', '-1', '1.5', 'many'])('does not help a limit of %s', async (limit) => {
    const simulator = await simulate(storyOf(sixty));
    const direct = await get(simulator, '/2001/phone_numbers', { limit });
    expect([direct.status, codeOf(direct)]).toEqual([400, 100]);
    expect(codeOf(await get(simulator, '/2001', { fields: `phone_numbers.limit(${limit}){id}` }))).toBe(100);
  });
});
