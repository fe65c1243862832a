import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/server.js';
import type { SimSend } from '../../src/simulator/volume.js';
import { at, codeOf, get, listAt, simulate } from './calling.js';
import { aWaba, hour, noon, numbers, storyOf } from './world-for-tests.js';

const account = [aWaba('2001', { numbers: numbers(2) }), aWaba('2002', { numbers: numbers(1, 4001) })];
const promo = { numberId: '3001', category: 'MARKETING', type: 'REGULAR' };
const chat = { numberId: '3001', category: 'SERVICE', type: 'FREE_CUSTOMER_SERVICE' };
const everyDimension = '.dimensions(["PHONE","PRICING_CATEGORY","PRICING_TYPE"])';
const volumeOnly = '.metric_types(["VOLUME"])';

function seconds(ms: number): number {
  return ms / 1000;
}

function period(from: number, to: number, granularity = 'HALF_HOUR'): string {
  return `.start(${seconds(from)}).end(${seconds(to)}).granularity(${granularity})`;
}

async function telling(sends: readonly SimSend[], now = noon, lagMs = 0): Promise<Simulator> {
  return simulate(storyOf(account, { sends, lagMs }), { now: () => now });
}

async function points(simulator: Simulator, modifiers: string): Promise<readonly unknown[]> {
  const heard = await get(simulator, '/2001', { fields: `pricing_analytics${modifiers}` });
  expect(heard.status).toBe(200);
  return listAt(heard.json, 'pricing_analytics', 'data', 0, 'data_points');
}

function sum(list: readonly unknown[], key = 'volume'): number {
  return list.reduce<number>((total, point) => total + Number(at(point, key)), 0);
}

describe('pricing analytics', () => {
  it('puts deliveries into half hours of UTC, by number, category and type', async () => {
    const simulator = await telling([
      { ...promo, at: noon - hour + 60_000, total: 7 },
      { ...promo, at: noon - hour + 120_000, total: 3 },
      { ...chat, at: noon - hour, total: 2 },
    ]);
    const found = await points(simulator, `${period(noon - 24 * hour, noon)}${volumeOnly}${everyDimension}`);
    const bucket = {
      start: seconds(noon - hour),
      end: seconds(noon - hour / 2),
      phone_number: '6281234563001',
    };
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({
      ...bucket,
      pricing_category: 'MARKETING',
      pricing_type: 'REGULAR',
      volume: 10,
    });
    expect(found).toContainEqual({
      ...bucket,
      pricing_category: 'SERVICE',
      pricing_type: 'FREE_CUSTOMER_SERVICE',
      volume: 2,
    });
  });

  it('has no empty buckets and no order to rely on', async () => {
    const simulator = await telling([
      { ...promo, from: noon - 10 * hour, to: noon - 2 * hour, total: 1_600 },
    ]);
    const found = await points(simulator, `${period(noon - 24 * hour, noon)}${everyDimension}`);
    const starts = found.map((point) => Number(at(point, 'start')));
    expect(found).toHaveLength(16);
    expect(sum(found)).toBe(1_600);
    expect(starts.every((start) => start % 1_800 === 0)).toBe(true);
    expect(starts).not.toEqual([...starts].sort((a, b) => a - b));
    expect(starts).not.toEqual([...starts].sort((a, b) => b - a));
  });

  it('counts only what happened so far in the newest bucket', async () => {
    const simulator = await telling([{ ...promo, from: noon, perHour: 60 }], noon + 10 * 60_000);
    expect(sum(await points(simulator, period(noon, noon + hour)))).toBe(10);
  });

  it('keeps the newest deliveries back while the insights lag', async () => {
    const sends = [{ ...promo, from: noon - 2 * hour, perHour: 60 }];
    const simulator = await telling(sends, noon, hour / 2);
    expect(sum(await points(simulator, period(noon - 2 * hour, noon)))).toBe(90);
  });

  it('leaves out numbers of other accounts and numbers not asked for', async () => {
    const simulator = await telling([
      { ...promo, at: noon - hour, total: 1 },
      { ...promo, numberId: '3002', at: noon - hour, total: 2 },
      { ...promo, numberId: '4001', at: noon - hour, total: 4 },
    ]);
    const span = period(noon - 24 * hour, noon);
    expect(sum(await points(simulator, span))).toBe(3);
    expect(sum(await points(simulator, `${span}.phone_numbers(["6281234563002"])`))).toBe(2);
    expect(sum(await points(simulator, `${span}.phone_numbers([])`))).toBe(0);
  });

  it('adds up what is not asked as a dimension, and filters types and categories', async () => {
    const simulator = await telling([
      { ...promo, at: noon - hour, total: 1 },
      { ...chat, at: noon - hour, total: 2 },
    ]);
    const span = period(noon - 24 * hour, noon);
    expect(await points(simulator, `${span}${volumeOnly}`)).toEqual([
      { start: seconds(noon - hour), end: seconds(noon - hour / 2), volume: 3 },
    ]);
    expect(sum(await points(simulator, `${span}.pricing_types(["REGULAR"])`))).toBe(1);
    expect(sum(await points(simulator, `${span}.pricing_categories(SERVICE)`))).toBe(2);
  });

  it('begins days and months at local midnight of the account', async () => {
    const jakartaMidnight = Date.UTC(2026, 10, 19, 17);
    const simulator = await telling([
      { ...promo, at: jakartaMidnight - 1, total: 1 },
      { ...promo, at: jakartaMidnight, total: 2 },
    ]);
    const days = await points(simulator, `${period(noon - 48 * hour, noon, 'DAILY')}${volumeOnly}`);
    expect(days).toHaveLength(2);
    expect(days).toContainEqual({
      start: seconds(jakartaMidnight),
      end: seconds(jakartaMidnight + 24 * hour),
      volume: 2,
    });
    const months = await points(simulator, `${period(noon - 48 * hour, noon, 'MONTHLY')}${volumeOnly}`);
    expect(months).toEqual([
      { start: seconds(Date.UTC(2026, 9, 31, 17)), end: seconds(Date.UTC(2026, 10, 30, 17)), volume: 3 },
    ]);
  });

  it('comes without an id when it is asked alone, with one otherwise', async () => {
    const simulator = await telling([]);
    const alone = await get(simulator, '/2001', { fields: `pricing_analytics${period(noon - hour, noon)}` });
    expect(alone.json).toEqual({ pricing_analytics: { data: [{ data_points: [] }] } });
    const both = await get(simulator, '/2001', {
      fields: `name,pricing_analytics${period(noon - hour, noon)}`,
    });
    expect(at(both.json, 'id')).toBe('2001');
  });

  it.each([
    '',
    '.start(1)',
    `.end(${seconds(noon)}).granularity(HALF_HOUR)`,
    `.start(${seconds(noon)}).granularity(HALF_HOUR)`,
    `.start(${seconds(noon - hour)}).end(${seconds(noon)})`,
    `.start(${seconds(noon)}).end(${seconds(noon - hour)}).granularity(HALF_HOUR)`,
    `.start(yesterday).end(${seconds(noon)}).granularity(HALF_HOUR)`,
    period(noon - hour, noon, 'DAY'),
    period(noon - 400 * 24 * hour, noon),
    `${period(noon - hour, noon)}.dimensions(["SHOES"])`,
    `${period(noon - hour, noon)}.metric_types(["VOLUME","SHOES"])`,
    `${period(noon - hour, noon)}.phone_numbers({"a":1})`,
  ])('refuses pricing_analytics%s', async (modifiers) => {
    const simulator = await telling([]);
    const heard = await get(simulator, '/2001', { fields: `pricing_analytics${modifiers}` });
    expect([heard.status, codeOf(heard)]).toEqual([400, 100]);
  });
});

