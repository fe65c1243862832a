import { describe, expect, it } from 'vitest';
import { digestCard, type DigestPortfolio } from '../../src/cards/digest.js';
import { plainLine, plainText } from '../../src/cards/plain.js';
import type { Card } from '../../src/cards/card.js';
import { digestFor } from '../../src/domain/digest.js';
import { known, unknown } from '../../src/domain/reading.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { wordsOf, type Words } from '../../src/words/index.js';
import { noon, numberOf, portfolioId, usageOf, wabaOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

const fourteen = Array.from({ length: 14 }, (_, i) => numberOf(i + 1));

function cardOf(
  state: PortfolioState,
  more: Partial<DigestPortfolio> = {},
  words: Words = wordsOf.en,
  now = after(noon, HOUR),
): Card {
  const portfolios = [{ state, peak: 62.4, forecast: null, ...more }];
  return digestCard(
    { ...digestFor(now, 'Asia/Jakarta'), portfolios, picture: null },
    readerOf({ words, now }),
  );
}

describe('the digest looks ahead', () => {
  const told = story();
  told.sees({ numbers: fourteen });
  const ahead = {
    limit: 10_000,
    peak: { at: after(noon, 4 * HOUR), recipients: 9_200 },
    reachedAt: null,
    compared: { with: 'weeks', n: 4 },
  } as const;

  it('to the highest of the coming day, in one line before the next tier', () => {
    const text = plainText(cardOf(told.state, { ahead, forecast: 'soon' }));
    expect(text).toContain(
      'Coming 24 h · Toko Maju: at most about 9,200 of 10,000 (92 %), at 16:00 WIB, if it goes as in the last 4 weeks',
    );
    expect(text.indexOf('Coming 24 h')).toBeLessThan(text.indexOf('Next tier'));
    expect(plainText(cardOf(told.state, { ahead }, wordsOf.id))).toContain(
      '24 jam ke depan · Toko Maju: paling banyak sekitar 9.200 dari 10.000 (92 %), pukul 16.00 WIB, jika seperti 4 minggu terakhir',
    );
  });

  it('and tells when the limit is reached', () => {
    const full = {
      ...ahead,
      peak: { ...ahead.peak, recipients: 11_200 },
      reachedAt: after(noon, 3 * HOUR),
    };
    expect(plainText(cardOf(told.state, { ahead: full }))).toContain(
      'at most about 11,200 of 10,000 (112 %), at 16:00 WIB; the limit is reached around 15:00 WIB',
    );
  });

  it('and says nothing where there is nothing to say, or nothing is known', () => {
    for (const none of [{}, { ahead: null }]) {
      expect(plainText(cardOf(told.state, none))).not.toContain('Coming 24 h');
    }
  });
});

describe('the digest leads with the conclusion, and says', () => {
  it('that all is well', () => {
    const told = story();
    told.sees({ numbers: fourteen });
    const card = cardOf(told.state);
    expect(card.title).toBe('Digest for Sun 22 Nov');
    expect(plainLine(card.lead)).toBe(
      'All well. All 14 numbers are green. Limit 10,000, peak at most 62 % since yesterday 13:00 WIB.',
    );
    expect(card.tone).toBe('good');
    expect(plainText(card)).toContain('Nothing changed since yesterday 13:00 WIB.');
  });

  it.each([true, false])('never that nothing changed where nobody could see (seen before: %s)', (isSeen) => {
    const told = story();
    if (isSeen) told.sees({ numbers: fourteen });
    told.isBlind('unreachable');
    const nextDay = after(noon, 2 * DAY);
    expect(plainText(cardOf(told.state, {}, wordsOf.en, nextDay))).not.toContain('Nothing changed');
  });

  it('that one number is yellow', () => {
    const told = story();
    told.sees({ numbers: [numberOf(1, { quality: 'yellow' }), ...fourteen.slice(1)] });
    expect(plainLine(cardOf(told.state).lead)).toBe(
      'Nothing urgent. 1 of 14 numbers is yellow. Limit 10,000, peak at most 62 % since yesterday 13:00 WIB.',
    );
    expect(plainLine(cardOf(told.state, {}, wordsOf.id).lead)).toBe(
      'Tidak ada yang mendesak. 1 dari 14 nomor kuning. Limit 10.000, puncak paling banyak 62 % sejak kemarin pukul 13.00 WIB.',
    );
    expect(plainText(cardOf(told.state))).toContain('🟢 13 numbers are green and connected.');
  });

  it('that a red number is not well', () => {
    const told = story();
    told.sees({ numbers: [numberOf(1, { quality: 'red' }), ...fourteen.slice(1)] });
    const card = cardOf(told.state);
    expect(plainLine(card.lead)).toBe(
      '1 problem needs attention. 1 of 14 numbers is red. Limit 10,000, peak at most 62 % since yesterday 13:00 WIB.',
    );
    expect(card.tone).toBe('critical');
  });

  it('that trouble is not well which is no number’s own', () => {
    const told = story();
    const paused = {
      id: '594425479261596',
      name: 'promo',
      language: 'id',
      quality: 'red',
      status: 'PAUSED',
    } as const;
    const waba = { ...wabaOf(), templates: known([paused]) };
    told.sees({ numbers: fourteen, wabas: [waba] });
    const card = cardOf(told.state);
    expect(plainLine(card.lead)).toMatch(/^1 problem needs attention\. All 14 numbers are green\./);
    expect(card.tone).not.toBe('good');
  });

  it('that we cannot see, which is never well', () => {
    const told = story();
    told.sees({ numbers: fourteen });
    told.isBlind('unauthorised');
    const card = cardOf(told.state);
    expect(plainLine(card.lead)).toMatch(/^We cannot see Toko Maju\. /);
    expect(plainText(card)).not.toContain('All well');
    expect(card.tone).toBe('critical');

    const never = cardOf(freshState(portfolioId, 'Toko Maju'), { peak: null });
    expect(plainLine(never.lead)).toBe('We cannot see Toko Maju. Not checked yet.');
    expect(never.tone).toBe('unknown');
  });

  it('that the limit is unknown, which is not well', () => {
    const told = story();
    told.sees({ numbers: fourteen, limit: unknown('not-returned') });
    const card = cardOf(told.state, { peak: null });
    expect(plainLine(card.lead)).toBe('All 14 numbers are green. Limit unknown.');
    expect(card.tone).toBe('unknown');
  });

  it('how things stand now where no peak is on record', () => {
    const told = story();
    told.sees({ numbers: fourteen, usage: known(usageOf(6_120)) });
    expect(plainLine(cardOf(told.state, { peak: null }).lead)).toContain('Limit 10,000, now at most 6,120.');
  });
});

describe('the digest then says', () => {
  it('what began and what is over', () => {
    const told = story();
    told.sees({ numbers: [numberOf(1, { quality: 'red', name: 'Promo' })] });
    const green = { numbers: [numberOf(1, { name: 'Promo' })] };
    told.sees(green);
    told.sees(green);
    expect(plainText(cardOf(told.state))).toContain('Promo · Quality · over after 10 min');
    expect(plainText(cardOf(told.state, {}, wordsOf.en, after(told.now, 2 * DAY)))).toContain(
      'Nothing changed',
    );
  });

  it('nothing twice', () => {
    const told = story();
    told.sees({ numbers: [numberOf(1, { quality: 'red', name: 'Promo' })] });
    const text = plainText(cardOf(told.state));
    expect(text.match(/Promo/g)).toHaveLength(1);
    expect(text).not.toContain('last 24 hours');
  });

  it('what comes next', () => {
    const told = story();
    told.sees({ numbers: fourteen });
    const card = cardOf(told.state, { forecast: 'On pace for Thursday.' });
    expect(plainText(card)).toContain('Next tier · Toko Maju: On pace for Thursday.');
  });
});
