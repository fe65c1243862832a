import { describe, expect, it } from 'vitest';
import { alertCard } from '../../src/cards/alert.js';
import { plainText } from '../../src/cards/plain.js';
import { acknowledge, startSilence } from '../../src/domain/attend.js';
import { known } from '../../src/domain/reading.js';
import type { PortfolioState } from '../../src/domain/state.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import { wordsOf } from '../../src/words/index.js';
import { noon, numberOf, usageOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

const red = numberOf(3, { quality: 'red', name: 'Promo' });

function redState(): PortfolioState {
  const told = story();
  told.sees({ numbers: [numberOf(1), red] });
  return told.state;
}

function cardOf(state: PortfolioState, now = noon): ReturnType<typeof alertCard> {
  const incidents = [...state.incidents, ...state.ended];
  return alertCard({ state, incidents, thread: incidents[0]?.id ?? 'none' }, readerOf({ now }));
}

describe('the alert of one incident', () => {
  it('says what, of whom, since when, and the next step', () => {
    expect(plainText(cardOf(redState()))).toBe(
      [
        '🔴 Critical: Promo · Quality is low (red)',
        'Too many people blocked or reported its messages in the last 7 days.',
        'Number: +62 812-3456-0003',
        'Portfolio: Toko Maju',
        'Began: 12:00 WIB',
        'Next step: Pause broadcasts from this number. After that write only to people who opted in, keep it short and personal, and check the texts against the commerce and business policies.',
        `alert ${redState().incidents[0]?.id ?? ''} · WhatsApp Manager (https://business.facebook.com/wa/manage/phone-numbers/?waba_id=102290129340398)`,
      ].join('\n'),
    );
  });

  it('speaks the language of its reader', () => {
    const state = redState();
    const card = alertCard(
      { state, incidents: state.incidents, thread: 't' },
      readerOf({ words: wordsOf.id }),
    );
    expect(card.title).toBe('Kritis: Promo · Kualitas rendah (merah)');
    expect(plainText(card)).toContain('Mulai: pukul 12.00 WIB');
    expect(card.actions.map((action) => action.label)).toEqual(['Tangani', 'Senyapkan…', 'Rincian']);
  });

  it('offers what can be done as commands that anybody could type', () => {
    const id = redState().incidents[0]?.id ?? '';
    expect(cardOf(redState()).actions.map((action) => action.command)).toEqual([
      `ack ${id}`,
      `silence ${id}`,
      `incidents ${id}`,
    ]);
    const silence = cardOf(redState()).actions[1];
    expect(silence?.effect).toBe('form');
    expect(silence?.menu?.options.map(({ value }) => value)).toEqual([
      '30m',
      '1h',
      '4h',
      'until 08:00',
      'until healthy',
    ]);
  });

  it('turns amber when somebody takes care, and says who', () => {
    const state = redState();
    const ids = state.incidents.map((incident) => incident.id);
    const card = cardOf(acknowledge(state, ids, 'slack:U1', after(noon, 5 * MINUTE)).state);
    expect(card.tone).toBe('acknowledged');
    expect(card.title).toMatch(/^Acknowledged: /);
    expect(plainText(card)).toContain('Acknowledged by: U1 · 12:05 WIB');
    expect(card.actions.map((action) => action.label)).not.toContain('Acknowledge');
  });

  it('turns grey under a silence, and says until when', () => {
    const wish = {
      scope: { rule: 'quality' as const, subject: red.id },
      until: after(noon, 4 * HOUR),
      untilHealthy: false,
      by: 'discord:77',
      reason: 'Meta *knows* <!here>',
    };
    const card = cardOf(startSilence(redState(), wish, noon).state);
    expect(card.tone).toBe('silenced');
    expect(plainText(card)).toContain('Reason: Meta *knows* <!here>');
    expect(plainText(card)).toContain('Silenced until: 16:00 WIB · 77');
  });

  it('turns green when it is over, and says how long it lasted', () => {
    const told = story();
    told.sees({ numbers: [red] });
    told.sees({ numbers: [{ ...red, quality: 'green' }] });
    told.sees({ numbers: [{ ...red, quality: 'green' }] });
    const card = cardOf(told.state, told.now);
    expect(card.tone).toBe('good');
    expect(card.title).toBe('Resolved: Promo · Quality');
    expect(plainText(card)).toContain('Promo is rated high (green) again.');
    expect(plainText(card)).toContain('Lasted: 10 min');
    expect(card.actions).toEqual([]);
  });

  it('says that trouble comes and goes when it keeps coming back', () => {
    const told = story();
    for (const quality of ['red', 'green', 'green', 'red', 'green', 'green', 'red'] as const) {
      told.sees({ numbers: [{ ...red, quality }] });
    }
    const incidents = told.state.incidents;
    const card = alertCard({ state: told.state, incidents, thread: 't' }, readerOf({ now: told.now }));
    expect(plainText(card)).toContain(
      'Comes and goes: 3 times within a few hours; counts as over after a calm hour',
    );
  });

  it('is neither green nor red when its number is gone', () => {
    const told = story();
    told.sees({ numbers: [numberOf(1), red] });
    told.sees({ numbers: [numberOf(1)] });
    const card = cardOf(told.state, told.now);
    expect(card.tone).toBe('unknown');
    expect(card.title).toMatch(/^No longer watched: /);
    expect(plainText(card)).toContain('no longer there');
  });

  it('keeps a figure and its unit on one line, except where people search for them', () => {
    const told = story();
    told.sees({ usage: known(usageOf(8_214)) });
    const card = cardOf(told.state);
    expect(card.title).toContain('82\u00a0% of the limit used');
    expect(plainText(card)).toContain('82 % of the limit used');
    expect(plainText(card)).toContain('of 10,000 people in 24 h');
  });

  it('tells when room comes back, from the half hours of the last look', () => {
    const told = story();
    const series = [
      { at: after(noon, -20 * HOUR), recipients: 2_000 },
      { at: after(noon, -2 * HOUR), recipients: 6_214 },
    ];
    told.sees({ usage: known(usageOf(8_214)), series });
    expect(plainText(cardOf(told.state))).toContain('Room comes back: 2,000 free up by 16:30 WIB');
    expect(plainText(cardOf(told.state))).toContain('Figures: counted from message volume, not from people');
  });

  it('hides the middle of phone numbers where that is wished', () => {
    const state = redState();
    const view = { state, incidents: state.incidents, thread: 't' };
    const text = plainText(alertCard(view, readerOf({ masked: true })));
    expect(text).toContain('+62•••••0003');
    expect(text).not.toContain('3456');
  });
});

describe('the alert of a storm', () => {
  const numbers = Array.from({ length: 40 }, (_, i) =>
    numberOf(i + 1, { quality: i < 3 ? 'red' : 'yellow' }),
  );
  const told = story();
  told.sees({ numbers });
  const thread = told.state.outbox.threads[0]?.id ?? '';
  const card = alertCard({ state: told.state, incidents: told.state.incidents, thread }, readerOf());

  it('is one message with a table, worst first', () => {
    expect(card.title).toBe('Critical: Toko Maju · 40 numbers rated yellow or red');
    const table = card.sections.find((section) => section.kind === 'table');
    expect(table?.rows).toHaveLength(40);
    expect(table?.columns).toEqual(['Who', 'State', 'What']);
    expect(table?.rows.slice(2, 4)).toEqual([
      ['🔴 Toko 3', 'Critical', 'Quality is low (red)'],
      ['🟡 Toko 4', 'Warning', 'Quality is medium (yellow)'],
    ]);
    expect(plainText(card)).toContain('Worst: Toko 1 is rated low (red)');
  });

  it('says once what is so of all', () => {
    const same = story();
    const red = Array.from({ length: 8 }, (_, i) => numberOf(i + 1, i < 5 ? { quality: 'red' } : {}));
    same.sees({ numbers: red });
    const view = { state: same.state, incidents: same.state.incidents, thread: 't' };
    const alike = alertCard(view, readerOf());
    expect(alike.title).toBe('Critical: Toko Maju · 5 numbers rated low (red)');
    expect(plainText(alike)).toContain('5 of 8 numbers are rated low (red).');
    expect(plainText(alike)).toContain('Pause broadcasts from these numbers.');
    expect(plainText(alike)).toContain('Who | State\n');
    const [first, ...others] = same.state.incidents;
    if (!first) throw new Error('no incident');
    const before = [{ ...first, openedAt: after(noon, -HOUR) }, ...others];
    expect(plainText(alertCard({ ...view, incidents: before }, readerOf()))).toContain(
      '🔴 Toko 1 | Critical | 11:00 WIB\n🔴 Toko 2 | Critical | 12:00 WIB',
    );
    expect(alertCard(view, readerOf({ words: wordsOf.id })).title).toBe(
      'Kritis: Toko Maju · 5 nomor berkualitas Rendah (merah)',
    );
  });

  it('calls what is over by what it was about', () => {
    const over = told.state.incidents.map((one) => ({
      ...one,
      state: 'resolved' as const,
      endedAt: noon,
    }));
    const gone = alertCard({ state: told.state, incidents: over, thread }, readerOf());
    expect(gone.title).toBe('Resolved: Toko Maju · Quality (40)');
    expect(gone.actions).toEqual([]);
  });

  it('is acknowledged and silenced as one', () => {
    expect(card.actions[0]?.command).toBe(`ack ${thread} all`);
    expect(card.actions[1]?.command).toBe(`silence ${thread} all`);
  });

  it('says how many are over while others go on', () => {
    const [first, ...others] = told.state.incidents;
    if (!first) throw new Error('no incident');
    const over = { ...first, state: 'resolved' as const, endedAt: noon };
    const mixed = alertCard({ state: told.state, incidents: [over, ...others], thread }, readerOf());
    expect(plainText(mixed)).toContain('State: 1 of 40 are over.');
  });

  it('says that nothing is on record when nothing is', () => {
    expect(alertCard({ state: told.state, incidents: [], thread }, readerOf()).tone).toBe('unknown');
  });
});