describe('message analytics', () => {
  it('adds all asked numbers up and keeps templates apart from answers only by filter', async () => {
    const simulator = await telling([
      { ...promo, at: noon - hour, total: 40 },
      { ...chat, at: noon - hour, total: 2 },
      { ...promo, numberId: '3002', at: noon - 3 * hour, total: 5 },
    ]);
    const span = period(noon - 24 * hour, noon);
    const all = await get(simulator, '/2001', { fields: `analytics${span}` });
    expect(all.json).toEqual({
      analytics: {
        phone_numbers: ['6281234563001', '6281234563002'],
        country_codes: ['ID'],
        granularity: 'HALF_HOUR',
        data_points: [
          { start: seconds(noon - 3 * hour), end: seconds(noon - 2.5 * hour), sent: 6, delivered: 5 },
          { start: seconds(noon - hour), end: seconds(noon - hour / 2), sent: 44, delivered: 42 },
        ],
      },
      id: '2001',
    });
    const templates = await get(simulator, '/2001', { fields: `analytics${span}.product_types([0])` });
    expect(sum(listAt(templates.json, 'analytics', 'data_points'), 'delivered')).toBe(45);
    const one = await get(simulator, '/2001', {
      fields: `analytics${span}.phone_numbers(["6281234563002"])`,
    });
    expect(sum(listAt(one.json, 'analytics', 'data_points'), 'delivered')).toBe(5);
  });

  it('calls a day DAY, not DAILY', async () => {
    const simulator = await telling([]);
    const ask = async (granularity: string): Promise<number> =>
      (await get(simulator, '/2001', { fields: `analytics${period(noon - hour, noon, granularity)}` }))
        .status;
    expect(await ask('DAY')).toBe(200);
    expect(await ask('DAILY')).toBe(400);
  });
});
