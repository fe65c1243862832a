import { expect, it } from 'vitest';
import { oneLimitSentence, plansOfOneLimit } from '../../src/app/shared-limit.js';
import type { PortfolioId } from '../../src/domain/snapshot.js';
import type { PortfolioPlan } from '../../src/ports.js';

const planOf = (name: string): PortfolioPlan => ({
  id: name as PortfolioId,
  name,
  business: null,
  wabas: [],
  rulebook: 'portfolio-2025',
  aliases: {},
});
const [shop, promo, other] = [planOf('Shop'), planOf('Promo'), planOf('Other')];
const always = (): boolean => true;

it('portfolios configured apart that Meta counts as one are found', () => {
  const looks = [
    { plan: shop, owner: '1' },
    { plan: other, owner: '2' },
    { plan: promo, owner: '1' },
  ];
  expect(plansOfOneLimit(looks, always)).toEqual([[shop, promo]]);
  expect(plansOfOneLimit(looks, (plan) => plan !== promo)).toEqual([]);
});

it('accounts whose owner is not known are found to share nothing', () => {
  const looks = [shop, promo].map((plan) => ({ plan, owner: null }));
  expect(plansOfOneLimit(looks, always)).toEqual([]);
});

it.each([
  [
    [shop, promo],
    'Shop and Promo share one limit; each shows what all of them used, and each is told when it runs short.',
  ],
  [
    [shop, promo, other],
    'Shop, Promo and Other share one limit; each shows what all of them used, and each is told when it runs short.',
  ],
])('who shares one limit is told in a sentence: %j', (plans, sentence) => {
  expect(oneLimitSentence(plans)).toBe(sentence);
});
