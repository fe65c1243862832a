import { describe, expect, it } from 'vitest';
import { atLeast, findingKey, worstOf, type Severity } from '../../src/domain/finding.js';
import { coversPortfolio, wants } from '../../src/domain/route.js';
import type { PortfolioId } from '../../src/domain/snapshot.js';
import { portfolioId } from '../support/looks.js';
import { routeOf } from '../support/story.js';

const rising: readonly Severity[] = ['info', 'warning', 'critical'];

describe('how bad something is', () => {
  it('rises from a note over a warning to what is critical', () => {
    const table = rising.map((one) => rising.map((floor) => atLeast(one, floor)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  it.each<[readonly Severity[], Severity]>([
    [[], 'info'],
    [['info', 'info'], 'info'],
    [['info', 'critical', 'warning'], 'critical'],
    [['warning', 'info'], 'warning'],
  ])('is of %j the worst', (all, worst) => {
    expect(worstOf(all)).toBe(worst);
  });
});

describe('a route', () => {
  const elsewhere = '999' as PortfolioId;

  it.each([
    ['all', null, true, true],
    ['this one', [portfolioId], true, false],
    ['both', [elsewhere, portfolioId], true, true],
    ['none', [], false, false],
  ] as const)('for %s of the portfolios covers no others', (_which, portfolios, here, there) => {
    const route = routeOf({ portfolios });
    expect([coversPortfolio(route, portfolioId), coversPortfolio(route, elsewhere)]).toEqual([here, there]);
  });

  it('wants what is bad enough, of its own portfolios', () => {
    const route = routeOf({ portfolios: [portfolioId], atLeast: 'warning' });
    expect(rising.map((one) => wants(route, portfolioId, one))).toEqual([false, true, true]);
    expect(rising.map((one) => wants(route, elsewhere, one))).toEqual([false, false, false]);
  });
});

describe('the name of trouble through time', () => {
  it('is made of its rule and what it is about', () => {
    expect(findingKey('quality', { kind: 'number', id: '42' })).toBe('quality:number:42');
  });
});
