import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countsOf, type SignalCounts } from '../../../src/domain/signals/counts.js';
import type { AskFact, LedgerFact } from '../../../src/domain/ledger/fact.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE, SECOND, type Instant } from '../../../src/domain/time.js';
import type { Ledger } from '../../../src/ledger-port.js';
import type { SignalRecord } from '../../../src/signals-port.js';
import { facts } from '../ledger-facts.js';
import { noon, portfolioId, wabaId } from '../looks.js';

/** A ledger, and what it counts by the hour. */
export interface OpenSignals {
  readonly ledger: Ledger;
  readonly signals: SignalRecord;
}

const promo = '106540352242922' as NumberId;
const hour = HOUR / SECOND;

function ask(kind: AskFact['ask'], key: string, seconds: number): AskFact {
  return { kind: 'ask', waba: wabaId, number: promo, at: after(noon, seconds * SECOND), ask: kind, key };
}

const [ani, budi, citra] = [facts('phone:6281'), facts('phone:6282'), facts('phone:6283', 'user:ID.3')];
const free = { pricing: { type: 'free_customer_service' } };

/** A morning of one number: what is sent in the first hour and in the second, and what comes of it. */
const told: readonly LedgerFact[] = [
  ani.status('sent', 'a', 0),
  ani.status('delivered', 'a', 5),
  ani.status('read', 'a', 2 * hour),
  ani.status('sent', 'late', 10),
  ani.status('delivered', 'late', 20),
  ani.status('read', 'late', 4 * hour),
  budi.status('sent', 'b', 30),
  budi.status('failed', 'b', hour + 5, { failure: 'keptHealthy' }),
  budi.status('failed', 'c', 40, { failure: 'undeliverable' }),
  budi.status('delivered', 'd', hour + 10),
  // One device failed and another did not.
  budi.status('failed', 'd', hour + 10, { failure: 'undeliverable' }),
  citra.status('read', 'e', hour + 20),
  citra.status('sent', 'answer', 50, free),
  citra.status('delivered', 'answer', 55, free),
  facts('phone:6284').status('delivered', 'group', 60, { group: true }),
  ask('stop', 'wamid.1', 70),
  ask('stop', 'wamid.2', hour + 70),
  ask('opt-out', '6281 1', hour + 80),
];

const first: Partial<SignalCounts> = {
  sent: 4,
  delivered: 2,
  readSoon: 1,
  keptHealthy: 1,
  undeliverable: 1,
  stops: 1,
};
const second: Partial<SignalCounts> = { sent: 2, delivered: 2, readSoon: 1, stops: 1, optOuts: 1 };
const whole = [
  { at: noon, counts: countsOf(first) },
  { at: after(noon, HOUR), counts: countsOf(second) },
];
const span = { from: after(noon, -DAY), to: after(noon, DAY) };

/** What is promised of counts by the hour on every engine. `open` gives empty ones. */
export function signalsContract(name: string, open: () => Promise<OpenSignals>): void {
  it(`${name} counts messages in the hour they were sent, and requests in the hour they came`, async () => {
    const { ledger, signals } = await open();
    await ledger.record(portfolioId, told, after(noon, 5 * HOUR));
    expect(await signals.hourly(portfolioId, promo, span)).toEqual(whole);
    expect(await signals.hourly(portfolioId, promo, { from: noon, to: after(noon, HOUR) })).toEqual([
      whole[0],
    ]);
    expect(await signals.hourly(portfolioId, 'another' as NumberId, span)).toEqual([]);
  });

  it(`${name} counts the same however often and in which order it is told`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...told, ...told], { minLength: 0 }),
        fc.integer({ min: 1, max: 9 }),
        async (some, size) => {
          const { ledger, signals } = await open();
          const all = [...some, ...told];
          let at: Instant = after(noon, 5 * HOUR);
          for (let i = 0; i < all.length; i += size) {
            at = after(at, MINUTE);
            await ledger.record(portfolioId, all.slice(i, i + size), at);
          }
          // Who had two names was two people until somebody said so.
          await ledger.record(portfolioId, [facts('phone:6281').seenAs('user:ID.3')], after(at, MINUTE));
          await ledger.record(portfolioId, told, after(noon, 2 * DAY));
          expect(await signals.hourly(portfolioId, promo, span)).toEqual(whole);
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);

  it(`${name} adds up the same hours of several days, for those who are asked for`, async () => {
    const { ledger, signals } = await open();
    const days = [0, 1, 7].map((ago) => -ago * 24 * hour);
    const bodies = days.map((shift) => facts('phone:6285').status('sent', `m${String(shift)}`, shift + 30));
    const outside = facts('phone:6286').status('sent', 'outside', -3 * hour);
    const other = facts('phone:6287').status('sent', 'other', 30, { number: '999' });
    await ledger.record(portfolioId, [...bodies, outside, other], after(noon, MINUTE));
    const wanted = { end: after(noon, HOUR), hours: 3, days: 8 };
    const one = countsOf({ sent: 1 });
    const found = await signals.daily(portfolioId, wanted);
    expect(found.get(promo)).toEqual(new Map([0, 1, 7].map((ago) => [ago, one])));
    expect(found.get('999' as NumberId)).toEqual(new Map([[0, one]]));
    expect(await signals.daily(portfolioId, { ...wanted, days: 1, numbers: [promo] })).toEqual(
      new Map([[promo, new Map([[0, one]])]]),
    );
    expect((await signals.daily(portfolioId, { ...wanted, hours: 4, days: 1 })).get(promo)).toEqual(
      new Map([[0, countsOf({ sent: 2 })]]),
    );
  });

  it(`${name} keeps hours for two months, and counts nothing that is told again when it was forgotten`, async () => {
    const { ledger, signals } = await open();
    await ledger.record(portfolioId, told, after(noon, 5 * HOUR));
    await ledger.alive(portfolioId, [wabaId], after(noon, 40 * DAY));
    await ledger.record(portfolioId, told, after(noon, 41 * DAY));
    const counted = await signals.hourly(portfolioId, promo, span);
    expect(counted).toEqual(whole);
    await ledger.alive(portfolioId, [wabaId], after(noon, 61 * DAY));
    expect(await signals.hourly(portfolioId, promo, span)).toEqual([]);
  });
}
