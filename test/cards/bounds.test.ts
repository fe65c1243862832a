import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertCard } from '../../src/cards/alert.js';
import type { Card } from '../../src/cards/card.js';
import { digestCard } from '../../src/cards/digest.js';
import { entryCard } from '../../src/cards/entry.js';
import { cardBounds } from '../../src/cards/fitted.js';
import { choicesCard, notFoundCard } from '../../src/cards/found.js';
import { incidentsCard } from '../../src/cards/incidents.js';
import { numbersCard } from '../../src/cards/numbers.js';
import { plainLine, plainText } from '../../src/cards/plain.js';
import { quotaCard } from '../../src/cards/quota.js';
import {
  channelBrokenCard,
  deliversAgainCard,
  droppedCard,
  testCard,
  undeliveredCard,
} from '../../src/cards/delivery-news.js';
import { errorCard } from '../../src/cards/trouble.js';
import { digestFor } from '../../src/domain/digest.js';
import { known } from '../../src/domain/reading.js';
import { wordsOf } from '../../src/words/index.js';
import { noon, numberOf, portfolioOf } from '../support/looks.js';
import { readerOf, textsOf } from '../support/reading.js';
import { story } from '../support/story.js';

/** Every card there is, of a world in which others chose all names and reasons. */
function cardsOf(name: string): readonly Card[] {
  const told = story();
  const health = known({
    canSend: 'blocked' as const,
    reasons: [{ entity: 'WABA', code: 1, description: name, solution: name }],
  });
  const numbers = [
    numberOf(1, { name, quality: 'red', rawStatus: name, status: 'unknown', health }),
    numberOf(2, { name, quality: 'yellow' }),
    numberOf(3, { name, phone: null, display: name }),
    numberOf(4, { name: null, quality: 'red' }),
  ];
  told.sees({ name, numbers });
  const state = { ...told.state, name };
  const { incidents } = state;
  const snapshot = state.sight?.snapshot ?? portfolioOf();
  const offers = numbers.map(() => ({ label: name, command: `quota ${name}` }));
  const notices = incidents.map((incident) => ({
    reason: 'opened' as const,
    at: noon,
    incident: { ...incident, acknowledged: { by: name, at: noon } },
    before: null,
  }));
  return Object.values(wordsOf).flatMap((words) => {
    const reader = readerOf({ words, alias: (phone) => (phone.endsWith('0002') ? name : null) });
    return [
      ...incidents.map((incident) => alertCard({ state, incidents: [incident], thread: 't' }, reader)),
      alertCard({ state, incidents, thread: 't' }, reader),
      entryCard(notices, state, reader),
      entryCard(notices.slice(0, 1), state, reader),
      ...numbers.map((number) =>
        quotaCard({ state, snapshot, number, scope: 'portfolio', reachedAt: null, note: null }, reader),
      ),
      numbersCard([state], 1, reader),
      digestCard(
        {
          ...digestFor(noon, 'Asia/Jakarta'),
          portfolios: [{ state, peak: 1, forecast: null }],
          picture: null,
        },
        reader,
      ),
      incidentsCard([state], reader),
      choicesCard({ query: name, what: 'number', example: name }, offers, reader),
      notFoundCard(name, offers, reader),
      errorCard(
        { kind: 'unknown-command', name, closest: { command: 'quota', typed: '/quota' }, help: '/help' },
        reader,
      ),
      testCard(name, reader),
      channelBrokenCard(name, { chat: name, reason: 'refused', code: name, permissions: [name] }, reader),
      droppedCard(3, noon, reader),
      undeliveredCard(name, noon, { chat: name, reason: 'refused', code: name }, reader),
      deliversAgainCard(name, { since: noon, until: noon }, reader),
    ];
  });
}

