import fc from 'fast-check';
import type { Action, Card, Field, Form, Line, Piece, Section, Tone } from '../../../src/cards/card.js';
import { instantOf } from '../../../src/domain/time.js';

/** A small card, changed as wanted. */
export function aCard(change: Partial<Card> = {}): Card {
  return {
    tone: 'warning',
    title: 'Toko Maju',
    lead: ['6,120 of 10,000 used'],
    sections: [],
    footnote: null,
    actions: [],
    picture: null,
    ...change,
  };
}

/** An action, changed as wanted. */
export function anAction(change: Partial<Action> = {}): Action {
  return { label: 'Refresh', command: '/quota +6281234567890', style: 'plain', effect: 'replace', ...change };
}

const nasty = fc.constantFrom(
  '@everyone',
  '@here',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '[a](http://evil.example)',
  '*bold* _under_ ~~gone~~ ||secret||',
  '```\ncode\n```',
  '`',
  '\u202eesrever',
  '\u0000\u001b[31m',
  '\ud800',
  '👩‍👩‍👧‍👦'.repeat(40),
  'م'.repeat(300),
  '# big',
  '> quote',
  'x'.repeat(5000),
  '\\'.repeat(300),
);

/** Any text: short, long, nasty, empty. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: nasty },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 100, maxLength: 1500 }) },
);

const anyPiece: fc.Arbitrary<Piece> = fc.oneof(
  anyText,
  fc.record({ kind: fc.constant('strong' as const), text: anyText }),
  fc.record({ kind: fc.constant('code' as const), text: anyText }),
  fc.record({
    kind: fc.constant('link' as const),
    text: anyText,
    url: fc.oneof(fc.webUrl(), anyText, fc.constant('javascript:alert(1)')),
  }),
  fc.record({
    kind: fc.constant('time' as const),
    at: fc.integer({ min: 0, max: 4e12 }).map(instantOf),
    style: fc.constantFrom('time' as const, 'date-time' as const, 'since' as const, 'relative' as const),
    text: anyText,
    locale: fc.constantFrom('en' as const, 'id' as const),
  }),
);

const anyLine: fc.Arbitrary<Line> = fc.array(anyPiece, { maxLength: 6 });

const anySection: fc.Arbitrary<Section> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), lines: fc.array(anyLine, { maxLength: 8 }) }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: anyText, value: anyLine }), { maxLength: 40 }),
  }),
  fc.record({
    kind: fc.constant('list' as const),
    items: fc.array(anyLine, { maxLength: 60 }),
    more: fc.option(anyText),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(anyText, { maxLength: 6 }),
    rows: fc.array(fc.array(anyText, { maxLength: 7 }), { maxLength: 60 }),
    more: fc.constant((left: number) => `… and ${left} more`),
  }),
);

const anyOption = fc.record({ label: anyText, value: anyText });

/** Any form a caller could make. */
export const anyForm: fc.Arbitrary<Form> = fc.record({
  title: anyText,
  submit: anyText,
  cancel: anyText,
  fields: fc
    .array(
      fc.oneof(
        fc.tuple(anyText, fc.array(anyOption, { maxLength: 40 })).map(([label, more]): Field => ({
          kind: 'choice',
          name: '',
          label,
          options: [{ label: 'One', value: '1' }, ...more],
        })),
        fc
          .tuple(anyText, anyText, fc.integer({ min: 0, max: 9_000 }))
          .map(([label, hint, longest]): Field => ({ kind: 'text', name: '', label, hint, longest })),
      ),
      { minLength: 1, maxLength: 7 },
    )
    .map((fields) => fields.map((field, index) => ({ ...field, name: `field${index}` }))),
});

/** Any card a caller could make, however unreasonable. */
export const anyCard: fc.Arbitrary<Card> = fc.record({
  tone: fc.constantFrom<Tone[]>('good', 'info', 'warning', 'critical', 'acknowledged', 'silenced', 'unknown'),
  title: anyText,
  lead: anyLine,
  sections: fc.array(anySection, { maxLength: 6 }),
  footnote: fc.option(anyLine),
  actions: fc.array(
    fc.record(
      {
        label: anyText,
        command: anyText,
        style: fc.constantFrom('primary' as const, 'danger' as const, 'plain' as const),
        effect: fc.constantFrom('answer' as const, 'replace' as const, 'share' as const, 'form' as const),
        menu: fc.record({ label: anyText, options: fc.array(anyOption, { maxLength: 40 }) }),
      },
      { requiredKeys: ['label', 'command', 'style', 'effect'] },
    ),
    { maxLength: 40 },
  ),
  picture: fc.option(fc.record({ png: fc.uint8Array({ maxLength: 20 }), name: anyText, alt: anyText })),
});
