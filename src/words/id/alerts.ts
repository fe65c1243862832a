import type { Words } from '../en/index.js';
import { basics } from './basics.js';
import { names } from './names.js';
import { comparedWith } from './warning-signs.js';

const { number, duration, moment: momentOf } = basics;

/** What an alert says of an incident's life and what to do, in Indonesian. */
export const alerts: Words['alerts'] = {
  acknowledged: 'Ditangani',
  silenced: 'Disenyapkan',
  resolved: 'Selesai',
  withdrawn: 'Tidak dipantau lagi',
  rated: (n, quality) => `${number(n)} nomor berkualitas ${names.qualities[quality]}`,
  ratedOf: (n, all, quality) =>
    n === all
      ? `${basics.allNumbers(n)} berkualitas ${names.qualities[quality]}.`
      : `${number(n)} dari ${number(all)} nomor berkualitas ${names.qualities[quality]}.`,
  alike: (n, title) => `Sama untuk semuanya (${number(n)}): ${title}.`,
  problems: (n) => `${number(n)} masalah`,
  portfolios: (n) => `${number(n)} portofolio`,
  worst: (lead) => `Terparah: ${lead}`,
  over: (ended, all) => `${number(ended)} dari ${number(all)} sudah selesai.`,
  allOver: (all) => `Semuanya (${number(all)}) sudah selesai.`,
  gone: (who) => `${who} sudah tidak ada, jadi tidak dipantau lagi.`,
  labels: {
    began: 'Mulai',
    lasted: 'Lamanya',
    since: 'Sejak',
    ended: 'Selesai',
    advice: 'Langkah berikutnya',
    flapping: 'Hilang timbul',
    acknowledgedBy: 'Ditangani oleh',
    silencedUntil: 'Disenyapkan sampai',
    usage: 'Terpakai',
    freesUp: 'Sisa bertambah',
    counted: 'Cara hitung',
    pace: 'Dengan laju ini',
    detail: 'Rincian',
    reasons: 'Alasan Meta',
    usual: 'Yang biasa',
    before: 'Sebelumnya',
    what: 'Masalah',
    who: 'Nama',
    state: 'Keadaan',
  },
  reached: (at, moment) => `limit tercapai ${momentOf(at, moment)}`,
  flapping: (times) =>
    `${number(times)} kali dalam beberapa jam; dianggap selesai setelah tenang selama satu jam`,
  comparedWith,
  untilHealthy: (until) => `sampai pulih, paling lambat ${until}`,
  incident: (id) => `peringatan ${id}`,
  actions: {
    acknowledge: 'Tangani',
    acknowledgeAll: 'Tangani semua',
    silence: 'Senyapkan…',
    silenceFor: 'Senyapkan selama…',
    details: 'Rincian',
    chooseOne: 'Tangani atau senyapkan satu…',
  },
  entries: {
    opened: 'Baru',
    worsened: 'Memburuk',
    changed: 'Membaik, belum selesai',
    acknowledged: (by) => `Ditangani oleh ${by}`,
    reminder: (ms) => `Masih berlangsung setelah ${duration(ms)}`,
    escalated: (ms) => `Belum ada yang menangani selama ${duration(ms)}`,
    resolved: (ms) => `Selesai setelah ${duration(ms)}`,
    withdrawn: 'Tidak dipantau lagi',
    event: 'Kabar',
    several: (n) => `${number(n)} perkembangan`,
  },
};
