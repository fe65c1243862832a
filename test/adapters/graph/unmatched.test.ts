import { describe, expect, test } from 'vitest';
import type { NumberSnapshot, PortfolioSnapshot } from '../../../src/domain/snapshot.js';
import { unmatchedIn } from '../../../src/domain/history/recorded-usage.js';
import {
  graphAt,
  graphForEachTest,
  now,
  numberJson,
  otherWaba,
  planOf,
  pointJson,
  testSource,
  waba,
  wabaJson,
} from './graph-answers.js';
import { seenBy } from './seen.js';

graphForEachTest();

/** What one look sees of an account with these numbers and this volume, by the name Meta gives it. */
async function seen(
  numbers: readonly object[],
  volume: Readonly<Record<string, number>>,
): Promise<PortfolioSnapshot> {
  const points = Object.entries(volume).map(([name, count]) => pointJson(30, name, count));
  graphAt(waba).reply(200, wabaJson(numbers, points));
  return seenBy(testSource(), planOf());
}

const usedBy = (snapshot: PortfolioSnapshot, id: string): NumberSnapshot['usage'] | undefined =>
  snapshot.numbers.find((number) => number.id === id)?.usage;

describe('volume under another spelling of a number', () => {
  test.each([
    ['Brazil, named with the ninth digit', '+55 11 8888-8888', '5511988888888'],
    ['Brazil, named without it', '+55 31 98888-7777', '553188887777'],
    ['Mexico, named with the 1', '+52 55 1234 5678', '5215512345678'],
    ['Mexico, named without it', '+52 1 55 1234 5678', '525512345678'],
    ['Argentina, named with the 9', '+54 11 2345-6789', '5491123456789'],
    ['Argentina, named without it', '+54 9 11 2345-6789', '541123456789'],
    ['Benin, named without 01', '+229 01 95 12 34 56', '22995123456'],
  ])('belongs to it: %s', async (_where, display, name) => {
    const snapshot = await seen([numberJson('1', display)], { [name]: 700 });
    expect(snapshot.usage).toMatchObject({ value: { recipients: 700 } });
    expect(usedBy(snapshot, '1')).toMatchObject({ known: true, value: { recipients: 700 } });
    expect(snapshot.unmatched).toBeUndefined();
    expect(usedBy(snapshot, '1')).not.toHaveProperty('value.unmatched');
  });

  test('belongs to the number that is spelled just so, where both spellings are listed', async () => {
    const both = [numberJson('1', '+55 11 8888-8888'), numberJson('2', '+55 11 98888-8888')];
    const snapshot = await seen(both, { '5511988888888': 700, '551188888888': 30 });
    expect(usedBy(snapshot, '1')).toMatchObject({ value: { recipients: 30 } });
    expect(usedBy(snapshot, '2')).toMatchObject({ value: { recipients: 700 } });
  });

  test('that cannot be read leaves the number unknown', async () => {
    const points = [pointJson(30, '5511988888888', 0, { volume: 'many' })];
    graphAt(waba).reply(200, wabaJson([numberJson('1', '+55 11 8888-8888')], points));
    expect(usedBy(await seenBy(testSource(), planOf()), '1')).toEqual({
      known: false,
      why: 'not-understood',
    });
  });
});

describe('volume that fits no number', () => {
  const one = numberJson('1', '+62 812-3456-7890');
  const two = numberJson('2', '+62 812-3456-0000');

  test('is told as such, and no number is sure to have used nothing beside it', async () => {
    const snapshot = await seen([one, two], { '6281234567890': 300, '628999999999': 400 });
    expect(snapshot.usage).toMatchObject({ value: { recipients: 700, unmatched: 400 } });
    expect(usedBy(snapshot, '1')).toMatchObject({ value: { recipients: 700, unmatched: 400 } });
    expect(usedBy(snapshot, '2')).toMatchObject({ value: { recipients: 400, unmatched: 400 } });
    expect(snapshot.unmatched).toMatchObject([
      { name: '628999999999', number: null, series: [{ recipients: 400 }] },
    ]);
  });

  test('is only a new number of Brazil whose end is that of a fixed line', async () => {
    const snapshot = await seen([numberJson('1', '+55 11 5888-8888')], { '5511958888888': 700 });
    expect(usedBy(snapshot, '1')).toMatchObject({ value: { recipients: 700, unmatched: 700 } });
  });

  test('cannot be read: then nobody knows whose it was', async () => {
    const points = [pointJson(30, '628999999999', 0, { volume: 'many' })];
    graphAt(waba).reply(200, wabaJson([one, two], points));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.numbers.map(({ usage }) => usage.known)).toEqual([false, false]);
  });

  test('is no doubt once it has left the moving day', async () => {
    graphAt(waba).reply(200, wabaJson([one], [pointJson(25 * 60, '628999999999', 400)]));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.usage).toMatchObject({ value: { recipients: 0 } });
    expect(usedBy(snapshot, '1')).not.toHaveProperty('value.unmatched');
  });

  test('goes on record beside the numbers, under a name of its own', async () => {
    const points = [pointJson(30, '6281234567890', 300), pointJson(30, '628999999999', 400)];
    graphAt(waba).reply(200, wabaJson([one, two], points));
    const { volumes } = await testSource().observe(planOf(), now, () => now);
    const totals = [...(volumes.get(waba)?.series ?? [])].map(([id, series]) => [
      id,
      series.reduce((sum, { recipients }) => sum + recipients, 0),
    ]);
    expect(Object.fromEntries(totals)).toEqual({ '1': 300, '2': 0, [unmatchedIn(waba)]: 400 });
  });
});

