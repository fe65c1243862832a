import { describe, expect, it } from 'vitest';
import { countdownsOf, type Countdown } from '../../src/domain/countdown.js';
import type { Limit } from '../../src/domain/limit.js';
import type { Reputation } from '../../src/domain/reputation.js';
import { after, DAY, HOUR, type Instant } from '../../src/domain/time.js';
import { at, capped, unlimited } from '../support/looks.js';
import { perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { reputation } from '../support/tiers.js';

const monday = at('2022-06-06T00:00:00Z');
const tuesday = after(monday, DAY);
const wednesday = after(monday, 2 * DAY);
const limit = capped(10_000);

function countdown(more: Partial<Reputation>, now: Instant = wednesday, of: Limit = limit): Countdown {
  const [one] = countdownsOf(perNumber2023, of, [reputation(more)], now);
  if (!one) throw new Error('nothing is counted');
  return one;
}

describe('who is counted down', () => {
  const numbers = [
    reputation({ label: 'well' }),
    reputation({ label: 'yellow', quality: 'yellow' }),
    reputation({ label: 'unrated', quality: 'unknown', status: 'unknown' }),
    reputation({ label: 'red', quality: 'red' }),
    reputation({ label: 'flagged', status: 'flagged' }),
    reputation({ label: 'restricted', status: 'restricted' }),
  ];

  it('is who is rated low or flagged, and nobody else', () => {
    const counted = countdownsOf(perNumber2023, limit, numbers, monday);
    expect(counted.map((one) => one.label)).toEqual(['red', 'flagged']);
  });

  it('is nobody where the platform lowers no limit for quality', () => {
    expect(countdownsOf(portfolio2025, limit, numbers, monday)).toEqual([]);
  });
});

describe('the seven days to recover', () => {
  it.each<[string, Partial<Reputation>, Instant | null]>([
    ['the low rating', { quality: 'red', qualitySince: tuesday }, tuesday],
    ['the flag', { quality: 'yellow', status: 'flagged', statusSince: tuesday }, tuesday],
    [
      'the flag, when the rating came later',
      { quality: 'red', qualitySince: tuesday, status: 'flagged', statusSince: monday },
      monday,
    ],
    [
      'the rating, when the flag came later',
      { quality: 'red', qualitySince: monday, status: 'flagged', statusSince: tuesday },
      monday,
    ],
    [
      'the one of both that is dated',
      { quality: 'red', qualitySince: null, status: 'flagged', statusSince: tuesday },
      tuesday,
    ],
    [
      'the flag, not the yellow that came before it',
      { quality: 'yellow', qualitySince: monday, status: 'flagged', statusSince: tuesday },
      tuesday,
    ],
    [
      'the low rating, not the day it was connected',
      { quality: 'red', qualitySince: tuesday, status: 'connected', statusSince: monday },
      tuesday,
    ],
    ['a day that nobody saw', { quality: 'red' }, null],
  ])('begin with %s', (_what, more, since) => {
    expect(countdown(more)).toMatchObject({ since, endsAt: since === null ? null : after(since, 7 * DAY) });
  });

  it.each([
    [0, 7],
    [1, 7],
    [DAY, 6],
    [6 * DAY, 1],
    [7 * DAY - HOUR, 1],
    [7 * DAY, 0],
    [9 * DAY, 0],
  ])('are, %i ms later, still %i, a begun day counted whole', (passed, daysLeft) => {
    const red = { quality: 'red', qualitySince: monday } as const;
    expect(countdown(red, after(monday, passed)).daysLeft).toBe(daysLeft);
  });
});

describe('what they end with', () => {
  const flagged = (quality: Reputation['quality']) => ({ status: 'flagged', quality }) as const;

  it.each<[string, Partial<Reputation>, Limit, Countdown['outcome'], Limit | null]>([
    ['one level less while it is red', { quality: 'red' }, limit, 'lowered', capped(1_000)],
    ['one level less while nobody knows', flagged('unknown'), limit, 'lowered', capped(1_000)],
    ['the same limit once it is yellow', flagged('yellow'), limit, 'kept', null],
    ['the same limit once it is green', flagged('green'), limit, 'kept', null],
    ['100,000 for who has no limit', { quality: 'red' }, unlimited, 'lowered', capped(100_000)],
    ['nothing less on the lowest level', { quality: 'red' }, capped(250), 'lowered', null],
  ])('is %s', (_what, more, of, outcome, lowersTo) => {
    expect(countdown(more, wednesday, of)).toMatchObject({ outcome, lowersTo });
  });
});
