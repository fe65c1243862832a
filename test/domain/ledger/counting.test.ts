import { describe, expect, it } from 'vitest';
import type { LedgerFact } from '../../../src/domain/ledger/fact.js';
import type { LedgerFigure } from '../../../src/domain/ledger/figure.js';
import type { PortfolioId, WabaId } from '../../../src/domain/snapshot.js';
import { after, HOUR, instantOf, MINUTE, SECOND } from '../../../src/domain/time.js';
import { fakeLedger } from '../../support/fakes/ledger.js';
import { facts } from '../../support/ledger-facts.js';
import { noon, portfolioId } from '../../support/looks.js';

const hour = 3_600;
const day = 24 * hour;
const account = '901' as WabaId;

/** The figure `seconds` after noon, of facts that arrived then, when everything has been seen for three days. */
async function counted(told: readonly LedgerFact[], seconds = 60): Promise<LedgerFigure> {
  const ledger = fakeLedger();
  const at = instantOf(noon + seconds * SECOND);
  for (let time = after(at, -120 * HOUR); time <= at; time = after(time, MINUTE)) {
    await ledger.alive(portfolioId, [account], time);
  }
  await ledger.record(portfolioId, told, at);
  const figure = await ledger.figure(portfolioId, at);
  if (figure === null) throw new Error('Counting never began.');
  return figure;
}

async function bounds(told: readonly LedgerFact[], seconds?: number): Promise<readonly (number | null)[]> {
  const { atLeast, atMost } = await counted(told, seconds);
  return [atLeast, atMost];
}

const ani = facts('phone:62811', 'user:ID.1');
const budi = facts('phone:62822');

describe('facts', () => {
  it('are a set: repeats and disorder change nothing (S3)', async () => {
    const told = [
      ani.status('sent', 'a', -20),
      ani.status('delivered', 'a', -10),
      budi.wrote(-hour),
      budi.status('read', 'b', 0),
    ];
    const once = await counted(told);
    expect(await counted([...told, ...told.toReversed(), ...told])).toEqual(once);
    expect(await counted(told.toReversed())).toEqual(once);
  });

  it('tell messages apart by number and id (S3)', async () => {
    const told = [
      ani.status('failed', 'a', -20, { number: '81' }),
      ani.status('sent', 'a', -30, { number: '82' }),
    ];
    expect(await bounds(told)).toEqual([0, 1]);
  });

  it('of one portfolio say nothing of another, even of the same person (S2)', async () => {
    const ledger = fakeLedger();
    const other = '777' as PortfolioId;
    await ledger.alive(portfolioId, [account], noon);
    await ledger.alive(other, ['902' as WabaId], noon);
    await ledger.record(portfolioId, [ani.wrote(0)], noon);
    await ledger.record(other, [ani.status('sent', 'a', 0)], noon);
    expect((await ledger.figure(other, noon))?.releases).toEqual([
      { at: after(noon, day * SECOND), recipients: 1 },
    ]);
    expect((await ledger.figure(portfolioId, noon))?.releases).toEqual([]);
  });
});

describe('a place', () => {
  it.each(['delivered', 'read', 'played'] as const)('is taken by what was %s (D1)', async (status) => {
    expect(await bounds([ani.status(status, 'a', 0)])).toEqual([1, 1]);
  });

  it('begins at the earliest delivery told, in whatever order (D1, D2)', async () => {
    const told = [ani.status('read', 'a', 0), ani.status('delivered', 'a', -23 * hour)];
    expect((await counted(told, hour)).atMost).toBe(0);
    expect((await counted(told.toReversed(), hour - 1)).atMost).toBe(1);
  });

  it('is not taken by a failure, which frees what was held (D3)', async () => {
    expect(await bounds([ani.status('sent', 'a', 0), ani.status('failed', 'a', 1)])).toEqual([0, 0]);
  });

  it('is taken by what failed and was delivered, in any order (D3)', async () => {
    const told = [ani.status('failed', 'a', 0), ani.status('delivered', 'a', 1)];
    expect(await bounds(told)).toEqual([1, 1]);
    expect(await bounds(told.toReversed())).toEqual([1, 1]);
  });

  it('is free 24 hours after the latest delivery, to the second (D4)', async () => {
    const told = [ani.status('delivered', 'a', 0), ani.status('delivered', 'b', 10 * hour)];
    expect(await bounds(told, 34 * hour - 1)).toEqual([1, 1]);
    expect(await bounds(told, 34 * hour)).toEqual([0, 0]);
  });

  it('may be taken by what was only sent, for 24 hours (D5)', async () => {
    const told = [ani.status('sent', 'a', 0)];
    expect(await bounds(told, day - 1)).toEqual([0, 1]);
    expect(await bounds(told, day)).toEqual([0, 0]);
  });

  it('counts from the delivery, days after it was sent (D5)', async () => {
    const told = [ani.status('sent', 'a', -3 * day), ani.status('delivered', 'a', 0)];
    expect(await bounds(told)).toEqual([1, 1]);
    expect((await counted(told)).releases).toEqual([{ at: after(noon, day * SECOND), recipients: 1 }]);
  });
});

