import type { Words } from '../en/index.js';
import { sentence } from '../format.js';
import { basics } from './basics.js';

const { number, moment: momentOf } = basics;

/** What the digest says in Indonesian. */
export const digest: Words['digest'] = {
  title: (day) => `Ringkasan ${day}`,
  allWell: 'Semua aman.',
  nothingUrgent: 'Tidak ada yang mendesak.',
  attention: (n) => `${number(n)} masalah perlu perhatian.`,
  blind: (names) => `Tidak dapat diperiksa: ${names}.`,
  colours: ({ red, yellow, unknown, all }) => {
    if (all === 0) return 'Tidak ada nomor yang dipantau.';
    const parts: string[] = [];
    for (const [n, what] of [
      [red, 'merah'],
      [yellow, 'kuning'],
      [unknown, 'tidak diketahui'],
    ] as const) {
      if (n === 0) continue;
      parts.push(
        parts.length > 0
          ? `${number(n)} ${what}`
          : `${n === all ? basics.allNumbers(n) : `${number(n)} dari ${number(all)} nomor`} ${what}`,
      );
    }
    if (parts.length > 0) return `${parts.join(', ')}.`;
    return `${basics.allNumbers(all)} hijau.`;
  },
  lastKnown: 'Terakhir diketahui:',
  numbers: (n) => `${number(n)} nomor`,
  limitRaised: (from, to) => `Limit naik dari ${from} menjadi ${to}`,
  limitLowered: (from, to) => `Limit turun dari ${from} menjadi ${to}`,
  limitPeak: (limit, peak, since) =>
    `Limit ${limit}, puncak paling banyak ${peak}${since === null ? '' : ` sejak ${since}`}.`,
  limitUsage: (limit, used) => `Limit ${limit}, sekarang ${used}.`,
  limitUsageThen: (limit, used) => `Limit ${limit}, terpakai ${used}.`,
  unlimited: (used) => `Tanpa batas, sekarang ${used}.`,
  limitOnly: (limit) => `Limit ${limit}, pemakaian tidak diketahui.`,
  limitUnknown: 'Limit tidak diketahui.',
  unmatched: (used) => `${sentence(used)} dari pemakaian berasal dari nomor yang tidak diketahui.`,
  notLooked: 'Belum diperiksa.',
  worst: 'Perlu perhatian',
  green: (n) => `${number(n)} nomor hijau dan terhubung.`,
  since: (since, moment) => `Sejak ${momentOf(since, moment)}`,
  sameAsBefore: (since, moment) => `Tidak ada yang berubah sejak ${momentOf(since, moment)}.`,
  late: (planned, moment) =>
    `Dijadwalkan ${momentOf(planned, moment)}; saat itu bot tidak berjalan atau tidak dapat mengirim.`,
  ended: (what, who, lasted) => `${who} · ${what} · selesai setelah ${lasted}`,
  forecast: 'Tingkatan berikutnya',
  ahead: '24 jam ke depan',
  aheadPeak: (peak, reached, { with: what, n }) =>
    [
      peak,
      ...(reached === null ? [] : [`; limit tercapai sekitar ${reached}`]),
      what === 'weeks' ? `, jika seperti ${n} minggu terakhir` : `, jika seperti ${n} hari terakhir`,
    ].join(''),
  silences: (n) => `${number(n)} penyenyapan sedang berlaku.`,
  limits: 'Limit kirim',
};
