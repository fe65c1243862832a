import { describe, expect, it } from 'vitest';
import { canSendCard } from '../../src/cards/can-send.js';
import type { Card } from '../../src/cards/card.js';
import { plainLine, plainText } from '../../src/cards/plain.js';
import { pastDaysCard } from '../../src/cards/past-days.js';
import { tierCard } from '../../src/cards/tier.js';
import { canSend } from '../../src/domain/can-send.js';
import { forecastsOf } from '../../src/domain/forecast.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { countsOf } from '../../src/domain/signals/counts.js';
import { noSignals, type SignalWindows } from '../../src/domain/signals/window.js';
import type { Usage } from '../../src/domain/usage.js';
import type { Rulebook } from '../../src/domain/rulebook.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { wordsOf, type Words } from '../../src/words/index.js';
import { at, capped, noon, numberOf, portfolioOf, unlimited, usageOf, recordOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { perNumber2021, perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { story } from '../support/story.js';

function asked(
  recipients: number,
  more: Partial<PortfolioSnapshot> = {},
  words: Words = wordsOf.en,
  isBlind = false,
  signals: SignalWindows = noSignals,
): Card {
  const told = story();
  told.sees(more, signals);
  if (isBlind) told.isBlind('unreachable');
  const snapshot = told.state.sight?.snapshot ?? portfolioOf();
  const number = snapshot.numbers[0] ?? numberOf(1);
  const answer = canSend(recipients, snapshot, noon);
  return canSendCard({ state: told.state, number, recipients, answer }, readerOf({ words }));
}

const busy = {
  usage: known(usageOf(7_900)),
  series: [
    { at: after(noon, -20 * HOUR), recipients: 4_000 },
    { at: after(noon, -2 * HOUR), recipients: 3_900 },
  ],
};

describe('a broadcast', () => {
  it('that fits is told so, with what is free now', () => {
    const card = asked(2_000, busy);
    expect([card.tone, plainLine(card.lead)]).toEqual(['good', 'Yes: 2,000 fit now.']);
    expect(plainText(card)).toContain('Free now: at least 2,100');
  });

  it('that fits in two parts is told how many go now and when the rest may', () => {
    const card = asked(3_000, busy);
    expect([card.tone, plainLine(card.lead)]).toEqual(['warning', '2,100 now, the rest after 16:30 WIB.']);
    expect(plainLine(asked(3_000, busy, wordsOf.id).lead)).toBe(
      '2.100 sekarang, sisanya setelah pukul 16.30 WIB.',
    );
  });

  it('that takes days is told for how many', () => {
    expect(plainLine(asked(25_000, busy).lead)).toMatch(/^2,100 now, the rest in parts over \d days\.$/);
    expect(plainText(asked(25_000, busy))).toContain('never, that is more than the limit');
  });

  it('that does not fit at all now is told from when on it does', () => {
    const full = { ...busy, usage: known(usageOf(10_000)) };
    expect(plainLine(asked(100, full).lead)).toMatch(/^Not now: all of them fit from .* on\.$/);
  });

  it('of which nothing can be promised is told why', () => {
    expect(plainLine(asked(10, { limit: unknown('not-set') }).lead)).toBe(
      'We cannot tell: limit unknown: Meta has not set it yet.',
    );
    expect(asked(10, { usage: unknown('incomplete') }).tone).toBe('unknown');
  });

  it('always fits where there is no limit', () => {
    expect(plainLine(asked(1_000_000, { limit: known(unlimited) }).lead)).toBe('Yes: there is no limit.');
  });

  it('to one person that does not fit now is told when there is room', () => {
    const full = { ...busy, usage: known(usageOf(10_000)) };
    expect(plainLine(asked(1, full).lead)).toMatch(/^Not now: there is room from .* on\.$/);
  });

  it('is not promised while nothing can be seen', () => {
    const yes = asked(2_000, busy, wordsOf.en, true);
    expect([yes.tone, plainLine(yes.lead)]).toEqual(['unknown', 'Perhaps: by the last figures 2,000 fit.']);
    const parts = asked(3_000, busy, wordsOf.en, true);
    expect([parts.tone, plainLine(parts.lead)]).toEqual([
      'warning',
      'Last known: 2,100 now, the rest after 16:30 WIB.',
    ]);
  });

  it('is refused from a number that may not send, whatever room there is, with what to do about that', () => {
    const card = asked(1, { numbers: [numberOf(1, { status: 'banned' })] });
    expect([card.tone, plainLine(card.lead)]).toEqual([
      'critical',
      'Toko 1 may not send at the moment: Banned.',
    ]);
    expect(plainText(card)).toContain('Next step: Request a review under Account quality');
    const health = known({ canSend: 'blocked' as const, reasons: [] });
    expect(plainText(asked(1, { numbers: [numberOf(1, { health })] }))).toContain(
      'Next step: Look for the reason in WhatsApp Manager.',
    );
  });

  it('has no condition where nothing was promised, or nothing is shared', () => {
    const condition = 'Provided that nobody else sends';
    expect(plainText(asked(2_000, busy))).toContain(`${condition} in the meantime. Write only to people`);
    const barred = asked(1, { numbers: [numberOf(1, { status: 'banned' })] });
    const untold = asked(1, { limit: unknown('refused') });
    const endless = asked(1, { limit: known(unlimited) });
    for (const card of [barred, untold, endless]) expect(plainText(card)).not.toContain(condition);
    expect(plainText(untold)).toContain('WhatsApp Manager shows the limit.');
    expect(plainText(endless)).toContain('Write only to people who opted in.');
  });

  it('from a red number is answered with a word of care', () => {
    const card = asked(1, { numbers: [numberOf(1, { quality: 'red' })] });
    expect(card.tone).toBe('warning');
    expect(plainText(card)).toContain('a broadcast now is likely to make it worse');
  });

  it('names a badly rated template with what became of its messages, and who asked to be sent no more', () => {
    const promo = {
      id: '1',
      name: 'promo_nov',
      language: 'id',
      quality: 'yellow',
      status: 'APPROVED',
    } as const;
    const told = story();
    told.sees(busy);
    const number = numberOf(1);
    const reading = { template: promo, sent: 1_200, delivered: 1_150, clicked: null, readShare: 0.31 };
    const from = at('2026-11-21T00:00:00Z');
    const advice = {
      telling: { template: promo, because: 'rated', reading, day: { from, to: after(from, DAY) } },
      untold: null,
      stops: { requests: 34, read: 1_980, share: 34 / 1_980 },
    } as const;
    const answer = canSend(2_000, { ...portfolioOf(busy) }, noon);
    const cardIn = (words: Words): Card =>
      canSendCard({ state: told.state, number, recipients: 2_000, answer, advice }, readerOf({ words }));
    const card = cardIn(wordsOf.en);
    expect([card.tone, plainLine(card.lead)]).toEqual([
      'warning',
      'Yes: 2,000 fit now. But the template promo_nov is rated medium (yellow).',
    ]);
    expect(plainText(card)).toContain(
      'It was sent 1,200 times on Sat 21 Nov (UTC); 31 % of what was delivered was read.',
    );
    expect(plainText(card)).toContain(
      'Yesterday 34 requests for no more messages came in: 1.7 % of the 1,980 messages that were read within 3 h.',
    );
    expect(plainText(cardIn(wordsOf.id))).toContain(
      'Bisa: limit cukup untuk 2.000 orang sekarang. Namun, templat promo_nov berperingkat sedang (kuning).',
    );
    const unread = { telling: { ...advice.telling, reading: null, day: null }, stops: null } as const;
    const silent = plainText(
      canSendCard(
        {
          state: told.state,
          number,
          recipients: 2_000,
          answer,
          advice: { ...unread, untold: 'not-offered' },
        },
        readerOf({ words: wordsOf.en }),
      ),
    );
    expect(silent).toContain(
      'How the messages of templates were taken is unknown: Meta does not offer it for this account, or it is not switched on.',
    );
    expect(silent).not.toContain('requests for no more');
  });

  it('from a number with early signs is answered with the signs and with what to do', () => {
    const usual = countsOf({ sent: 1_000, keptHealthy: 10 });
    const weeks = [7, 14, 21].map((ago) => [ago, usual] as const);
    const days = new Map([[0, countsOf({ sent: 1_000, keptHealthy: 100 })], ...weeks]);
    const signals = new Map([[numberOf(1).id, [{ hours: 3, days }]]]);
    const card = asked(2_000, busy, wordsOf.en, false, signals);
    expect(card.tone).toBe('warning');
    expect(plainLine(card.lead)).toBe('Yes: 2,000 fit now.');
    expect(plainText(card)).toContain('Meta held back 100 of 1,000 messages in 3 h (10 %, usually 1 %)');
    expect(plainText(card)).toContain('Hold the broadcasts of this number');
    const others = new Map([[numberOf(2).id, [{ hours: 3, days }]]]);
    const numbers = [numberOf(1), numberOf(2)];
    expect(plainText(asked(2_000, { ...busy, numbers }, wordsOf.en, false, others))).not.toContain(
      'held back',
    );
  });
});

describe('the next tier', () => {
  const week = (perDay: number): NumberSnapshot['series'] =>
    Array.from({ length: 7 }, (_, i) => ({ at: after(noon, -(7 - i) * DAY + HOUR), recipients: perDay }));

  function told(
    numbers: readonly NumberSnapshot[],
    rulebook: Rulebook = portfolio2025,
    accuracy: Usage['accuracy'] = 'at-most',
    words: Words = wordsOf.en,
  ): Card {
    const life = story();
    life.sees({ numbers, series: numbers[0]?.series ?? [], usage: known(usageOf(0, noon, accuracy)) });
    const snapshot = life.state.sight?.snapshot ?? portfolioOf();
    const { incidents } = life.state;
    const history = recordOf(numbers.map((number) => [number.id, number.series]));
    const since = after(noon, -8 * DAY);
    return tierCard(
      life.state,
      forecastsOf({ now: noon, snapshot, incidents, rulebook, history, since }),
      readerOf({ words }),
    );
  }

  it('is on its way', () => {
    const recent = { at: after(noon, -2 * HOUR), recipients: 2_000 };
    const card = told([numberOf(1, { series: [...week(500), recent] })], portfolio2025, 'exact');
    expect(card.tone).toBe('good');
    expect(plainLine(card.lead)).toBe('All conditions for 100,000 are met; due by 16:30 WIB.');
    expect(plainText(card)).toContain('🟢 5,000 people in 7 days, now 5,500 · met');
  });

  it('is not promised where only an upper bound is high enough', () => {
    const numbers = [
      numberOf(1, { series: [...week(500), { at: after(noon, -2 * HOUR), recipients: 2_000 }] }),
    ];
    const card = told(numbers);
    expect(card.tone).toBe('unknown');
    expect(plainLine(card.lead)).toBe(
      'Perhaps all conditions for 100,000 are met: it is only known how many people were reached at most. If so, due by 16:30 WIB.',
    );
    expect(plainText(card)).toContain('⚪ 5,000 people in 7 days, now at most 5,500 · perhaps met');
    expect(plainLine(told(numbers, portfolio2025, 'at-most', wordsOf.id).lead)).toBe(
      'Mungkin semua syarat untuk 100.000 sudah terpenuhi: jumlah orang hanya diketahui batas atasnya. Jika ya, limit naik paling lambat pukul 16.30 WIB.',
    );
    expect(plainLine(told([numberOf(1, { series: week(1_000) })]).lead)).toBe(
      'Perhaps all conditions for 100,000 are met: it is only known how many people were reached at most.',
    );
  });

  it('should have come', () => {
    const card = told([numberOf(1, { series: week(1_000) })], portfolio2025, 'exact');
    expect(card.tone).toBe('unknown');
    expect(plainLine(card.lead)).toMatch(
      /^100,000 was due by .* and has not come\. All conditions that we can see are met\./,
    );
  });

  it('needs more', () => {
    const card = told([numberOf(1, { series: week(500) })]);
    expect(plainLine(card.lead)).toMatch(/^100,000 needs 5,000 people in 7 days; so far at most 3,500\./);
    expect(plainText(card)).toMatch(/Gentlest plan: [\d,]+ people/);
  });

  it('is held back by somebody', () => {
    const card = told([
      numberOf(1, { series: week(1_000) }),
      numberOf(2, { quality: 'yellow', name: 'Promo' }),
    ]);
    expect(card.tone).toBe('warning');
    expect(plainLine(card.lead)).toBe('The raise to 100,000 is held back by Promo (yellow).');
  });

  it('promises nothing while a rating is unknown', () => {
    const card = told([numberOf(1, { series: week(1_000), quality: 'unknown' })]);
    expect([card.tone, plainLine(card.lead)]).toEqual([
      'unknown',
      'We cannot tell when 100,000 comes: not all conditions are known.',
    ]);
  });

  it('counts down where poor quality lowers the limit', () => {
    const limit = known(capped(10_000));
    const card = told(
      [numberOf(1, { series: week(10), quality: 'red', name: 'Promo', limit })],
      perNumber2023,
    );
    expect(plainText(card)).toContain(
      'Promo: 7 days left to return to medium quality, else the limit falls to 1,000',
    );
  });

  it('tells of each number that owns a limit', () => {
    const card = told([numberOf(1), numberOf(2)], perNumber2021);
    expect(card.sections[0]?.kind).toBe('list');
  });
});

describe('past days', () => {
  const days = [
    { day: '2026-11-21', total: 3_000, peak: 6_200, peakAt: noon },
    { day: '2026-11-22', total: 1_000, peak: 4_000, peakAt: noon },
  ];

  it('lead with the peak and come newest first', () => {
    const card = pastDaysCard(
      { name: 'Toko Maju', days, limit: known(capped(10_000)), picture: null },
      readerOf(),
    );
    expect(plainLine(card.lead)).toBe('Peak 62 % on Sat 21 Nov.');
    expect(card.sections[0]).toMatchObject({
      rows: [
        ['Sun 22 Nov', '4,000', '40\u00a0%', '1,000'],
        ['Sat 21 Nov', '6,200', '62\u00a0%', '3,000'],
      ],
    });
  });

  it('say which peaks were counted person by person, and which are upper bounds', () => {
    const told = (counted: readonly boolean[], words: Words = wordsOf.en) => {
      const all = days.map((day, i) => ({ ...day, ...(counted[i] ? { isExact: true as const } : {}) }));
      const view = { name: 'Toko Maju', days: all, limit: known(capped(10_000)), picture: null };
      return plainText(pastDaysCard(view, readerOf({ words })));
    };
    expect(told([false, false])).toContain('All figures are upper bounds');
    expect(told([true, true])).toContain('counted one by one. Totals are message volume.');
    expect(told([false, true])).toContain('≤ 6,200');
    expect(told([false, true])).not.toContain('≤ 4,000');
    expect(told([false, true], wordsOf.id)).toContain('≤ berarti batas atas');
    expect(told([true, true], wordsOf.id)).toContain('dihitung per orang');
  });

  it('without a record are unknown, not nothing', () => {
    const card = pastDaysCard(
      { name: 'Toko Maju', days: [], limit: unknown('not-set'), picture: null },
      readerOf(),
    );
    expect([card.tone, plainLine(card.lead)]).toEqual(['unknown', 'There is no record yet.']);
  });
});