describe('a service window', () => {
  const number = { number: '81' };
  const delivered = (seconds: number): LedgerFact => ani.status('delivered', 'a', seconds, number);

  it('is open from the message on and before 24 hours have passed (W1)', async () => {
    expect(await bounds([ani.wrote(0, number), delivered(0)])).toEqual([0, 0]);
    expect(await bounds([ani.wrote(0, number), delivered(day - 1)], day)).toEqual([0, 0]);
    expect(await bounds([ani.wrote(0, number), delivered(day)], day)).toEqual([1, 1]);
  });

  it('helps with no other number of the portfolio (W1)', async () => {
    expect(await bounds([ani.wrote(0, { number: '82' }), delivered(10)])).toEqual([1, 1]);
  });

  it('belongs to the person, under whichever identifier (W2)', async () => {
    const byUser = facts('user:ID.1').wrote(0, number);
    const byPhone = facts('phone:62811').status('delivered', 'a', 10, number);
    expect(await bounds([byUser, byPhone])).toEqual([1, 1]);
    expect(await bounds([byUser, byPhone, ani.seenAs()])).toEqual([0, 0]);
  });

  it('is opened by a call of the user, answered or not, and by none of the business (W3)', async () => {
    const told = ani.status('delivered', 'a', 10);
    expect(await bounds([ani.called(0), told])).toEqual([0, 0]);
    expect(await bounds([ani.called(0, { event: 'terminate' }), told])).toEqual([1, 1]);
    expect(await bounds([ani.called(0, { direction: 'BUSINESS_INITIATED' }), told])).toEqual([1, 1]);
    expect(await bounds([ani.called(0, { direction: 'BUSINESS_INITIATED' })])).toEqual([0, 0]);
  });

  it.each([
    ['system', [1, 1]],
    ['reaction', [0, 1]],
    ['unsupported', [0, 1]],
    ['request_welcome', [0, 1]],
    ['unknown', [0, 1]],
    ['button', [0, 0]],
  ])('is surely open, perhaps open, or shut after a message of type %s (W4)', async (type, expected) => {
    expect(await bounds([ani.wrote(0, { ...number, type }), delivered(10)])).toEqual(expected);
  });

  it('leaves open what was sent outside it and delivered inside, or the other way round (W5)', async () => {
    const sent = (seconds: number): LedgerFact => ani.status('sent', 'a', seconds, number);
    expect(await bounds([sent(0), ani.wrote(5, number), delivered(10)])).toEqual([0, 1]);
    expect(await bounds([ani.wrote(0, number), sent(day - 5), delivered(day + 5)], day + 60)).toEqual([0, 1]);
    expect(await bounds([ani.wrote(0, number), sent(1), delivered(10)])).toEqual([0, 0]);
    expect(await bounds([sent(-20), delivered(-10), ani.wrote(0, number)])).toEqual([1, 1]);
  });

  it('covers what is on its way only until it shuts (W5, D5)', async () => {
    const told = [ani.wrote(0, number), ani.status('sent', 'a', 10, number)];
    expect(await bounds(told, 20)).toEqual([0, 0]);
    expect(await bounds(told, day)).toEqual([0, 1]);
    expect(await bounds(told, day + 10)).toEqual([0, 0]);
  });

  it.each([
    { type: 'free_customer_service' },
    { category: 'service' },
    { type: 'regular', category: 'service' },
    { origin: 'service' },
  ])('is proved by a price of %j on any status (W6)', async (pricing) => {
    const told = [ani.status('sent', 'a', 0, { pricing }), ani.status('delivered', 'a', 10)];
    expect(await bounds(told)).toEqual([0, 0]);
  });

  it('is neither proved nor disproved by a regular price (W6)', async () => {
    const pricing = { type: 'regular', category: 'utility' };
    const priced = ani.status('delivered', 'a', 10, { ...number, pricing });
    expect(await bounds([priced])).toEqual([1, 1]);
    expect(await bounds([ani.wrote(0, number), priced])).toEqual([0, 0]);
  });

  it.each([
    { type: 'free_entry_point' },
    { category: 'referral_conversion' },
    { origin: 'referral_conversion' },
  ])('may or may not be there for a price of %j (W7)', async (pricing) => {
    const priced = ani.status('delivered', 'a', 10, { ...number, pricing });
    expect(await bounds([priced])).toEqual([0, 1]);
    expect(await bounds([ani.wrote(0, number), priced])).toEqual([0, 0]);
  });

  it.each([
    'marketing',
    'marketing_lite',
    'utility',
    'authentication',
    'authentication_international',
    'new_word',
  ])('is nothing that the category %s is exempt from (W8)', async (category) => {
    expect(await bounds([ani.status('delivered', 'a', 0, { pricing: { category } })])).toEqual([1, 1]);
  });
});

