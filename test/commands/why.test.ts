import { describe, expect, it } from 'vitest';
import { lookNote } from '../../src/domain/history/look-note.js';
import { known } from '../../src/domain/reading.js';
import type { CountedHour } from '../../src/domain/signals/counted-hour.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { freshState } from '../../src/domain/state.js';
import { after, DAY, HOUR, type Instant } from '../../src/domain/time.js';
import { asking, type Asking } from '../support/asking.js';
import { usualHour, weeksBefore } from '../support/counted-weeks.js';
import { noon, numberOf, portfolioId, portfolioOf, wabaOf } from '../support/looks.js';

type Rating = Pick<NumberSnapshot, 'quality'>;

/** A bot that has looked each hour for so many days, and now sees the number like this. */
async function watched(
  days: number,
  ratings: readonly (readonly [Instant, Rating])[],
  hours: readonly CountedHour[] = [],
  more: Partial<PortfolioSnapshot> = {},
): Promise<Asking> {
  const seenAt = (at: Instant): PortfolioSnapshot => {
    const rating = ratings.findLast(([from]) => from <= at)?.[1] ?? {};
    return portfolioOf({ ...more, numbers: [numberOf(1, rating), numberOf(2)] });
  };
  const bot = await asking(seenAt(noon), {}, hours);
  for (let back = days * 24; back >= 0; back -= 1) {
    const at = after(noon, -back * HOUR);
    const note = lookNote(
      { kind: 'seen', at, snapshot: seenAt(at) },
      freshState(portfolioId, 'Toko Maju'),
      after(noon, -(days + 1) * DAY),
    );
    await bot.history.note(portfolioId, note);
  }
  return bot;
}

/** Figures stay on one line with their units. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const fall = after(noon, -3 * HOUR);
const promotion = {
  from: after(fall, -5 * HOUR),
  to: after(fall, -2 * HOUR),
  counts: { ...usualHour, sent: 900, delivered: 700, keptHealthy: 120, optOuts: 30 },
};
const promo = { id: 't1', name: 'promo', language: 'id', quality: 'green', status: 'PAUSED' } as const;

const wentWrong = (): Promise<Asking> =>
  watched(9, [[fall, { quality: 'yellow' }]], weeksBefore(noon, [promotion]), {
    wabas: [wabaOf({ templates: known([{ ...promo, status: 'APPROVED' }]) })],
  });

describe('/why after a promotion that went wrong', () => {
  it('names the change, the hours, the figures and the usual, and claims no proof', async () => {
    const text = plain(await (await wentWrong()).hear('/why Toko 1'));
    expect(text).toContain('Quality changed from high (green) to medium (yellow), seen 09:00 WIB.');
    expect(text).toContain('likeliest first');
    expect(text).toMatch(
      /Meta held back 360 of [\d,]+ messages today 04:00–0[5-7]:00 WIB \(\d+ %, usually 1\.\d %\)/,
    );
    expect(text).toContain('people switched off marketing messages');
    expect(text).toContain('What came before need not be the reason.');
  });

  it('says the same in Indonesian, and as a word after /quota', async () => {
    const text = plain(await (await wentWrong()).hear('/quota mengapa Toko 1', { language: 'id' }));
    expect(text).toContain('Peringkat kualitas berubah dari tinggi (hijau) menjadi sedang (kuning)');
    expect(text).toMatch(/Meta menahan 360 dari [\d.]+ pesan hari ini pukul 04\.00–0[5-7]\.00 WIB/);
    expect(text).toContain('Yang terjadi sebelumnya belum tentu sebabnya.');
  });

  it('names the template that was paused before, and not one paused after', async () => {
    const bot = await wentWrong();
    const pausedAt = async (at: Instant): Promise<string> => {
      await bot.store.update(portfolioId, (saved) => {
        const state = saved ?? freshState(portfolioId, '');
        const facts = {
          rule: 'template',
          name: 'promo',
          language: 'id',
          quality: 'green',
          status: 'PAUSED',
        } as const;
        const finding = {
          rule: 'template',
          portfolio: portfolioId,
          subject: { kind: 'template', id: 't1', label: 'promo (id)' },
          severity: 'warning',
          level: 2,
          facts,
        } as const;
        const [any] = bot.told.state.incidents;
        if (!any) throw new Error('The story has no incident.');
        const incident = {
          ...any,
          id: 'k3f9a2b',
          key: 'template',
          finding,
          openedAt: at,
          worsenedAt: at,
          worstLevel: 2,
        };
        return { state: { ...state, incidents: [incident] }, result: undefined };
      });
      return plain(await bot.hear('/why Toko 1'));
    };
    expect(await pausedAt(after(fall, -HOUR))).toContain(
      'The template promo (id) was paused by Meta, 08:00 WIB.',
    );
    expect(await pausedAt(after(fall, HOUR))).not.toContain('promo');
  });

  it('does not count what was sent after the change', async () => {
    const later = { ...promotion, from: after(fall, HOUR), to: noon };
    const bot = await watched(9, [[fall, { quality: 'red' }]], weeksBefore(noon, [later]));
    const text = plain(await bot.hear('/why Toko 1'));
    expect(text).toContain('We cannot tell what led to it.');
    expect(text).not.toContain('held back');
  });
});

describe('/why where nothing is known', () => {
  it('says that no webhook told of messages', async () => {
    const text = await (await watched(9, [[fall, { quality: 'red' }]])).hear('/why Toko 1');
    expect(text).toContain('We cannot tell what led to it.');
    expect(text).toContain('no webhooks came');
  });

  it('says that there were too few messages', async () => {
    const few = weeksBefore(noon, [], { sent: 1, delivered: 1 });
    const text = await (await watched(9, [[fall, { quality: 'red' }]], few)).hear('/why Toko 1');
    expect(text).toContain('There are too few messages to compare with the usual.');
  });

  it('says since when it looks, where that is no week yet', async () => {
    const text = plain(await (await watched(2, [])).hear('/why Toko 1'));
    expect(text).toContain('nothing changed since we first looked, Fri 20 Nov 12:00 WIB.');
  });
});

describe('/why of a number that is well', () => {
  it('says that nothing changed', async () => {
    const bot = await watched(9, []);
    expect((await bot.ask('/why Toko 2')).card.tone).toBe('good');
    expect(plain(await bot.hear('/why Toko 2'))).toContain(
      'Quality is high (green), and nothing changed in the last 7 days.',
    );
  });

  it('tells the fall and the return', async () => {
    const bot = await watched(9, [
      [after(noon, -3 * DAY), { quality: 'yellow' }],
      [after(noon, -DAY), { quality: 'green' }],
    ]);
    const text = plain(await bot.hear('/why Toko 1'));
    expect(text).toContain('from high (green) to medium (yellow), seen Thu 19 Nov 12:00 WIB');
    expect(text).toContain('from medium (yellow) to high (green), seen yesterday 12:00 WIB');
  });

  it('asks which one where several may be meant, and offers what fits', async () => {
    const bot = await watched(1, []);
    const { card } = await bot.ask('/why');
    expect(card.actions.map(({ command }) => command)).toEqual([
      expect.stringMatching(/^why /),
      expect.stringMatching(/^why /),
    ]);
  });
});
