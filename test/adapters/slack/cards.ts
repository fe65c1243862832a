import fc from 'fast-check';
import type { Action, Card, Field, Form, Line, Piece, Section, Tone } from '../../../src/cards/card.js';
import { instantOf } from '../../../src/domain/time.js';

/** A card that says next to nothing, with what a test wants to say. */
export function card(parts: Partial<Card> = {}): Card {
  return {
    tone: 'warning',
    title: 'Toko Maju',
    lead: ['6,120 of 10,000 used'],
    sections: [],
    footnote: null,
    actions: [],
    picture: null,
    ...parts,
  };
}

/** Text that has hurt chat bots before. */
export const nastyTexts: readonly string[] = [
  '',
  ' ',
  '*bold* _italic_ ~gone~ `code` ```block```',
  '<!channel> <!here> <@U123ABC> <#C123ABC> <!subteam^S123ABC>',
  '<https://evil.example|click me> https://evil.example',
  '&lt;!channel&gt; &amp; & < >',
  '> quoted',
  ':tada: :+1:',
  '👩‍👩‍👧‍👦'.repeat(256),
  '🟡'.repeat(256),
  '\u202egnp.exe\u202c \u2067متجر ماجو',
  'مرحبا بكم في متجر ماجو '.repeat(40),
  'line one\nline two\r\nline three\u2028four',
  'nul \u0000 bell \u0007 half \ud83d character',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢'.repeat(60),
  'x'.repeat(40_000),
  '&'.repeat(5_000),
  '__proto__',
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 400 }) },
  { weight: 2, arbitrary: fc.constantFrom(...nastyTexts) },
);

const piece: fc.Arbitrary<Piece> = fc.oneof(
  text,
  text.map((value): Piece => ({ kind: 'strong', text: value })),
  text.map((value): Piece => ({ kind: 'code', text: value })),
  fc
    .tuple(
      text,
      fc.oneof(
        fc.webUrl(),
        fc.constantFrom(
          'javascript:alert(1)',
          'https://a.example/?q=*x*|<y>&z',
          `https://a.example/${'p'.repeat(2_990)}`,
        ),
      ),
    )
    .map(([value, url]): Piece => ({ kind: 'link', text: value, url })),
  fc
    .tuple(
      text,
      fc.integer({ min: 0, max: 4e12 }),
      fc.constantFrom('time', 'date-time', 'since', 'relative'),
      fc.constantFrom('en', 'id'),
    )
    .map(([value, at, style, locale]): Piece => ({
      kind: 'time',
      at: instantOf(at),
      style,
      text: value,
      locale,
    })),
);

const line: fc.Arbitrary<Line> = fc.array(piece, { maxLength: 6 });

/** A list that is mostly short and sometimes a thousand entries long. */
function many<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.array(one, { maxLength: 5 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(one, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 1_000 }))
        .map(([some, count]) => Array.from({ length: count }, (_, index) => some[index % some.length] as T)),
    },
  );
}

const section: fc.Arbitrary<Section> = fc.oneof(
  many(line).map((lines): Section => ({ kind: 'text', lines })),
  many(fc.record({ label: text, value: line })).map((facts): Section => ({ kind: 'facts', facts })),
  fc.tuple(many(line), fc.option(text)).map(([items, more]): Section => ({ kind: 'list', items, more })),
  fc
    .tuple(fc.array(text, { maxLength: 25 }), many(fc.array(text, { maxLength: 8 })), text)
    .map(([columns, rows, word]): Section => ({
      kind: 'table',
      columns,
      rows,
      more: (left) => `${word} ${left}`,
    })),
);

const option = fc.record({ label: text, value: text });
const action: fc.Arbitrary<Action> = fc.record(
  {
    label: text,
    command: text,
    style: fc.constantFrom('primary', 'danger', 'plain'),
    effect: fc.constantFrom('answer', 'replace', 'share', 'form'),
    menu: fc.record({ label: text, options: many(option) }),
  },
  { requiredKeys: ['label', 'command', 'style', 'effect'] },
);

/** Any form whatever. */
export const anyForm: fc.Arbitrary<Form> = fc.record({
  title: text,
  submit: text,
  cancel: text,
  fields: fc
    .array(
      fc.oneof(
        fc.tuple(text, fc.array(option, { maxLength: 12 })).map(([label, rest]): Field => ({
          kind: 'choice',
          name: '',
          label,
          options: [{ label: 'One', value: '1' }, ...rest],
        })),
        fc
          .tuple(text, text, fc.integer({ min: 0, max: 9_000 }))
          .map(([label, hint, longest]): Field => ({ kind: 'text', name: '', label, hint, longest })),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((fields) => fields.map((field, index) => ({ ...field, name: `field${index}` }))),
});

const tones: readonly Tone[] = ['good', 'info', 'warning', 'critical', 'acknowledged', 'silenced', 'unknown'];

/** Any card whatever. */
export const anyCard: fc.Arbitrary<Card> = fc.record({
  tone: fc.constantFrom(...tones),
  title: text,
  lead: line,
  sections: many(section).map((sections) => sections.slice(0, 20)),
  footnote: fc.option(line),
  actions: many(action),
  picture: fc.constant(null),
});
