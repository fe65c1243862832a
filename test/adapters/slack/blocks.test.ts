import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Section } from '../../../src/cards/card.js';
import { plainMessage, slackMessage, type SlackMessage } from '../../../src/adapters/slack/blocks.js';
import { instantOf } from '../../../src/domain/time.js';
import { livingParts } from '../../support/slack/user-text.js';
import { slackProblems } from '../../support/slack/payload-check.js';
import { cardView, formView, homeView, memoryOf } from '../../../src/adapters/slack/views.js';
import { anyCard, anyForm, card, nastyTexts } from './cards.js';

interface Found {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Every object inside, with the way to it. */
function objectsIn(value: unknown, path = ''): readonly Found[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => objectsIn(one, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  const here = value as Readonly<Record<string, unknown>>;
  return [
    { path, value: here },
    ...Object.entries(here).flatMap(([key, one]) => objectsIn(one, `${path}/${key}`)),
  ];
}

const codePoints = (text: unknown): number => (typeof text === 'string' ? Array.from(text).length : 0);

/** All words that the blocks say, also those of an attachment. */
function textsIn(message: SlackMessage): readonly string[] {
  const blocks = [...message.blocks, ...message.attachments.flatMap((one) => one.blocks ?? [])];
  return objectsIn(blocks)
    .map(({ value }) => value['text'])
    .filter((text) => typeof text === 'string');
}

function isForeignMarkup(text: string): boolean {
  // Inside a word such a character formats nothing.
  const own = text
    .replaceAll(/(?<=[\p{L}\p{N}])[*_~`]+(?=[\p{L}\p{N}])/gu, '')
    .replaceAll(/<!date\^\d+\^\{[a-z]+\}( \{time\})?\|[^<>*_~`]*>/g, '')
    .replaceAll(/<https?:[^<>|]+\|[^<>*_~`]*>/g, '');
  return own !== '';
}

function problemsOf(message: SlackMessage): readonly string[] {
  const problems: string[] = [];
  const blocks = [...message.blocks, ...message.attachments.flatMap((one) => one.blocks ?? [])];
  const say = (wrong: boolean, problem: string): void => {
    if (wrong) problems.push(problem);
  };
  say(message.blocks.length === 0, 'no block');
  say(blocks.length > 50, `${blocks.length} blocks`);
  say(codePoints(message.text) > 4_000, 'text too long');
  say(message.text.trim() === '', 'no text');
  say(/[<>]/.test(message.text), 'markup in text');
  const sum = textsIn(message).reduce((total, text) => total + codePoints(text), 0);
  say(sum > 10_000, `${sum} characters in all`);
  say(blocks.filter((block) => block.type === 'table').length > 1, 'two tables');
  for (const attachment of message.attachments)
    say(codePoints(attachment.fallback) > 300, 'fallback too long');
  for (const { path, value } of objectsIn(blocks)) {
    const text = value['text'];
    if (typeof text === 'string')
      say(codePoints(text) === 0 || codePoints(text) > 3_000, `${path}: text ${codePoints(text)}`);
    if (value['type'] === 'mrkdwn') say(isForeignMarkup(String(text)), `${path}: ${String(text)}`);
    if (value['type'] === 'header')
      say(codePoints((value['text'] as { text: string }).text) > 150, `${path}: header`);
    if (value['type'] === 'context') say((value['elements'] as unknown[]).length > 10, `${path}: context`);
    if (value['type'] === 'actions') say((value['elements'] as unknown[]).length > 25, `${path}: actions`);
    if (value['type'] === 'button') {
      say(codePoints((value['text'] as { text: string }).text) > 75, `${path}: label`);
      say(codePoints(value['value']) > 2_000, `${path}: value`);
    }
    if (value['type'] === 'table') {
      const rows = value['rows'] as unknown[][];
      say(rows.length > 100 || rows.some((row) => row.length > 20), `${path}: table`);
    }
    if (Array.isArray(value['elements'])) say(value['elements'].length === 0, `${path}: empty`);
  }
  const ids = objectsIn(blocks).flatMap(({ value }) => value['action_id'] ?? []);
  say(new Set(ids).size !== ids.length, 'two buttons with one id');
  say(/\p{Cs}/u.test(JSON.stringify(message).replaceAll(/\\u[0-9a-f]{4}/g, '')), 'half a character');
  return problems;
}

describe('a card on Slack', () => {
  it('keeps every limit of Slack, whatever the card', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const message = slackMessage(any);
        expect(problemsOf(message)).toEqual([]);
        expect(slackProblems({ ...message }, { userTexts: nastyTexts })).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('says in words alone, without any formatting, what the blocks say', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const { text, blocks, attachments } = plainMessage(any);
        expect(codePoints(text)).toBeLessThanOrEqual(4_000);
        expect(text).not.toMatch(/[<>]/);
        expect(livingParts(text)).toEqual([]);
        expect([...blocks, ...attachments]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('shows user text letter by letter', () => {
    const name = '*x* _y_ `z` ~w~ <!channel> <https://evil.example|click> :tada:';
    const message = slackMessage(
      card({ title: name, lead: [name], sections: [{ kind: 'text', lines: [[name]] }], footnote: [name] }),
    );
    const shown = objectsIn([message.blocks, message.attachments]).filter(
      ({ value }) => typeof value['text'] === 'string' && value['text'].includes(name),
    );
    expect(shown.map(({ value }) => value['type'])).toEqual(['plain_text', 'text', 'text', 'plain_text']);
    expect(message.text).toContain(
      '∗x∗ ˍyˍ ˋzˋ ∼w∼ &lt;!channel&gt; &lt;https://evil.example|click&gt; ∶tada:',
    );
  });

  it('puts the conclusion and the buttons first and the details beside a bar of its colour', () => {
    const message = slackMessage(
      card({
        tone: 'critical',
        sections: [{ kind: 'text', lines: [['Promo-2 used 71 %']] }],
        footnote: ['checked just now'],
        actions: [{ label: 'Acknowledge', command: 'ack 17', style: 'primary', effect: 'answer' }],
      }),
    );
    expect(message.blocks.map((block) => block.type)).toEqual(['header', 'rich_text', 'actions']);
    expect(message.attachments).toHaveLength(1);
    expect(message.attachments[0]?.color).toMatch(/^#[0-9a-f]{6}$/);
    expect(message.attachments[0]?.blocks?.map((block) => block.type)).toEqual(['rich_text', 'context']);
    expect(message.blocks[0]).toMatchObject({ text: { text: '🔴 Toko Maju' } });
    expect(message.text).toBe('🔴 Toko Maju\n6,120 of 10,000 used\n\nPromo-2 used 71 %\n\nchecked just now');
  });

  it('has its coloured bar also when there is nothing but a conclusion', () => {
    const message = slackMessage(card());
    expect(message.attachments[0]?.blocks?.map((block) => block.type)).toEqual(['rich_text']);
    expect(message.blocks.map((block) => block.type)).toEqual(['header']);
  });

  it('never shows the same card in two tones with one colour', () => {
    const tones = ['good', 'info', 'warning', 'critical', 'acknowledged', 'silenced', 'unknown'] as const;
    const colours = tones.map((tone) => slackMessage(card({ tone })).attachments[0]?.color);
    expect(new Set(colours).size).toBe(tones.length);
  });

  it('shows instants in the zone of the reader, and in words where Slack cannot', () => {
    const at = instantOf(Date.UTC(2026, 10, 22, 7, 20, 30, 900));
    const time = { kind: 'time', at, style: 'time', text: '14:20 WIB', locale: 'en' } as const;
    const message = slackMessage(
      card({ lead: ['since ', time], footnote: ['checked ', { ...time, style: 'relative' }] }),
    );
    expect(message.blocks).toContainEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'since ' },
            { type: 'date', timestamp: 1_795_332_030, format: '{time}', fallback: '14:20 WIB' },
          ],
        },
      ],
    });
    expect(message.attachments[0]?.blocks?.at(-1)).toEqual({
      type: 'context',
      elements: [
        { type: 'plain_text', text: 'checked ', emoji: false },
        { type: 'mrkdwn', text: '<!date^1795332030^{ago}|14:20 WIB>', verbatim: true },
      ],
    });
    expect(message.text).toContain('since 14:20 WIB');
  });

  it('leaves instants to our words in a language that Slack does not speak', () => {
    const at = instantOf(0);
    const ago = { kind: 'time', at, style: 'relative', text: '3 menit lalu', locale: 'id' } as const;
    const since = { ...ago, style: 'since', text: 'pukul 14.20 WIB' } as const;
    const message = slackMessage(card({ lead: ['sejak ', since], footnote: ['diperiksa ', ago] }));
    expect(JSON.stringify(message)).not.toMatch(/"date"|!date/);
    expect(JSON.stringify(message.blocks)).toContain('pukul 14.20 WIB');
    expect(message.attachments[0]?.blocks?.at(-1)).toEqual({
      type: 'context',
      elements: [{ type: 'plain_text', text: 'diperiksa 3 menit lalu', emoji: false }],
    });
  });

  it('cannot be talked out of a date by the words of its fallback', () => {
    const at = instantOf(0);
    const message = slackMessage(
      card({
        footnote: [{ kind: 'time', at, style: 'time', text: 'now> <!channel> | *x* ^', locale: 'en' }],
      }),
    );
    const footnote = JSON.stringify(message.attachments[0]?.blocks?.at(-1));
    expect(footnote).toContain('<!date^0^{time}|now&gt; &lt;!channel&gt; ¦ ∗x∗ ˆ>');
  });

  it('counts the rows that do not fit, in the words of the card', () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => [`Number ${index}`, 'yellow', '71 %']);
    const table: Section = {
      kind: 'table',
      columns: ['Number', 'Quality', 'Used'],
      rows,
      more: (left) => `and ${left} more numbers`,
    };
    const message = slackMessage(card({ sections: [table] }));
    const [block, more] = message.attachments[0]?.blocks ?? [];
    const shown = (block as { rows: unknown[] }).rows.length - 1;
    expect(shown).toBe(99);
    expect(JSON.stringify(more)).toContain(`and ${1_000 - shown} more numbers`);
    expect(message.text).toMatch(/and \d+ more numbers/);
  });

  it('writes a table that is too wide for a phone as lines', () => {
    const columns = ['Number', 'Quality', 'Status', 'Used', 'Share', 'Limit'];
    const rows = [['Promo-2', 'yellow', 'connected', '7,100', '71 %', '10,000']];
    const message = slackMessage(card({ sections: [{ kind: 'table', columns, rows, more: String }] }));
    expect(message.attachments[0]?.blocks?.map((block) => block.type)).toEqual(['rich_text']);
    expect(message.text).toContain('Promo-2 · yellow · connected · 7,100 · 71 % · 10,000');
  });

  it('lets a long part not push out a short one', () => {
    const long: Section = {
      kind: 'list',
      items: Array.from({ length: 1_000 }, () => ['a long item of a list']),
      more: null,
    };
    const short: Section = { kind: 'facts', facts: [{ label: 'Next tier', value: ['Thursday'] }] };
    const message = slackMessage(card({ sections: [long, long, long, short] }));
    expect(JSON.stringify(message.attachments)).toContain('Thursday');
    expect(message.text).toContain('Next tier: Thursday');
    expect(JSON.stringify(message.attachments)).toMatch(/… \+\d+/);
  });

  it('leaves out an action whose command would have to be cut', () => {
    const action = { label: 'Go', style: 'plain', effect: 'answer' } as const;
    const message = slackMessage(
      card({
        actions: [
          { ...action, command: 'x'.repeat(2_001) },
          { ...action, command: 'quota 1' },
        ],
      }),
    );
    const actions = objectsIn(message).filter(({ value }) => value['type'] === 'button');
    expect(actions.map(({ value }) => value['value'])).toEqual(['quota 1']);
  });

  it('mentions a group by its id and nothing else', () => {
    expect(JSON.stringify(slackMessage(card(), 'S0123ABC').blocks)).toContain('<!subteam^S0123ABC>');
    expect(slackMessage(card(), 'S0123ABC').text).toMatch(/^<!subteam\^S0123ABC> 🟡/);
    expect(plainMessage(card(), '@U0123ABC').text).toMatch(/^<@U0123ABC> /);
    for (const id of ['channel', '!channel', 'S1><!channel>', ...nastyTexts]) {
      expect(slackMessage(card(), id)).toEqual(slackMessage(card()));
    }
  });

  it('offers no link that is not one of the web', () => {
    const message = slackMessage(
      card({
        lead: [
          { kind: 'link', text: 'a', url: 'javascript:alert(1)' },
          { kind: 'link', text: 'b', url: 'https://business.facebook.com/wa/manage' },
        ],
      }),
    );
    const links = objectsIn(message).filter(({ value }) => value['type'] === 'link');
    expect(links.map(({ value }) => value['url'])).toEqual(['https://business.facebook.com/wa/manage']);
  });

  it('is made in a few milliseconds for a thousand numbers', () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => [`+62812${index}`, '👩‍👩‍👧‍👦'.repeat(256), '71 %']);
    const table: Section = { kind: 'table', columns: ['Number', 'Name', 'Used'], rows, more: String };
    const before = performance.now();
    slackMessage(card({ sections: [table] }));
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

describe('views on Slack', () => {
  const memory = { channel: 'C0123456789', language: 'id-ID', command: 'silence k3f9a2b all' };

  it('keep their limits for any form, and remember what it is about', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const view = formView(form, memory);
        expect(slackProblems(JSON.parse(JSON.stringify(view)) as Record<string, unknown>)).toEqual([]);
        expect(memoryOf(view?.private_metadata ?? '')).toEqual(memory);
        expect(view?.blocks).toHaveLength(form.fields.length);
      }),
    );
  });

  it('keep their limits for any card', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        for (const view of [cardView(any, 'Close', memory), homeView(any)]) {
          const sent = JSON.parse(JSON.stringify(view)) as Record<string, unknown>;
          expect(slackProblems(sent)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('forget what cannot be carried whole', () => {
    const form = { title: 'T', submit: 'S', cancel: 'C', fields: [] };
    expect(formView(form, { ...memory, command: 'x'.repeat(3_000) })).toBeNull();
    expect(memoryOf('{"channel":7}')).toEqual({ channel: null, language: null, command: '' });
    expect(memoryOf('no JSON')).toEqual({ channel: null, language: null, command: '' });
  });
});
