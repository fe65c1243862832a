import { describe, expect, it } from 'vitest';
import { numbersCard } from '../../src/cards/numbers.js';
import { plainLine, plainText } from '../../src/cards/plain.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { noon, numberOf, portfolioId, usageOf } from '../support/looks.js';
import { wordsOf, type Words } from '../../src/words/index.js';
import { readerOf } from '../support/reading.js';
import { perNumber2023 } from '../support/rulebooks.js';
import { story } from '../support/story.js';
import { growthOf, mostGrowth } from '../support/growth.js';

function seen(snapshot: Partial<PortfolioSnapshot>): PortfolioState {
  const told = story();
  told.sees(snapshot);
  return told.state;
}

const mixed = [
  numberOf(1),
  numberOf(2, { quality: 'yellow' }),
  numberOf(3, { quality: 'unknown' }),
  numberOf(4, { quality: 'red', usage: known(usageOf(900)) }),
];

describe('all numbers', () => {
  it('come worst first, the well ones in a table', () => {
    const card = numbersCard([seen({ numbers: mixed })], 1, readerOf());
    expect(card.tone).toBe('critical');
    expect(plainLine(card.lead)).toBe('2 of 4 numbers need attention · 1 unknown');
    const list = card.sections.find((section) => section.kind === 'list');
    expect(list?.items.map(plainLine)).toEqual([
      '🔴 Toko 4 · Low (red) · Connected · at most 900 used',
      '🟡 Toko 2 · Medium (yellow) · Connected · 0 used',
      '⚪ Toko 3 · Quality: Unknown · Connected · 0 used',
    ]);
    const table = card.sections.find((section) => section.kind === 'table');
    expect(table?.rows).toEqual([['🟢 Toko 1', 'green', 'Connected', '0']]);
  });

  it('say what gives them their sign, and of what a figure is unknown', () => {
    const numbers = [
      numberOf(1, { health: known({ canSend: 'limited', reasons: [] }) }),
      numberOf(2, { status: 'unknown', rawStatus: null, usage: unknown('refused') }),
    ];
    const lines = plainText(numbersCard([seen({ numbers })], 1, readerOf()));
    expect(lines).toContain('🟡 Toko 1 · High (green) · Connected · Sending is limited · 0 used');
    expect(lines).toContain(
      '⚪ Toko 2 · High (green) · Status: Unknown · usage unknown: Meta refused to tell us',
    );
  });

  it.each([
    [1, 'The number needs attention', 'Nomor ini perlu perhatian'],
    [2, 'Both numbers need attention', 'Kedua nomor perlu perhatian'],
    [3, 'All 3 numbers need attention', 'Semua 3 nomor perlu perhatian'],
  ])('are called all where all are in trouble: %d', (n, english, indonesian) => {
    const numbers = Array.from({ length: n }, (_, i) => numberOf(i + 1, { quality: 'red' }));
    const leadIn = (words: Words): string =>
      plainLine(numbersCard([seen({ numbers })], 1, readerOf({ words })).lead);
    expect([leadIn(wordsOf.en), leadIn(wordsOf.id)]).toEqual([english, indonesian]);
  });

  it('are not well while it is unknown how much of their own limits is used', () => {
    const told = story({ rulebook: perNumber2023 });
    told.sees({ numbers: [numberOf(1), numberOf(2, { usage: unknown('refused') })] });
    const text = plainText(numbersCard([told.state], 1, readerOf()));
    expect(text).toContain('1 of 2 numbers unknown');
    expect(text).toContain('⚪ Toko 2 · High (green) · Connected · usage unknown: Meta refused to tell us');
  });

  it('are not well while their shared limit is nearly used up', () => {
    const card = numbersCard([seen({ usage: known(usageOf(9_300)) })], 1, readerOf());
    expect(card.tone).toBe('warning');
    expect(plainLine(card.lead)).toBe('The number is well, but: 93 % of the limit used');
  });

  it('are told apart when they bear one name', () => {
    const numbers = [numberOf(1, { name: 'Toko' }), numberOf(2, { name: 'Toko' })];
    const text = plainText(numbersCard([seen({ numbers })], 1, readerOf()));
    expect(text).toContain('Toko (…0001)');
    expect(text).toContain('Toko (…0002)');
  });

  it('go by what the operator calls them', () => {
    const reader = readerOf({ alias: (phone) => (phone.endsWith('0001') ? 'Kasir' : null) });
    expect(plainText(numbersCard([seen({})], 1, reader))).toContain('🟢 Kasir');
  });

  it('come page by page, and a page that is not there is the nearest', () => {
    const numbers = Array.from({ length: 60 }, (_, i) => numberOf(i + 1));
    const state = seen({ numbers });
    const first = numbersCard([state], 1, readerOf());
    expect(first.actions.map((action) => action.command)).toEqual(['numbers 2']);
    const last = numbersCard([state], 99, readerOf());
    expect(last.actions.map((action) => action.command)).toEqual(['numbers 2']);
    expect(plainLine(last.footnote ?? [])).toContain('Page 3 of 3');
    const rows = last.sections.find((section) => section.kind === 'table')?.rows ?? [];
    expect(rows).toHaveLength(10);
  });

  it('are not checked yet before the first look', () => {
    const card = numbersCard([freshState(portfolioId, 'Toko Maju')], 1, readerOf());
    expect(card.tone).toBe('unknown');
    expect(plainLine(card.lead)).toBe('not checked yet');
  });

  it('say so when there are none to see', () => {
    expect(plainLine(numbersCard([], 1, readerOf()).lead)).toBe(
      'There is no number that this channel may see.',
    );
  });

  it('are thousands without costing more than their count', () => {
    const statesOf = (count: number) => [
      seen({
        numbers: Array.from({ length: count }, (_, i) =>
          numberOf(i + 1, { quality: i % 2 ? 'green' : 'yellow' }),
        ),
      }),
    ];
    const states = new Map([300, 3_000].map((count) => [count, statesOf(count)]));
    const reader = readerOf({ now: noon });
    const growth = growthOf((count) => numbersCard(states.get(count) ?? [], 1, reader), 300);
    expect(growth).toBeLessThan(mostGrowth);
  });
});
