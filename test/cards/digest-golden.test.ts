import { describe, expect, it } from 'vitest';
import { digestCard, type DigestView } from '../../src/cards/digest.js';
import { tierLine } from '../../src/cards/tier.js';
import { plainText } from '../../src/cards/plain.js';
import { digestFor } from '../../src/domain/digest.js';
import { forecastsOf } from '../../src/domain/forecast.js';
import { known } from '../../src/domain/reading.js';
import type { Locale } from '../../src/domain/route.js';
import type { NumberSnapshot } from '../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';
import { wordsOf } from '../../src/words/index.js';
import { at, capped, numberOf, usageOf, recordOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { portfolio2025 } from '../support/rulebooks.js';
import { story, type Story } from '../support/story.js';

/** Monday, eight in the morning in Jakarta. */
const morning = at('2026-11-23T01:00:00Z');
const fourteen = Array.from({ length: 14 }, (_, i) => numberOf(i + 1));
const withPromo = (promo: Partial<NumberSnapshot>): readonly NumberSnapshot[] => [
  numberOf(1, { name: 'Promo', ...promo }),
  ...fourteen.slice(1),
];

/** A story whose next look is so long before the digest. */
function before(ms: number): Story {
  const told = story();
  told.now = after(morning, -ms - 5 * MINUTE);
  return told;
}

/** The digest in both languages, as a terminal or a screen reader has it. */
function told(by: Story, more: Partial<DigestView> & { peak?: number | null; now?: Instant } = {}): string {
  const { peak = 62.4, now = morning, ...view } = more;
  const { state } = by;
  const series = Array.from({ length: 8 * 48 }, (_, i) => ({
    at: after(morning, (i - 8 * 48) * HALF_HOUR),
    recipients: 11,
  }));
  const text = (locale: Locale): string => {
    const reader = readerOf({ words: wordsOf[locale], now });
    const forecasts = state.sight
      ? forecastsOf({
          now: morning,
          snapshot: state.sight.snapshot,
          incidents: state.incidents,
          rulebook: portfolio2025,
          history: recordOf([[numberOf(1).id, series]]),
          since: after(morning, -9 * DAY),
        })
      : [];
    const portfolios = [{ state, peak, forecast: tierLine(state, forecasts, reader) }];
    const facts = digestFor(morning, 'Asia/Jakarta');
    return plainText(digestCard({ ...facts, portfolios, picture: null, ...view }, reader));
  };
  return `${text('en')}\n\n${text('id')}`;
}

describe('a manager in Jakarta reads at eight', () => {
  it('that all is well', () => {
    const by = before(5 * MINUTE);
    by.sees({ numbers: fourteen, usage: known(usageOf(6_120)) });
    expect(told(by)).toMatchInlineSnapshot(`
      "🟢 Digest for Mon 23 Nov
      All well. All 14 numbers are green. Limit 10,000, peak at most 62 % since yesterday 08:00 WIB.
      Nothing changed since yesterday 08:00 WIB.
      Next tier · Toko Maju: 100,000 needs 5,000 people in 7 days; so far at most 3,696.
      checked 07:55 WIB

      🟢 Ringkasan Sen 23 Nov
      Semua aman. Semua 14 nomor hijau. Limit 10.000, puncak paling banyak 62 % sejak kemarin pukul 08.00 WIB.
      Tidak ada yang berubah sejak kemarin pukul 08.00 WIB.
      Tingkatan berikutnya · Toko Maju: Untuk 100.000 perlu 5.000 orang dalam 7 hari; sejauh ini paling banyak 3.696.
      diperiksa pukul 07.55 WIB"
    `);
  });

  it('that one number is yellow since yesterday', () => {
    const by = before(20 * HOUR);
    by.sees({ numbers: withPromo({ quality: 'yellow' }) });
    by.waits(20 * HOUR - 5 * MINUTE);
    by.sees({ numbers: withPromo({ quality: 'yellow' }) });
    expect(told(by)).toMatchInlineSnapshot(`
      "🟡 Digest for Mon 23 Nov
      Nothing urgent. 1 of 14 numbers is yellow. Limit 10,000, peak at most 62 % since yesterday 08:00 WIB.
      Needs attention
      • 🟡 Warning · Promo · Quality is medium (yellow) · yesterday 12:00 WIB
      🟢 13 numbers are green and connected.
      Next tier · Toko Maju: 100,000 needs 5,000 people in 7 days; so far at most 3,696. Held back by Promo (yellow).
      checked 07:55 WIB

      🟡 Ringkasan Sen 23 Nov
      Tidak ada yang mendesak. 1 dari 14 nomor kuning. Limit 10.000, puncak paling banyak 62 % sejak kemarin pukul 08.00 WIB.
      Perlu perhatian
      • 🟡 Waspada · Promo · Kualitas sedang (kuning) · kemarin pukul 12.00 WIB
      🟢 13 nomor hijau dan terhubung.
      Tingkatan berikutnya · Toko Maju: Untuk 100.000 perlu 5.000 orang dalam 7 hari; sejauh ini paling banyak 3.696. Tertahan oleh Promo (kuning).
      diperiksa pukul 07.55 WIB"
    `);
  });

  it('that 92 % of the limit is used', () => {
    const by = before(3 * HOUR);
    by.sees({ numbers: fourteen, usage: known(usageOf(9_240)) });
    by.waits(3 * HOUR - 5 * MINUTE);
    by.sees({ numbers: fourteen, usage: known(usageOf(9_240)) });
    expect(told(by, { peak: 92.4 })).toMatchInlineSnapshot(`
      "🟡 Digest for Mon 23 Nov
      1 problem needs attention. All 14 numbers are green. Limit 10,000, peak at most 92 % since yesterday 08:00 WIB.
      Needs attention
      • 🟡 Warning · Toko Maju · 92 % of the limit used · 05:00 WIB
      Next tier · Toko Maju: 100,000 needs 5,000 people in 7 days; so far at most 3,696.
      checked 07:55 WIB

      🟡 Ringkasan Sen 23 Nov
      1 masalah perlu perhatian. Semua 14 nomor hijau. Limit 10.000, puncak paling banyak 92 % sejak kemarin pukul 08.00 WIB.
      Perlu perhatian
      • 🟡 Waspada · Toko Maju · 92 % limit kirim terpakai · pukul 05.00 WIB
      Tingkatan berikutnya · Toko Maju: Untuk 100.000 perlu 5.000 orang dalam 7 hari; sejauh ini paling banyak 3.696.
      diperiksa pukul 07.55 WIB"
    `);
  });

  it('that the tier was raised', () => {
    const by = before(5 * MINUTE);
    by.sees({ numbers: fourteen, limit: known(capped(100_000)) });
    const limitChanges = [{ at: after(morning, -10 * HOUR), from: 10_000, to: 100_000 }];
    const portfolios = [{ state: by.state, peak: 9, forecast: null, limitChanges }];
    expect(told(by, { portfolios })).toMatchInlineSnapshot(`
      "🟢 Digest for Mon 23 Nov
      All well. All 14 numbers are green. Limit 100,000, peak at most 9 % since yesterday 08:00 WIB.
      Since yesterday 08:00 WIB
      • Toko Maju · Limit raised from 10,000 to 100,000 · yesterday 22:00 WIB
      checked 07:55 WIB

      🟢 Ringkasan Sen 23 Nov
      Semua aman. Semua 14 nomor hijau. Limit 100.000, puncak paling banyak 9 % sejak kemarin pukul 08.00 WIB.
      Sejak kemarin pukul 08.00 WIB
      • Toko Maju · Limit naik dari 10.000 menjadi 100.000 · kemarin pukul 22.00 WIB
      diperiksa pukul 07.55 WIB"
    `);
  });

  it('that nothing is seen since three hours', () => {
    const by = before(3 * HOUR + 5 * MINUTE);
    by.sees({ numbers: fourteen, usage: known(usageOf(6_120)) });
    for (let look = 0; look < 36; look += 1) by.isBlind('unreachable');
    expect(told(by, { peak: null })).toMatchInlineSnapshot(`
      "🟡 Digest for Mon 23 Nov
      We cannot see Toko Maju. Last known: All 14 numbers are green. Limit 10,000, used at most 6,120.
      We have seen nothing since 05:00 WIB: Meta cannot be reached. These are the last figures.
      checked 04:55 WIB

      🟡 Ringkasan Sen 23 Nov
      Tidak dapat diperiksa: Toko Maju. Terakhir diketahui: Semua 14 nomor hijau. Limit 10.000, terpakai paling banyak 6.120.
      Kami tidak mendapat data sejak pukul 05.00 WIB: Meta tidak dapat dihubungi. Ini angka terakhir.
      diperiksa pukul 04.55 WIB"
    `);
  });

  it('of a thousand numbers', () => {
    const by = before(5 * MINUTE);
    by.sees({
      numbers: Array.from({ length: 1_000 }, (_, i) =>
        numberOf(i + 1, {
          name: `Cabang ${i + 1}`,
          quality: i % 97 === 0 ? 'red' : i % 31 === 0 ? 'yellow' : 'green',
          status: i % 400 === 0 ? 'restricted' : 'connected',
        }),
      ),
      usage: known(usageOf(7_100)),
    });
    expect(told(by, { peak: 71 })).toMatchInlineSnapshot(`
      "🔴 Digest for Mon 23 Nov
      46 problems need attention. 11 of 1,000 numbers are red, 32 are yellow. Limit 10,000, peak at most 71 % since yesterday 08:00 WIB.
      Needs attention
      • 🔴 Critical · Cabang 1 · Status: Restricted · 07:55 WIB
      • 🔴 Critical · Cabang 401 · Status: Restricted · 07:55 WIB
      • 🔴 Critical · Cabang 801 · Status: Restricted · 07:55 WIB
      • 🔴 Critical · 11 numbers · Quality is low (red) · Cabang 1, Cabang 98, Cabang 195 and 8 more
      • 🟡 Warning · 32 numbers · Quality is medium (yellow) · Cabang 32, Cabang 63, Cabang 94 and 29 more
      🟢 955 numbers are green and connected.
      Next tier · Toko Maju: 100,000 needs 5,000 people in 7 days; so far at most 3,696. Held back by Cabang 1 (red), Cabang 32 (yellow), Cabang 63 (yellow) and 40 more.
      checked 07:55 WIB

      🔴 Ringkasan Sen 23 Nov
      46 masalah perlu perhatian. 11 dari 1.000 nomor merah, 32 kuning. Limit 10.000, puncak paling banyak 71 % sejak kemarin pukul 08.00 WIB.
      Perlu perhatian
      • 🔴 Kritis · Cabang 1 · Status: Dibatasi · pukul 07.55 WIB
      • 🔴 Kritis · Cabang 401 · Status: Dibatasi · pukul 07.55 WIB
      • 🔴 Kritis · Cabang 801 · Status: Dibatasi · pukul 07.55 WIB
      • 🔴 Kritis · 11 nomor · Kualitas rendah (merah) · Cabang 1, Cabang 98, Cabang 195 dan 8 lainnya
      • 🟡 Waspada · 32 nomor · Kualitas sedang (kuning) · Cabang 32, Cabang 63, Cabang 94 dan 29 lainnya
      🟢 955 nomor hijau dan terhubung.
      Tingkatan berikutnya · Toko Maju: Untuk 100.000 perlu 5.000 orang dalam 7 hari; sejauh ini paling banyak 3.696. Tertahan oleh Cabang 1 (merah), Cabang 32 (kuning), Cabang 63 (kuning) dan 40 lainnya.
      diperiksa pukul 07.55 WIB"
    `);
  });

  it('that nothing changed, two hours late', () => {
    const by = before(30 * HOUR);
    by.sees({ numbers: withPromo({ quality: 'red' }) });
    by.waits(30 * HOUR - 5 * MINUTE);
    by.sees({ numbers: withPromo({ quality: 'red' }) });
    expect(told(by, { peak: 30, now: after(morning, 2 * HOUR) })).toMatchInlineSnapshot(`
      "🔴 Digest for Mon 23 Nov
      1 problem needs attention. 1 of 14 numbers is red. Limit 10,000, peak at most 30 % since yesterday 08:00 WIB.
      Planned for 08:00 WIB, when the bot was not running or could not send.
      Needs attention
      • 🔴 Critical · Promo · Quality is low (red) · yesterday 02:00 WIB
      🟢 13 numbers are green and connected.
      Nothing changed since yesterday 08:00 WIB.
      Next tier · Toko Maju: 100,000 needs 5,000 people in 7 days; so far at most 3,696. Held back by Promo (red).
      checked 07:55 WIB

      🔴 Ringkasan Sen 23 Nov
      1 masalah perlu perhatian. 1 dari 14 nomor merah. Limit 10.000, puncak paling banyak 30 % sejak kemarin pukul 08.00 WIB.
      Dijadwalkan pukul 08.00 WIB; saat itu bot tidak berjalan atau tidak dapat mengirim.
      Perlu perhatian
      • 🔴 Kritis · Promo · Kualitas rendah (merah) · kemarin pukul 02.00 WIB
      🟢 13 nomor hijau dan terhubung.
      Tidak ada yang berubah sejak kemarin pukul 08.00 WIB.
      Tingkatan berikutnya · Toko Maju: Untuk 100.000 perlu 5.000 orang dalam 7 hari; sejauh ini paling banyak 3.696. Tertahan oleh Promo (merah).
      diperiksa pukul 07.55 WIB"
    `);
  });

  it('on a Monday what is over since Friday', () => {
    const by = before(50 * HOUR);
    by.sees({ numbers: withPromo({ quality: 'red' }) });
    by.waits(3 * HOUR);
    by.sees({ numbers: withPromo({}) });
    by.sees({ numbers: withPromo({}) });
    by.waits(47 * HOUR - 15 * MINUTE);
    by.sees({ numbers: withPromo({}) });
    const friday = digestFor(morning, 'Asia/Jakarta', after(morning, -3 * DAY));
    expect(told(by, friday)).toMatchInlineSnapshot(`
      "🟢 Digest for Mon 23 Nov
      All well. All 14 numbers are green. Limit 10,000, peak at most 62 % since Fri 20 Nov 08:00 WIB.
      Since Fri 20 Nov 08:00 WIB
      • Promo · Quality · over after 3 h 5 min
      Next tier · Toko Maju: 100,000 needs 5,000 people in 7 days; so far at most 3,696.
      checked 07:50 WIB

      🟢 Ringkasan Sen 23 Nov
      Semua aman. Semua 14 nomor hijau. Limit 10.000, puncak paling banyak 62 % sejak Jum 20 Nov pukul 08.00 WIB.
      Sejak Jum 20 Nov pukul 08.00 WIB
      • Promo · Kualitas · selesai setelah 3 jam 5 menit
      Tingkatan berikutnya · Toko Maju: Untuk 100.000 perlu 5.000 orang dalam 7 hari; sejauh ini paling banyak 3.696.
      diperiksa pukul 07.50 WIB"
    `);
    expect(told(by)).toContain('Nothing changed since yesterday 08:00 WIB.');
  });
});
