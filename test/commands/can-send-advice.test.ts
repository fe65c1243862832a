import { describe, expect, it } from 'vitest';
import { known } from '../../src/domain/reading.js';
import type { StopShare } from '../../src/domain/stop-share.js';
import { asking } from '../support/asking.js';
import { at, noon, wabaOf } from '../support/looks.js';

const account = wabaOf({
  templates: known([
    { id: '7', name: 'promo_nov', language: 'id', quality: 'yellow' as const, status: 'APPROVED' },
    { id: '8', name: 'info', language: 'id', quality: 'green' as const, status: 'APPROVED' },
  ]),
  insights: {
    askedAt: noon,
    day: at('2026-11-21T00:00:00Z'),
    insights: known([
      { template: '7', sent: 1_200, delivered: 1_150, read: 356, clicked: null },
      { template: '8', sent: 9_000, delivered: 9_000, read: 8_000, clicked: null },
    ]),
  },
});

async function heard(line: string, stops: StopShare | null, language = 'en'): Promise<string> {
  const bot = await asking({ wabas: [account] }, { stopsYesterday: () => Promise.resolve(stops) });
  return bot.hear(line, { language });
}

describe('/can-send', () => {
  it('says yes, but which template is rated badly, how it was read, and who asked for no more', async () => {
    const answer = await heard('/can-send 2000', { requests: 34, read: 1_980, share: 34 / 1_980 });
    expect(answer).toContain('Yes: 2,000 fit now. But the template promo_nov is rated medium (yellow).');
    expect(answer).toContain(
      'It was sent 1,200 times on Sat 21 Nov (UTC); 30 % of what was delivered was read.',
    );
    expect(answer).toContain(
      'Yesterday 34 requests for no more messages came in: 1.7 % of the 1,980 messages',
    );
    expect(answer).toContain('Send another template, or write only to people who expect it.');
  });

  it('says it in Indonesian', async () => {
    const answer = await heard('/can-send 2000', { requests: 34, read: 1_980, share: 34 / 1_980 }, 'id');
    expect(answer).toContain(
      'Bisa: limit cukup untuk 2.000 orang sekarang. Namun, templat promo_nov berperingkat sedang (kuning).',
    );
    expect(answer).toContain(
      'Templat itu terkirim 1.200 kali pada Sab 21 Nov (UTC); 30 % dari yang sampai dibaca.',
    );
    expect(answer).toContain('Kemarin ada 34 permintaan agar tidak dikirimi lagi: 1,7 % dari 1.980 pesan');
  });

  it('says nothing of people who asked for no more where that is not known, or nobody did', async () => {
    expect(await heard('/can-send 2000', null)).not.toContain('requests for no more');
    const nobody = { requests: 0, read: 1_980, share: 0 };
    expect(await heard('/can-send 2000', nobody)).not.toContain('requests for no more');
  });
});
