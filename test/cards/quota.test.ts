import { describe, expect, it } from 'vitest';
import { plainLine, plainText } from '../../src/cards/plain.js';
import { quotaCard, type QuotaView } from '../../src/cards/quota.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import { wordsOf } from '../../src/words/index.js';
import { capped, noon, numberOf, portfolioOf, unlimited, usageOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

function viewOf(snapshot: Partial<PortfolioSnapshot>, more: Partial<QuotaView> = {}): QuotaView {
  const told = story();
  told.sees(snapshot);
  const seen = told.state.sight?.snapshot ?? portfolioOf();
  const number = seen.numbers[0] ?? numberOf(1);
  return {
    state: told.state,
    snapshot: seen,
    number,
    scope: 'portfolio',
    reachedAt: null,
    note: null,
    ...more,
  };
}

const lead = (snapshot: Partial<PortfolioSnapshot>, more: Partial<QuotaView> = {}): string =>
  plainLine(quotaCard(viewOf(snapshot, more), readerOf()).lead);

const series = [
  { at: after(noon, -21 * HOUR - 30 * MINUTE), recipients: 900 },
  { at: after(noon, -HOUR), recipients: 5_220 },
];

describe('a limit of which nobody knows how much is used', () => {
  it.each([
    ['its limit', { limit: unknown('refused') }],
    ['its usage', { usage: unknown('not-returned') }],
  ])('is not well, though the number is: %s', (_, snapshot) => {
    expect(quotaCard(viewOf({}), readerOf()).tone).toBe('good');
    expect(quotaCard(viewOf(snapshot), readerOf()).tone).toBe('unknown');
    expect(quotaCard(viewOf({ ...snapshot, limit: known(unlimited) }), readerOf()).tone).toBe('good');
  });

  it('hides no trouble of the number', () => {
    const view = viewOf({ limit: unknown('refused'), numbers: [numberOf(1, { quality: 'red' })] });
    expect(quotaCard(view, readerOf()).tone).toBe('critical');
  });
});

describe('the first line', () => {
  it('says what is left, what is used, and what comes back', () => {
    expect(lead({ usage: known(usageOf(6_120)), series })).toBe(
      'Toko Maju · room for 3,880 more · at most 6,120 of 10,000 used · 900 free up by 15:00 WIB',
    );
    const card = quotaCard(viewOf({ usage: known(usageOf(6_120)), series }), readerOf({ words: wordsOf.id }));
    expect(plainLine(card.lead)).toBe(
      'Toko Maju · aman untuk 3.880 orang lagi · paling banyak 6.120 dari 10.000 terpakai · 900 tersedia lagi sebelum pukul 15.00 WIB',
    );
  });

  it('tells exact figures without reserve', () => {
    expect(lead({ usage: known(usageOf(6_120, noon, 'exact')) })).toBe(
      'Toko Maju · 3,880 left · 6,120 of 10,000 used',
    );
  });
});

describe('of unknown, stale, not set and zero, each', () => {
  it('is told apart: nothing used is a figure', () => {
    expect(lead({ usage: known(usageOf(0, noon, 'exact')) })).toBe(
      'Toko Maju · 10,000 left · 0 of 10,000 used',
    );
  });

  it('is told apart: a limit that Meta has not set yet is named so', () => {
    expect(lead({ usage: known(usageOf(50)), limit: unknown('not-set') })).toBe(
      'Toko Maju · at most 50 used · limit unknown: Meta has not set it yet',
    );
  });

  it('is told apart: a figure that is not known says why', () => {
    expect(lead({ usage: unknown('refused') })).toBe(
      'Toko Maju · limit 10,000 · usage unknown: Meta refused to tell us',
    );
    expect(lead({ usage: unknown('not-returned'), limit: unknown('not-returned') })).toBe(
      'Toko Maju · limit unknown: Meta returned nothing · usage unknown: Meta returned nothing',
    );
  });

  it('is told apart: old figures say since when nothing was seen', () => {
    const told = story();
    told.sees({ usage: known(usageOf(50)) });
    told.isBlind('unreachable');
    const snapshot = told.state.sight?.snapshot ?? portfolioOf();
    const view = viewOf({}, { state: told.state, snapshot });
    const card = quotaCard(view, readerOf({ now: after(told.now, 3 * MINUTE) }));
    expect(card.tone).toBe('unknown');
    expect(plainText(card)).toContain(
      'We have seen nothing since 12:05 WIB: Meta cannot be reached. These are the last figures.',
    );
    expect(plainText(card)).toContain('checked 8 min ago');
  });

  it('is told apart from having no limit at all', () => {
    expect(lead({ usage: known(usageOf(120_000)), limit: known(unlimited) })).toBe(
      'Toko Maju · no limit, at most 120,000 reached in 24 h',
    );
  });
});

describe('who used the limit', () => {
  const used = (recipients: number, index: number, more: Partial<NumberSnapshot> = {}): NumberSnapshot =>
    numberOf(index, { usage: known(usageOf(recipients)), ...more });
  const numbers = [used(290, 1), used(710, 2, { name: 'Promo' })];

  it('is told by the share of the number, and by who used most', () => {
    const text = plainText(quotaCard(viewOf({ numbers, usage: known(usageOf(1_000)) }), readerOf()));
    expect(text).toContain('Used by this number: at most 290, 29 % of all usage');
    expect(text).toContain('Shares the limit with: Promo');
    expect(text).toContain('Used most: Promo, 71 % of the usage');
  });

  it('is told of nobody while somebody is unknown', () => {
    const hidden = [...numbers, numberOf(3, { usage: unknown('incomplete') })];
    const text = plainText(quotaCard(viewOf({ numbers: hidden, usage: known(usageOf(1_000)) }), readerOf()));
    expect(text).not.toContain('Used most');
  });

  it('is the number itself where it has a limit of its own', () => {
    const number = numberOf(1, { limit: known(capped(1_000)), usage: known(usageOf(400)) });
    const card = quotaCard(viewOf({ numbers: [number] }, { scope: 'number' }), readerOf());
    expect(plainLine(card.lead)).toBe('Toko 1 · room for 600 more · at most 400 of 1,000 used');
    expect(plainText(card)).toContain('The limit belongs to this number alone.');
  });
});

describe('how the number is doing', () => {
  it('a full limit worries every number that shares it', () => {
    expect(quotaCard(viewOf({ usage: known(usageOf(9_500)) }), readerOf()).tone).toBe('warning');
    expect(quotaCard(viewOf({ usage: known(usageOf(10_500)) }), readerOf()).tone).toBe('critical');
  });

  it('an unknown rating is not a good one', () => {
    const card = quotaCard(viewOf({ numbers: [numberOf(1, { quality: 'unknown' })] }), readerOf());
    expect(card.tone).toBe('unknown');
    expect(plainText(card)).toContain('Quality: Unknown');
  });

  it('says the reason when Meta blocks it', () => {
    const health = known({
      canSend: 'blocked' as const,
      reasons: [{ entity: 'WABA', code: 141006, description: 'No payment method', solution: null }],
    });
    const card = quotaCard(viewOf({ numbers: [numberOf(1, { health })] }), readerOf());
    expect(plainText(card)).toContain('Sending: blocked by Meta: No payment method');
  });

  it('says when the limit is reached at this pace', () => {
    const view = viewOf({ usage: known(usageOf(6_120)) }, { reachedAt: after(noon, 3 * HOUR + 40 * MINUTE) });
    expect(plainText(quotaCard(view, readerOf()))).toContain(
      'At this pace: the limit is reached at 15:40 WIB',
    );
  });

  it('offers a fresh look and sharing, by a name that masking does not betray', () => {
    const commands = (masked: boolean): readonly string[] =>
      quotaCard(viewOf({}), readerOf({ masked })).actions.map((action) => action.command);
    expect(commands(false)).toEqual(['quota +6281234560001 --fresh', 'quota +6281234560001']);
    expect(commands(true)).toEqual(['quota id:10654037220001 --fresh', 'quota id:10654037220001']);
  });
});

describe('a limit that accounts watched apart use too', () => {
  const numbers = [
    numberOf(1, { usage: known(usageOf(1_000)) }),
    numberOf(2, { usage: known(usageOf(3_000)) }),
  ];
  const view = viewOf({ numbers, usage: known(usageOf(6_000)), elsewhere: 2_000 });

  it('says what they used, and holds parts against all of it', () => {
    const text = plainText(quotaCard(view, readerOf()));
    expect(text).toContain('at most 2,000, by accounts of the same portfolio that are watched apart');
    expect(text).toContain('Toko 2, 50 % of the usage');
  });

  it('says it in Indonesian', () => {
    const text = plainText(quotaCard(view, readerOf({ words: wordsOf.id })));
    expect(text).toContain(
      'paling banyak 2.000, oleh akun lain dalam portofolio yang sama yang dipantau terpisah',
    );
  });

  it('says nothing of it where there are none', () => {
    expect(plainText(quotaCard(viewOf({ numbers }), readerOf()))).not.toContain('watched apart');
  });
});
