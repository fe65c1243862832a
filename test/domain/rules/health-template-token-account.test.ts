import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../src/domain/reading.js';
import { account } from '../../../src/domain/rules/account.js';
import { health } from '../../../src/domain/rules/health.js';
import { template } from '../../../src/domain/rules/template.js';
import { token } from '../../../src/domain/rules/token.js';
import type { Health, Quality, TokenSnapshot } from '../../../src/domain/snapshot.js';
import { after, DAY, MINUTE } from '../../../src/domain/time.js';
import { factsIn, inShort, lookAt, noon, numberOf, only, portfolioOf, wabaOf } from '../../support/looks.js';

describe('health', () => {
  const reasons = [{ entity: 'BUSINESS', code: 141006, description: 'no payment', solution: 'add a card' }];
  it.each([
    ['available', 'clear'],
    ['limited', 'firing warning 1'],
    ['blocked', 'firing critical 2'],
    ['unknown', 'unknown'],
  ] as const)('%s is %s, on WABAs and numbers', (canSend, expected) => {
    const reading = known<Health>({ canSend, reasons });
    const look = lookAt(
      portfolioOf({ wabas: [wabaOf({ health: reading })], numbers: [numberOf(1, { health: reading })] }),
    );
    expect(health.judge(look).map(inShort)).toEqual([expected, expected]);
  });

  it('keeps the reasons Meta gives', () => {
    const number = numberOf(1, { health: known({ canSend: 'blocked', reasons }) });
    const [, verdict] = health.judge(lookAt(portfolioOf({ numbers: [number] })));
    expect(verdict).toMatchObject({ finding: { facts: { reasons } } });
  });

  it('cannot tell when it was not read', () => {
    const number = numberOf(1, { health: unknown('not-returned') });
    expect(health.judge(lookAt(portfolioOf({ numbers: [number] }))).map(inShort)).toEqual([
      'clear',
      'unknown',
    ]);
  });
});

describe('template', () => {
  const judge = (quality: Quality, status: string | null) => {
    const one = { id: '594425479261596', name: 'promo', language: 'id', quality, status };
    return only(template.judge(lookAt(portfolioOf({ wabas: [wabaOf({ templates: known([one]) })] }))));
  };

  it.each([
    ['green', 'APPROVED', 'clear'],
    ['green', null, 'unknown'],
    ['unknown', 'APPROVED', 'unknown'],
    ['green', 'PENDING', 'unknown'],
    // Old rejections stay on for ever; a new one is told when it happens.
    ['green', 'REJECTED', 'unknown'],
    ['green', 'IN_APPEAL', 'unknown'],
    ['green', 'ARCHIVED', 'unknown'],
    ['green', 'PENDING_DELETION', 'unknown'],
    ['yellow', 'APPROVED', 'firing warning 1'],
    ['green', 'PAUSED', 'firing warning 2'],
    ['yellow', 'paused', 'firing warning 2'],
    ['red', 'APPROVED', 'firing critical 3'],
    ['red', 'PAUSED', 'firing critical 3'],
    ['unknown', 'DISABLED', 'firing critical 4'],
  ] as const)('%s and %s is %s', (quality, status, expected) => {
    expect(inShort(judge(quality, status))).toBe(expected);
  });

  it('is told by its name and language', () => {
    expect(judge('red', 'PAUSED')).toMatchObject({ finding: { subject: { label: 'promo (id)' } } });
  });

  it('says nothing where templates were not read', () => {
    expect(template.judge(lookAt(portfolioOf()))).toEqual([]);
  });
});

describe('token', () => {
  const judge = (more: Partial<TokenSnapshot>) => {
    const one: TokenSnapshot = { label: 'main', valid: true, expiresAt: known(null), scopes: [], ...more };
    return only(token.judge(lookAt(portfolioOf({ tokens: [one] }))));
  };
  const expiring = (ms: number) => judge({ expiresAt: known(after(noon, ms)) });

  it('has as many days left as Meta counts, whatever our clock shows', () => {
    const one = { label: 'main', valid: true, expiresAt: known(after(noon, 10 * DAY)), scopes: [] };
    const judged = (metaAhead: number) =>
      only(token.judge(lookAt(portfolioOf({ tokens: [one], metaAhead }))));
    expect(factsIn(judged(2 * DAY))).toMatchObject({ daysLeft: 8 });
    expect(inShort(judged(-5 * DAY))).toBe('clear');
  });

  it.each([
    [15 * DAY, 'clear'],
    [14 * DAY + MINUTE, 'clear'],
    [14 * DAY, 'firing warning 1'],
    [7 * DAY, 'firing warning 2'],
    [DAY, 'firing warning 3'],
    [MINUTE, 'firing warning 3'],
    [0, 'firing critical 4'],
    [-DAY, 'firing critical 4'],
  ])('with %i ms to live is %s', (left, expected) => {
    expect(inShort(expiring(left))).toBe(expected);
  });

  it('counts whole days', () => {
    expect(factsIn(expiring(2 * DAY - MINUTE))).toMatchObject({ state: 'expiring', daysLeft: 1 });
  });

  it('is clear when it never expires, dead when Meta says so, undecided when its end is not known', () => {
    expect(inShort(judge({}))).toBe('clear');
    expect(inShort(judge({ valid: false }))).toBe('firing critical 4');
    expect(inShort(judge({ expiresAt: unknown('not-returned') }))).toBe('unknown');
    expect(inShort(judge({ valid: false, expiresAt: unknown('not-returned') }))).toBe('firing critical 4');
  });
});

describe('account', () => {
  it.each([
    ['APPROVED', 'clear'],
    ['REJECTED', 'firing critical 2'],
    ['PENDING', 'firing warning 1'],
    ['SOMETHING_NEW', 'firing warning 1'],
    [null, 'unknown'],
    ['', 'unknown'],
  ])('%j is %s', (reviewStatus, expected) => {
    const look = lookAt(portfolioOf({ wabas: [wabaOf({ reviewStatus })] }));
    expect(inShort(only(account.judge(look)))).toBe(expected);
  });
});