describe('two numbers with one phone number', () => {
  const phone = '+62 812-3456-7890';
  const volume = { '6281234567890': 700 };

  test.each(['MIGRATED', 'DELETED', 'DISCONNECTED'])(
    'share no volume: it is that of the connected one, not of the one that is %s',
    async (status) => {
      const snapshot = await seen([numberJson('21', phone), numberJson('22', phone, { status })], volume);
      expect(usedBy(snapshot, '21')).toMatchObject({ value: { recipients: 700 } });
      expect(usedBy(snapshot, '22')).toEqual({ known: false, why: 'moved' });
      expect(snapshot.unmatched).toBeUndefined();
    },
  );

  test('keep it with the one that moved when Meta lists no other', async () => {
    const snapshot = await seen([numberJson('22', phone, { status: 'MIGRATED' })], volume);
    expect(usedBy(snapshot, '22')).toMatchObject({ value: { recipients: 700 } });
  });

  test('leave it to nobody when both are connected', async () => {
    const snapshot = await seen([numberJson('21', phone), numberJson('22', phone)], volume);
    expect(snapshot.usage).toMatchObject({ value: { recipients: 700, unmatched: 700 } });
    for (const id of ['21', '22']) expect(usedBy(snapshot, id)).toMatchObject({ value: { recipients: 700 } });
  });

  test('of which one is connected, spelled otherwise: it is that of the connected one', async () => {
    const numbers = [
      numberJson('21', '+55 11 98888-8888'),
      numberJson('22', '+55 11 8888-8888', { status: 'MIGRATED' }),
    ];
    const snapshot = await seen(numbers, { '551188888888': 700 });
    expect(usedBy(snapshot, '21')).toMatchObject({ value: { recipients: 700 } });
    expect(usedBy(snapshot, '22')).toEqual({ known: false, why: 'moved' });
  });

  test('in two accounts: what both tell of it is counted at the connected one', async () => {
    graphAt(waba).reply(
      200,
      wabaJson([numberJson('22', phone, { status: 'MIGRATED' })], [pointJson(300, '6281234567890', 400)]),
    );
    graphAt(otherWaba).reply(
      200,
      wabaJson([numberJson('21', phone)], [pointJson(30, '6281234567890', 300)], { id: otherWaba }),
    );
    const plan = planOf({ wabas: [waba, otherWaba] });
    const { observation, volumes } = await testSource().observe(plan, now, () => now);
    if (observation.kind === 'blind') throw new Error(observation.problem);
    expect(usedBy(observation.snapshot, '21')).toMatchObject({ value: { recipients: 700 } });
    expect(usedBy(observation.snapshot, '22')).toEqual({ known: false, why: 'moved' });
    // On record each account replaces its own half hours only.
    expect(volumes.get(waba)?.series.get(unmatchedIn(waba))).toMatchObject([{ recipients: 400 }]);
  });

  test('in two accounts, one of which does not tell its volume: that of the connected one may be more', async () => {
    graphAt(waba).reply(
      200,
      wabaJson([numberJson('22', phone, { status: 'MIGRATED' })], [], { pricing_analytics: 'soon' }),
    );
    graphAt(otherWaba).reply(
      200,
      wabaJson([numberJson('21', phone), numberJson('23', '+628111111111')], [], { id: otherWaba }),
    );
    const snapshot = await seenBy(testSource(), planOf({ wabas: [waba, otherWaba] }));
    expect(usedBy(snapshot, '21')).toEqual({ known: false, why: 'incomplete' });
    expect(usedBy(snapshot, '23')).toMatchObject({ value: { recipients: 0 } });
  });
});
