import { describe, expect, it } from 'vitest';
import { known } from '../../src/domain/reading.js';
import type { NumberId, PortfolioId, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { asking, tokoMaju, type Asking } from '../support/asking.js';
import { noon, numberOf, onRecordSince, portfolioId, unlimited, usageOf } from '../support/looks.js';
import { perNumber2023 } from '../support/rulebooks.js';
import { daily } from '../support/sending.js';

const two = [numberOf(1), numberOf(2, { name: 'Promo' })];
const busy: Partial<PortfolioSnapshot> = {
  numbers: two,
  usage: known(usageOf(7_900)),
  series: [
    { at: after(noon, -20 * HOUR), recipients: 4_000 },
    { at: after(noon, -2 * HOUR), recipients: 3_900 },
  ],
};

/** Usually 4,000 are sent at 14:00 in Jakarta, on each of the last `days` days. */
async function remembering(days: number, seen = busy): Promise<Asking> {
  const bot = await asking(seen);
  const since = after(noon, -days * DAY);
  await bot.history.append(
    portfolioId,
    new Map([['1065403722001' as NumberId, daily(since, 2, Array<number>(days).fill(4_000))]]),
  );
  await bot.store.update(portfolioId, () => ({
    state: onRecordSince(bot.told.state, since),
    result: undefined,
  }));
  return bot;
}

describe('/what-if', () => {
  it('tells what becomes of the shared limit without being told which number sends', async () => {
    const answer = await (await asking(busy)).hear('/what-if 3000 17:00');
    expect(answer).toContain('Toko Maju · 3,000 people · 17:00 WIB');
    expect(answer).toContain('All 3,000 fit, and usage stays below 80 % of the limit.');
    expect(answer).toContain('Highest in 24 h: at most 6,900 of 10,000 (69 %), at 17:00 WIB');
    expect(answer).toContain('Without it: at most 3,900 of 10,000 (39 %), at 17:00 WIB');
    expect(answer).toContain('Other sending: left out: the record is too short to tell what is usual');
    expect(answer).toContain('Provided that nobody else sends in the meantime.');
  });

  it('tells it in Indonesian', async () => {
    const answer = await (await asking(busy)).hear('/what-if 3000 pukul 13.00', { language: 'id' });
    expect(answer).toContain('Toko Maju · 3.000 orang · pukul 13.00 WIB');
    expect(answer).toContain('Saat itu limit hanya cukup untuk 2.100 orang, sisanya mulai pukul 16.30 WIB.');
    expect(answer).toContain('Puncak dalam 24 jam: paling banyak 10.900 dari 10.000 (109 %)');
  });

  it('counts what is usually sent, and says so beside what is certain', async () => {
    const answer = await (await remembering(8)).hear('/what-if 3000 17:00');
    expect(answer).toContain('Only 2,100 fit then, the rest from tomorrow 10:30 WIB on.');
    expect(answer).toContain('Fit then: at least about 2,100');
    expect(answer).toContain('Highest in 24 h: at most about 10,900 of 10,000 (109 %), at 17:00 WIB');
    expect(answer).toContain('If nobody else sends: at most 6,900 of 10,000 (69 %)');
    expect(answer).toContain('Other sending: as on the last 7 days, on average');
    expect(answer).not.toContain('Provided that nobody else sends');
  });

  it('goes by the same weekdays where weeks are on record', async () => {
    const answer = await (await remembering(29)).hear('/what-if 3000 17:00');
    expect(answer).toContain('as on these weekdays of the last 4 weeks, on average');
  });

  it('tells when 80 % is reached, and whether it would be without the broadcast', async () => {
    const bot = await asking(busy);
    expect(await bot.hear('/what-if 1500 13:00')).toContain(
      'All 1,500 fit, but 80 % of the limit is reached at 13:00 WIB.',
    );
    const full = await asking({ ...busy, usage: known(usageOf(8_200)) });
    const answer = await full.hear('/what-if 1500 13:00');
    expect(answer).toContain('All 1,500 fit; 80 % of the limit is reached with and without it.');
    expect(answer).toContain('80 %: reached at 13:00 WIB, without it too');
    expect(answer).toContain('100 %: not reached');
  });

  it.each([
    ['/what-if promo 3000 17:00', 'Promo · 3,000 people · 17:00 WIB'],
    ['/what-if +62 812-3456-0002 3k besok 10.00', 'Promo · 3,000 people · tomorrow 10:00 WIB'],
    ['/quota what-if 0002 3.000 tomorrow 10:00', 'Promo · 3,000 people · tomorrow 10:00 WIB'],
    ['/what-if 3000 10:00', 'Toko Maju · 3,000 people · tomorrow 10:00 WIB'],
    ['/what-if 3000', 'Toko Maju · 3,000 people · 12:03 WIB'],
    ['/what-if toko 1000 17:00', 'Toko 1 · 1,000 people · 17:00 WIB'],
    ['/what-if nobody 1000 17:00', 'No number fits “nobody”'],
    ['/what-if', 'Type it like this: /what-if 3000 10:00'],
    ['/what-if promo', 'Type it like this: /what-if 3000 10:00'],
    ['/what-if 10:00', 'Type it like this'],
    ['/what-if promo 3000 25:00', 'Type it like this'],
    ['/what-if promo 0 10:00', 'Type it like this'],
  ])('answers “%s” with “%s”', async (line, wanted) => {
    expect(await (await asking(busy)).hear(line)).toContain(wanted);
  });

  it('asks which number where each has a limit of its own', async () => {
    const bot = await asking({ numbers: two }, { rulebookOf: () => perNumber2023 });
    const { card } = await bot.ask('/what-if 3000 17:00');
    expect(card.title).toBe('Which number?');
    expect(card.actions[1]?.command).toBe('what-if +6281234560002 3000 17:00');
    expect(await bot.hear('/what-if promo 3000 17:00')).toContain('All 3,000 fit');
  });

  it('asks which number where there are several portfolios', async () => {
    const other = { ...tokoMaju, id: 'waba:1' as PortfolioId, name: 'Toko Lain' };
    const bot = await asking({ numbers: two }, { plans: [tokoMaju, other] });
    const { state } = bot.told;
    await bot.store.update(other.id, () => ({ state: { ...state, portfolio: other.id }, result: undefined }));
    expect(await bot.hear('/what-if 3000 17:00')).toContain('Which number?');
  });

  it('says first what keeps the number itself from sending', async () => {
    const bot = await asking({ numbers: [numberOf(1, { status: 'banned' })] });
    const { card } = await bot.ask('/what-if 0001 10 17:00');
    expect(card.tone).toBe('critical');
    expect(await bot.hear('/what-if 10 17:00')).toContain('Toko 1 may not send at the moment: Banned.');
  });

  it('promises nothing where the limit or its use is not known, or the figures are old', async () => {
    const bot = await asking(busy);
    bot.clock.move(2 * HOUR);
    const { card } = await bot.ask('/what-if 10 17:00');
    expect(card.tone).toBe('unknown');
    const blind = await asking(busy);
    blind.told.isBlind('unreachable');
    await blind.store.update(portfolioId, () => ({ state: blind.told.state, result: undefined }));
    blind.clock.move(10 * MINUTE);
    const unseen = await blind.ask('/what-if 10 17:00');
    expect(unseen.card.tone).toBe('unknown');
    expect(await blind.hear('/what-if 10 17:00')).toContain('Last known: All 10 fit');
    expect(await (await asking({ limit: known(unlimited) })).hear('/what-if 10 17:00')).toContain(
      'Yes: there is no limit.',
    );
  });
});
