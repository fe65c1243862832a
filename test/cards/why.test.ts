import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/cards/plain.js';
import { whyCard } from '../../src/cards/why.js';
import type { WhyChanged } from '../../src/domain/causes/why-changed.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { TemplateDay } from '../../src/domain/template-day.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { wordsOf, type Words } from '../../src/words/index.js';
import { at, noon, numberOf, wabaOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

const fell = { what: 'quality', before: 'green', now: 'yellow', at: after(noon, -HOUR) } as const;
const telling = { kind: 'quality', at: after(noon, -DAY), before: 'green', now: 'yellow' } as const;
const promo = { id: 't1', name: 'promo_nov', language: 'id', status: 'APPROVED' } as const;
const day: TemplateDay = { template: 't1', sent: 1_200, delivered: 1_150, read: 300, clicked: null };

interface Asked {
  readonly quality?: 'green' | 'yellow';
  readonly insights?: readonly TemplateDay[] | null;
  readonly why?: WhyChanged;
  readonly words?: Words;
}

function answerOf({
  quality = 'yellow',
  insights = [day],
  why = {
    lately: { worse: fell, better: null },
    found: { causes: [telling], unseen: [] },
    lookedSince: null,
  },
  words = wordsOf.en,
}: Asked): string {
  const told = story();
  const read = { askedAt: noon, day: at('2026-11-21T00:00:00Z') };
  const figures = insights === null ? unknown('not-offered') : known(insights);
  const waba = wabaOf({
    templates: known([{ ...promo, quality }]),
    insights: { ...read, insights: figures },
  });
  told.sees({ numbers: [numberOf(1, { quality: 'yellow' })], wabas: [waba] });
  const number = numberOf(1, { quality: 'yellow' });
  return plainText(whyCard({ state: told.state, number, why, picture: null }, readerOf({ words })));
}

describe('why a number changed', () => {
  it('is told with the figures of the template that Meta rates badly', () => {
    expect(answerOf({})).toContain(
      'The template promo_nov was sent 1,200 times on Sat 21 Nov (UTC); 26 % of what was delivered was read.',
    );
    expect(answerOf({ words: wordsOf.id })).toContain(
      'Templat promo_nov terkirim 1.200 kali pada Sab 21 Nov (UTC); 26 % dari yang sampai dibaca.',
    );
  });

  it('names no template that is well, and none while nothing changed for the worse', () => {
    expect(answerOf({ quality: 'green' })).not.toContain('promo_nov');
    const steady = { lately: { worse: null, better: null }, found: null, lookedSince: null };
    expect(answerOf({ why: steady })).not.toContain('promo_nov');
  });

  it('is told without figures where Meta does not offer them', () => {
    expect(answerOf({ insights: null })).not.toContain('was sent');
  });
});
