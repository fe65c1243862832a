import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCard, type MessageBody } from '../../../src/adapters/discord/embed.js';
import type { Card, Line, Piece } from '../../../src/cards/card.js';
import { instantOf } from '../../../src/domain/time.js';
import { modalOf } from '../../../src/adapters/discord/modal.js';
import { discordProblems } from '../../support/discord/payload-check.js';
import { aCard, anAction, anyCard, anyForm } from './cards.js';
import { limitProblems } from './message-limits.js';

const notice = (card: Card, role: string | null = null): MessageBody =>
  renderCard(card, { kind: 'notice', role }).body;
const answer = (card: Card, shared = false): MessageBody => renderCard(card, { kind: 'answer', shared }).body;
const embedOf = (body: MessageBody) => body.embeds[0] ?? {};

describe('a card on Discord', () => {
  it('fits for any card', () => {
    fc.assert(
      fc.property(anyCard, fc.option(fc.constant('123456789012345678')), (card, role) => {
        expect(limitProblems(notice(card, role))).toEqual([]);
        expect(limitProblems(answer(card))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('asks within its bounds for any form', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const modal = modalOf(form, 'silence k3f9a2b');
        expect(modal === null).toBe(form.fields.length > 5);
        const sent: unknown = JSON.parse(JSON.stringify(modal));
        if (modal !== null) expect(discordProblems(sent, { kind: 'modal' })).toEqual([]);
      }),
    );
    const form = { title: 'T', submit: 'S', cancel: 'C', fields: [] };
    expect(modalOf(form, 'silence k3f9a2b')).toBeNull();
    expect(modalOf(form, 'x'.repeat(200))).toBeNull();
  });

  it('pings nobody for any card, whatever its texts say', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const { content, allowed_mentions } = notice(card);
        expect(allowed_mentions).toEqual({ parse: [] });
        expect(content).not.toMatch(/@(?:everyone|here)/i);
        expect(content).not.toMatch(/(?<!\\)<(?!t:)/);
      }),
    );
  });

  it('puts title and lead of a notice where a phone shows them, and those of an answer into the card', () => {
    const list = { kind: 'list' as const, items: [['a']], more: null };
    const body = notice(aCard({ sections: [list] }));
    expect(body.content).toBe('🟡 **Toko Maju**\n6,120 of 10,000 used');
    expect(embedOf(body)).toEqual({ color: 0xe6b422, description: '• a' });
    expect(notice(aCard()).embeds).toEqual([]);
    expect(answer(aCard()).content).toBe('');
    expect(embedOf(answer(aCard())).description).toBe('6,120 of 10,000 used');
  });

  it('mentions exactly the role that it is told to', () => {
    const body = notice(aCard(), '123456789012345678');
    expect(body.content).toBe('<@&123456789012345678> 🟡 **Toko Maju**\n6,120 of 10,000 used');
    expect(body.allowed_mentions).toEqual({ parse: [], roles: ['123456789012345678'] });
  });

  it('shows the tone as a symbol and a colour, the symbol once', () => {
    expect(embedOf(answer(aCard({ tone: 'critical', title: 'Blocked' }))).title).toBe('🔴 Blocked');
    expect(embedOf(answer(aCard({ tone: 'critical', title: '🔴 Blocked' }))).title).toBe('🔴 Blocked');
    expect(notice(aCard({ tone: 'critical', title: '🔴 Blocked' })).content).toMatch(/^🔴 \*\*Blocked\*\*/);
    expect(embedOf(answer(aCard({ tone: 'good' }))).color).not.toBe(embedOf(answer(aCard())).color);
  });

  it('keeps the order of the sections: text, facts, then the list below them', () => {
    const body = answer(
      aCard({
        sections: [
          { kind: 'text', lines: [['first']] },
          { kind: 'facts', facts: [{ label: 'Limit', value: ['10,000'] }] },
          { kind: 'list', items: [['a'], ['b']], more: 'and 3 green numbers' },
        ],
      }),
    );
    expect(embedOf(body).description).toBe('6,120 of 10,000 used\n\nfirst');
    expect(embedOf(body).fields).toEqual([
      { name: 'Limit', value: '10,000', inline: true },
      { name: '\u200b', value: '• a\n• b\nand 3 green numbers' },
    ]);
  });

  it('shows instants in the reader’s own zone, in the footnote too', () => {
    const at = instantOf(1_790_000_000_999);
    const body = answer(
      aCard({
        lead: ['since ', { kind: 'time', at, style: 'time', text: '14:20 WIB', locale: 'id' }],
        footnote: ['checked ', { kind: 'time', at, style: 'relative', text: '3 min ago', locale: 'id' }],
      }),
    );
    expect(embedOf(body).description).toBe('since <t:1790000000:t>\n\n-# checked <t:1790000000:R>');
    expect(embedOf(answer(aCard({ footnote: ['at most *6,120*'] }))).footer?.text).toBe('at most *6,120*');
  });

  it('says of what began how long ago it was, in facts by the clock too', () => {
    const since: Piece = {
      kind: 'time',
      at: instantOf(1_790_000_000_000),
      style: 'since',
      text: '14:20 WIB',
      locale: 'en',
    };
    const body = answer(
      aCard({
        sections: [
          { kind: 'list', items: [['Promo · ', since]], more: null },
          { kind: 'facts', facts: [{ label: 'Began', value: [since] }] },
        ],
      }),
    );
    expect(embedOf(body).description).toContain('• Promo · <t:1790000000:R>');
    expect(embedOf(body).fields?.[0]?.value).toBe('<t:1790000000:t> (<t:1790000000:R>)');
  });

  it('keeps a heading close to its list, and everything else apart', () => {
    const heading: Line = [{ kind: 'strong', text: 'In the last 24 hours' }];
    const body = answer(
      aCard({
        sections: [
          { kind: 'text', lines: [heading] },
          { kind: 'list', items: [['a']], more: null },
          { kind: 'text', lines: [['3 numbers are green.']] },
          { kind: 'list', items: [['b']], more: null },
        ],
      }),
    );
    expect(embedOf(body).description).toBe(
      '6,120 of 10,000 used\n\n**In the last 24 hours**\n• a\n\n3 numbers are green.\n\n• b',
    );
  });

  it('writes a table that a phone would break as lines', () => {
    const table = (rows: readonly (readonly string[])[]) =>
      embedOf(
        answer(
          aCard({ sections: [{ kind: 'table', columns: ['Who', 'What', 'Since'], rows, more: String }] }),
        ),
      ).description;
    expect(table([['🔴 Promo', 'Low (red)', '10:30']])).toContain('```\nWho');
    expect(table([['🔴 Toko Maju Promo', 'Quality is low (red)', '10:30 WIB']])).toBe(
      '6,120 of 10,000 used\n\n**Who** · What · Since\n🔴 **Toko Maju Promo** · Quality is low (red) · 10:30 WIB',
    );
  });

  it('links only to the web', () => {
    const link = (url: string) =>
      embedOf(answer(aCard({ lead: [{ kind: 'link', text: 'Manager [x]', url }] }))).description;
    expect(link('https://business.facebook.com/a_(b)?x=1')).toBe(
      '[Manager \\[x\\]](https://business.facebook.com/a_%28b%29?x=1)',
    );
    expect(link('javascript:alert(1)')).toBe('Manager \\[x\\]');
  });

  it('keeps code a piece of code, and text with a backtick literal', () => {
    const code = (text: string) => embedOf(answer(aCard({ lead: [{ kind: 'code', text }] }))).description;
    expect(code('130429')).toBe('`130429`');
    expect(code('a`b')).toBe('a\\`b');
  });

  it('counts what it leaves out: 1,000 numbers in a table, in a list, as facts', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `+62812${String(i).padStart(6, '0')}`);
    const table = embedOf(
      answer(
        aCard({
          sections: [
            {
              kind: 'table',
              columns: ['Number'],
              rows: many.map((n) => [n]),
              more: (left) => `… and ${left} more`,
            },
          ],
        }),
      ),
    ).description;
    const shown = (table?.match(/\+62812\d{6}/g) ?? []).length;
    expect(shown).toBeGreaterThan(200);
    expect(table).toContain(`… and ${1000 - shown} more`);

    const facts = embedOf(
      answer(
        aCard({ sections: [{ kind: 'facts', facts: many.map((n) => ({ label: n, value: ['green'] })) }] }),
      ),
    ).fields;
    const last = facts?.at(-1);
    expect(last?.value).toBe(`… +${1000 - ((facts?.length ?? 0) - 1)}`);

    const list = embedOf(
      answer(aCard({ sections: [{ kind: 'list', items: many.map((n) => [n]), more: null }] })),
    );
    const items = (list.description?.match(/•/g) ?? []).length;
    expect(list.description).toMatch(new RegExp(`\\n… \\+${1000 - items}$`));
  });

  it('does not let a cell end the code block of its table', () => {
    const body = answer(
      aCard({
        sections: [{ kind: 'table', columns: ['a'], rows: [['``` @everyone'], ['````']], more: String }],
      }),
    );
    expect(embedOf(body).description?.match(/```/g)).toHaveLength(2);
  });

  it('carries each command whole in its button, and drops a button that could not', () => {
    const long = '/quota ' + 'x'.repeat(100);
    const body = notice(
      aCard({
        actions: [anAction(), anAction({ label: 'again' }), anAction({ command: long, label: 'long' })],
      }),
    );
    expect(body.components).toEqual([
      {
        type: 1,
        components: [{ type: 2, style: 2, label: 'Refresh', custom_id: 'r|/quota +6281234567890' }],
      },
    ]);
  });

  it('says on a last button how many buttons are missing', () => {
    const actions = Array.from({ length: 40 }, (_, i) => anAction({ command: `/quota ${i}` }));
    const rows = notice(aCard({ actions })).components;
    expect(rows).toHaveLength(5);
    expect(JSON.stringify(rows.at(-1))).toContain('"… +16"');
  });

  it('offers no sharing on what is shared already', () => {
    const card = aCard({ actions: [anAction({ effect: 'share', label: 'Share' })] });
    expect(answer(card).components).toHaveLength(1);
    expect(answer(card, true).components).toHaveLength(0);
  });

  it('sends a picture as an attachment with its description', () => {
    const png = new Uint8Array([1, 2, 3]);
    const { body, files } = renderCard(
      aCard({ picture: { png, name: '../usage 7 days.png', alt: 'Usage of 7 days' } }),
      { kind: 'notice', role: null },
    );
    expect(embedOf(body).image?.url).toBe('attachment://-usage-7-days.png');
    expect(body.attachments).toEqual([
      { id: '0', filename: '-usage-7-days.png', description: 'Usage of 7 days' },
    ]);
    expect(files[0]?.name).toBe('-usage-7-days.png');
  });
});
