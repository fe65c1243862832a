import { describe, expect, it } from 'vitest';
import { known } from '../../src/domain/reading.js';
import { after, MINUTE } from '../../src/domain/time.js';
import { asking } from '../support/asking.js';
import { noon, numberOf, usageOf } from '../support/looks.js';

const two = [numberOf(1), numberOf(2, { name: 'Promo', quality: 'yellow' })];

describe('/quota', () => {
  it('with a number in any form tells of that number, and how old the figures are', async () => {
    const bot = await asking({ numbers: two, usage: known(usageOf(6_120)) });
    for (const line of ['/quota +62 812-3456-0002', '/quota 081234560002', '/quota 0002', '/quota promo']) {
      const text = await bot.hear(line);
      expect(text).toContain('🟡 Promo · +62 812-3456-0002');
      expect(text).toContain('Toko Maju · room for 3,880 more · at most 6,120 of 10,000 used');
      expect(text).toContain('checked 3 min ago');
    }
  });

  it('with nothing tells of all, worst first', async () => {
    const bot = await asking({ numbers: two });
    expect(await bot.hear('/quota')).toMatch(/1 of 2 numbers needs attention[^]*🟡 Promo[^]*🟢 Toko 1/);
  });

  it('with the name of the portfolio tells of its numbers', async () => {
    expect(await (await asking({ numbers: two })).hear('/quota toko maju')).toContain('1 of 2 numbers');
  });

  it('that fits several asks which, with a button for each', async () => {
    const bot = await asking({ numbers: [numberOf(1, { name: 'Toko' }), numberOf(2, { name: 'Toko' })] });
    const { card } = await bot.ask('/quota toko');
    expect(card.title).toBe('Several numbers fit “toko”');
    expect(card.actions.map((action) => action.command)).toEqual([
      'quota +6281234560001',
      'quota +6281234560002',
    ]);
    const { card: second } = await bot.ask(card.actions[1]?.command ?? '');
    expect(second.title).toContain('0002');
  });

  it('that fits none offers the closest', async () => {
    const bot = await asking({ numbers: two });
    const { card } = await bot.ask('/quota 0812 3456 0009');
    expect(card.title).toContain('No number fits');
    expect(card.actions.map((action) => action.command)).toContain('quota +6281234560001');
    expect(card.actions.at(-1)?.command).toBe('numbers');
  });

  it('is found again by its button where numbers are masked', async () => {
    const bot = await asking({ numbers: two }, { isMasked: () => true });
    const { card } = await bot.ask('/quota promo');
    expect(JSON.stringify(card)).not.toContain('6281234560002');
    expect((await bot.ask(card.actions[1]?.command ?? '')).card.title).toBe(card.title);
  });
});

describe('a fresh look', () => {
  it('is taken when somebody asks for it', async () => {
    const bot = await asking();
    await bot.ask('/quota 0001 --fresh');
    expect(bot.looks).toHaveLength(1);
  });

  it('is not taken again at once, and says how long to wait', async () => {
    const bot = await asking();
    bot.clock.set(after(noon, MINUTE / 2));
    const text = await bot.hear('/quota 0001 --fresh');
    expect(bot.looks).toHaveLength(0);
    expect(text).toContain('A fresh look is possible again in less than a minute.');
    expect(text).toContain('+62 812-3456-0001');
  });

  it('that fails leaves the last figures, and says so', async () => {
    const bot = await asking({}, { look: () => Promise.reject(new Error('no')) });
    expect(await bot.hear('/quota 0001 --fresh')).toContain(
      'The fresh look failed; these are the last figures.',
    );
  });
});

describe('/numbers', () => {
  it('goes page by page', async () => {
    const bot = await asking({ numbers: Array.from({ length: 30 }, (_, i) => numberOf(i + 1)) });
    expect(await bot.hear('/numbers 2')).toContain('Page 2 of 2');
    expect(await bot.hear('/numbers')).toContain('Page 1 of 2');
    expect(await bot.hear('/numbers ２')).toContain('Page 2 of 2');
    expect(await bot.hear('/numbers x')).toContain('Page 1 of 2');
  });
});

describe('/can-send', () => {
  const bot = asking({ numbers: two, usage: known(usageOf(7_900)) });

  it.each([
    ['/can-send +62 812-3456-0002 2000', 'Yes: 2,000 fit now.'],
    ['/can-send promo 2.000', 'Yes: 2,000 fit now.'],
    ['/quota can-send 0002 2k', 'Yes: 2,000 fit now.'],
    ['/can-send promo ２０００', 'Yes: 2,000 fit now.'],
    ['/can-send promo', 'Type it like this: /can-send +62 812-3456-7890 3000'],
    ['/can-send promo 0', 'Type it like this'],
    ['/can-send promo -5', 'Type it like this'],
    ['/can-send promo 1e3', 'Type it like this'],
    ['/can-send promo 2.5', 'Type it like this'],
    ['/can-send toko 1000', 'Toko 1 · Broadcast to 1,000 people'],
    ['/can-send nobody 1000', 'No number fits “nobody”'],
  ])('answers “%s” with “%s”', async (line, wanted) => {
    expect(await (await bot).hear(line)).toContain(wanted);
  });

  it('needs no number where there is one only', async () => {
    expect(await (await asking()).hear('/can-send 500')).toContain('Yes: 500 fit now.');
  });
});

describe('/tier, /digest and /history', () => {
  it('tell of the only portfolio without being told which', async () => {
    const bot = await asking();
    expect(await bot.hear('/tier')).toContain('Next tier · Toko Maju');
    expect(await bot.hear('/tier toko')).toContain('Next tier · Toko Maju');
    expect(await bot.hear('/tier 0001')).toContain('Next tier · Toko Maju');
    expect(await bot.hear('/tier nowhere')).toContain('No portfolio “nowhere”');
    expect(await bot.hear('/digest')).toContain('All well. The number is green.');
  });

  it('tell nothing of days that are not on record', async () => {
    const bot = await asking();
    expect(await bot.hear('/history')).toContain('There is no record yet.');
    const since = after(noon, -4 * 24 * 60 * MINUTE);
    const look = { at: noon, usageSince: since, standings: null, incidents: [] };
    await bot.history.note(bot.told.state.portfolio, look);
    const text = await bot.hear('/history 0001 30');
    expect(text).toContain('Toko 1 · The last 3 days');
  });
});
