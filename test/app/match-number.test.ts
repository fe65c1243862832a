import { describe, expect, it } from 'vitest';
import type { Watched, WatchedNumber } from '../../src/app/command.js';
import { listedTogether, matchNumber } from '../../src/app/match-number.js';
import { phoneNumberFrom } from '../../src/domain/phone.js';
import type { NumberSnapshot } from '../../src/domain/snapshot.js';
import { freshState } from '../../src/domain/state.js';
import { numberOf, portfolioId } from '../support/looks.js';
import { phones } from '../support/reading.js';
import { portfolio2025 } from '../support/rulebooks.js';
import { growthOf, mostGrowth } from '../support/growth.js';

const watched: Watched = {
  plan: {
    id: portfolioId,
    name: 'Toko Maju',
    business: null,
    wabas: [],
    rulebook: 'portfolio-2025',
    aliases: { '+6281234567890': 'Kasir Pusat' },
  },
  rulebook: portfolio2025,
  state: freshState(portfolioId, 'Toko Maju'),
};

const numbered = (index: number, phone: string, name: string | null): NumberSnapshot =>
  numberOf(index, { phone: phoneNumberFrom(phone), display: phone, name });

const all: readonly WatchedNumber[] = [
  numbered(1, '6281234567890', 'Toko Maju'),
  numbered(2, '6281999997890', 'Toko Maju Promo'),
  numbered(3, '15550783881', 'Café Ökonomie'),
  numbered(4, '6282112345678', null),
].map((number) => ({ watched, number }));

function found(query: string): readonly string[] | string {
  const match = matchNumber(query, all, phones);
  if (match.kind === 'none') return 'none';
  const numbers = match.kind === 'one' ? [match.found] : match.found;
  return numbers.map(({ number }) => number.id.slice(-1));
}

describe('the number somebody means', () => {
  it.each([
    ['+62 812-3456-7890', ['1']],
    ['081234567890', ['1']],
    ['<tel:+6281234567890|+62 812-3456-7890>', ['1']],
    ['٠٨١٢٣٤٥٦٧٨٩٠', ['1']],
    ['67890', ['1']],
    ['5678', ['4']],
    ['٥٦٧٨', ['4']],
    ['15550783881', ['3']],
    ['id:10654037220002', ['2']],
    ['kasir pusat', ['1']],
    ['KASIR', ['1']],
    ['toko maju', ['1']],
    ['promo', ['2']],
    ['cafe okonomie', ['3']],
  ])('is found by what they type: %s', (query, ids) => {
    expect(found(query)).toEqual(ids);
  });

  it('is asked for when several fit', () => {
    expect(found('7890')).toEqual(['1', '2']);
    expect(found('toko')).toEqual(['1', '2']);
  });

  it('is not guessed from fewer than four digits', () => {
    expect(found('890')).toBe('none');
    expect(found('0')).toBe('none');
  });
});

describe('when nothing fits', () => {
  function closest(query: string): readonly string[] {
    const match = matchNumber(query, all, phones);
    return match.kind === 'none' ? match.closest.map(({ number }) => number.id.slice(-1)) : [match.kind];
  }

  it('the closest are offered, best first', () => {
    expect(closest('0812 3456 7891')[0]).toBe('1');
    expect(closest('5679')[0]).toBe('4');
    expect(closest('kasir pusst')[0]).toBe('1');
  });

  it('nothing is offered for what is like nothing', () => {
    expect(closest('zzzzzzzzzzzzzzzzzzzz')).toEqual([]);
  });

  it.each([
    '__proto__',
    'constructor',
    '../..',
    '\u0000',
    '<!channel>',
    'x'.repeat(40_000),
    '🙂'.repeat(5_000),
  ])('odd input does no harm: %.20s', (query) => {
    expect(matchNumber(query, all, phones).kind).toBe('none');
  });

  it.each(['x', '🙂', '9 '])('long input costs no more than its length: %s', (piece) => {
    expect(growthOf((length) => matchNumber(piece.repeat(length), all, phones), 10_000)).toBeLessThan(
      mostGrowth,
    );
  });
});

describe('the numbers of several portfolios', () => {
  it('are found as in one list, and each list is searched through once', () => {
    const [first, second] = [all.slice(0, 2), all.slice(2)];
    for (const query of [
      '+62 812-3456-7890',
      '0812 3456 7890',
      '7890',
      'Promo',
      'Café',
      '+1 555 078 3881',
      'none',
    ]) {
      const together = matchNumber(query, listedTogether([first, second]), phones);
      expect(together, query).toEqual(matchNumber(query, all, phones));
    }
    expect(listedTogether([first])).toBe(first);
    const counted = countedReads(second);
    for (let i = 0; i < 3; i += 1)
      matchNumber('+62 812-3456-7890', listedTogether([first, counted.list]), phones);
    expect(counted.reads()).toBe(second.length);
  });
});

/** A list that counts how often the phone number of any of its numbers is read. */
function countedReads(list: readonly WatchedNumber[]): {
  readonly list: readonly WatchedNumber[];
  reads(): number;
} {
  let reads = 0;
  const counting = list.map(({ number, ...rest }) => ({
    ...rest,
    number: {
      ...number,
      get phone() {
        reads += 1;
        return number.phone;
      },
    },
  }));
  return { list: counting, reads: () => reads };
}