function exceeds(card: Card): readonly string[] {
  const lines = [
    card.lead,
    card.footnote ?? [],
    ...card.sections.flatMap((section) => {
      if (section.kind === 'text') return section.lines;
      if (section.kind === 'facts') return section.facts.map((fact) => fact.value);
      return section.kind === 'list' ? section.items : [];
    }),
  ];
  const cells = card.sections.flatMap((section) => (section.kind === 'table' ? section.rows.flat() : []));
  return [
    ...(card.title.length > cardBounds.title ? [card.title] : []),
    ...lines.map(plainLine).filter((line) => line.length > cardBounds.line),
    ...cells.filter((cell) => cell.length > cardBounds.cell),
    ...card.actions.map((one) => one.label).filter((label) => label.length > cardBounds.actionLabel),
    ...card.actions.map((one) => one.command).filter((command) => command.length > cardBounds.command),
    ...(card.sections.length > cardBounds.sections ? ['sections'] : []),
    ...(card.actions.length > cardBounds.actions ? ['actions'] : []),
  ];
}

const evil = '<!channel> @everyone *x* [a](http://evil) `code` <http://evil|click>';

describe('names that others chose', () => {
  it('stay plain text on every card, whatever they look like', () => {
    for (const card of cardsOf(evil)) {
      const lines = [card.lead, ...card.sections.flatMap((s) => (s.kind === 'list' ? s.items : []))];
      const marked = lines.flat().filter((piece) => typeof piece !== 'string' && piece.kind !== 'time');
      for (const piece of marked)
        expect(typeof piece === 'string' ? '' : piece.kind).toMatch(/^(strong|code)$/);
      expect(JSON.stringify(card.sections)).not.toContain('"kind":"link"');
    }
  });

  it('never become part of what a button does', () => {
    for (const card of cardsOf(evil)) {
      for (const { command } of card.actions) {
        if (!command.startsWith('quota <'))
          expect(command).toMatch(/^[a-z-]+(?: [A-Za-z0-9:+.-]+)*(?: --fresh)?$/);
      }
    }
  });

  it.each([
    ['256 emoji', '👨‍👩‍👧'.repeat(256)],
    ['forty thousand letters', 'x'.repeat(40_000)],
    ['right to left', 'متجر الأمل '.repeat(50)],
    ['nothing that can be seen', '\u200B\u3164\uFEFF'],
    ['an override of direction', '\u202Eabc\u202C'],
    ['half a character', 'a\uD83D'],
  ])('of %s keep every card within its bounds', (_what, name) => {
    for (const card of cardsOf(name)) {
      expect(exceeds(card)).toEqual([]);
      for (const text of textsOf({ ...card, actions: card.actions.map((one) => ({ ...one, command: '' })) }))
        expect(text).not.toMatch(/[\u0000-\u001F\u202A-\u202E\u200B\uFEFF]|\p{Cs}/u);
      expect(plainText(card).length).toBeLessThan(6_000);
      expect(card.title.trim()).not.toBe('');
      expect(plainLine(card.lead).trim()).not.toBe('');
    }
  });

  it('of any kind keep every card within its bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (name) => {
        expect(cardsOf(name).flatMap(exceeds)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('plain text', () => {
  it('says all that a card says', () => {
    const link = { kind: 'link', text: 'WhatsApp Manager', url: 'https://business.facebook.com/' } as const;
    const card: Card = {
      tone: 'info',
      title: 'Title',
      lead: ['lead ', { kind: 'strong', text: 'strong' }, ' ', link],
      sections: [
        { kind: 'facts', facts: [{ label: 'L', value: ['v'] }] },
        { kind: 'list', items: [['one']], more: 'and 2 more' },
        {
          kind: 'table',
          columns: ['A', 'B'],
          rows: Array.from({ length: 33 }, (_, i) => [String(i), 'x']),
          more: (left) => `and ${left} more`,
        },
      ],
      footnote: ['foot'],
      actions: [],
      picture: { png: new Uint8Array(), name: 'p.png', alt: 'what it shows' },
    };
    const text = plainText(card);
    expect(text).toMatch(
      /^🔵 Title\nlead strong WhatsApp Manager \(https:\/\/business\.facebook\.com\/\)\nL: v\n• one\nand 2 more\nA \| B\n0 \| x/,
    );
    expect(text).toMatch(/and 3 more\nwhat it shows\nfoot$/);
  });
});