describe('a person', () => {
  const phone = facts('phone:62811');
  const user = facts('user:ID.1');

  it('is two until the identifiers are seen together, and one from then on, backwards (P2)', async () => {
    const told = [phone.status('delivered', 'a', 0), user.status('delivered', 'b', 5)];
    expect(await bounds(told)).toEqual([2, 2]);
    expect(await bounds([...told, phone.seenAs('user:ID.1')])).toEqual([1, 1]);
    expect(await bounds([...told, facts('user:ID.1', 'phone:62811').wrote(30)])).toEqual([1, 1]);
  });

  it('is found through a parent id that two others were seen with (P1, P2)', async () => {
    const told = [
      facts('phone:62811', 'user:ENT.1').status('delivered', 'a', 0),
      facts('user:ENT.1', 'user:ID.1').status('delivered', 'b', 0),
      user.status('delivered', 'c', 0),
    ];
    expect(await bounds(told)).toEqual([1, 1]);
  });

  it('counts once, on however many numbers (P3)', async () => {
    const told = [
      ani.status('delivered', 'a', 0, { number: '81' }),
      ani.status('delivered', 'a', 0, { number: '82' }),
    ];
    expect(await bounds(told)).toEqual([1, 1]);
  });

  it('who changed the phone is one at least and two at most (P4)', async () => {
    const told = [phone.status('delivered', 'a', 0), facts('phone:62899').status('delivered', 'b', 0)];
    expect(await bounds([...told, phone.became('phone:62899')])).toEqual([1, 2]);
    expect(await bounds([phone.became('phone:62899'), ...told])).toEqual([1, 2]);
  });

  it('who changed the phone may have the window of before (P4, W2)', async () => {
    const told = [
      phone.wrote(0, { number: '81' }),
      facts('phone:62899').status('delivered', 'b', 5, { number: '81' }),
    ];
    expect(await bounds([...told, phone.became('phone:62899')])).toEqual([0, 1]);
  });

  it('with a business-scoped id never seen with a phone is somebody else (P5)', async () => {
    expect(await bounds([phone.status('delivered', 'a', 0), user.status('delivered', 'b', 0)])).toEqual([
      2, 2,
    ]);
  });
});

describe('a group', () => {
  it('may take a place for each participant it surely reached, and for nobody else (G1)', async () => {
    const told = [
      ani.status('delivered', 'a', 0, { group: true }),
      budi.status('delivered', 'a', 0, { group: true }),
      facts('phone:62833').status('sent', 'a', 0, { group: true }),
      facts().status('delivered', 'a', 0, { group: true }),
    ];
    expect(await bounds(told)).toEqual([0, 2]);
  });

  it('is where writing opens no window (G1)', async () => {
    const told = [
      ani.wrote(0, { group: true, number: '81' }),
      ani.status('delivered', 'a', 5, { number: '81' }),
    ];
    expect(await bounds(told)).toEqual([1, 1]);
  });
});

describe('the period', () => {
  it('holds a delivery of now, and none of 24 hours ago or of the future', async () => {
    expect(await bounds([ani.status('delivered', 'a', 60)], 60)).toEqual([1, 1]);
    expect(await bounds([ani.status('delivered', 'a', 61)], 60)).toEqual([0, 0]);
    expect(await bounds([ani.status('delivered', 'a', 60 - day)], 60)).toEqual([0, 0]);
  });

  it('gives places back by the minute, rounded up, each with its latest time (R)', async () => {
    const told = [
      ani.status('delivered', 'a', 0),
      ani.status('delivered', 'b', 61),
      budi.status('delivered', 'c', 60),
      facts('phone:62833').status('sent', 'd', 61),
    ];
    const { releases, atMost } = await counted(told, 90);
    expect(releases).toEqual([
      { at: after(noon, (day + 60) * SECOND), recipients: 1 },
      { at: after(noon, (day + 120) * SECOND), recipients: 2 },
    ]);
    expect(atMost).toBe(3);
  });
});
