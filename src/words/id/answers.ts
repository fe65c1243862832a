import type { Words } from '../en.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number, moment: momentOf } = basics;

function numbersOf(n: number): string {
  return `${number(n)} nomor`;
}

/** What answers to questions say in Indonesian. */
export const answers: Words['answers'] = {
  numbersOf,
  usedOf: (used, limit) => `${used} dari ${limit} terpakai`,
  usedUnlimited: (used) => `tanpa batas, ${used} dijangkau dalam 24 jam`,
  usedUnknownLimit: (used) => `${used} terpakai`,
  limitIs: (limit) => `limit kirim ${limit}`,
  limitUnknown: (why) => `limit kirim tidak diketahui: ${why}`,
  usageUnknown: (why) => `pemakaian tidak diketahui: ${why}`,
  freesUp: (n, at, moment) => `${number(n)} kembali paling lambat ${momentOf(at, moment)}`,
  notLooked: 'belum diperiksa',
  checked: 'diperiksa',
  stale: (problem, since, moment) =>
    `Kami tidak dapat melihat sejak ${momentOf(since, moment)}: ${names.problems[problem]}. Ini angka terakhir.`,
  neverSeen: (problem, since, moment) =>
    `Kami tidak dapat melihat sejak ${momentOf(since, moment)}: ${names.problems[problem]}. Belum ada angka.`,
  labels: {
    number: 'Nomor',
    share: 'Dipakai nomor ini',
    quality: 'Peringkat kualitas',
    status: 'Status',
    limit: 'Limit kirim Meta',
    sharedBy: 'Berbagi limit dengan',
    most: 'Pemakai terbanyak',
    counted: 'Angka',
    pace: 'Dengan laju ini',
    sending: 'Pengiriman',
    portfolio: 'Portofolio',
    use: 'Pemakaian',
    freesUp: 'Ruang kembali',
  },
  share: (percent, used) => `${percent} (${used})`,
  shareOf: (name, percent) => `${name}, ${percent} dari semua yang terpakai`,
  ownLimit: 'Limit kirim ini milik nomor ini sendiri.',
  sendingLimited: 'dibatasi Meta',
  sendingBlocked: 'diblokir Meta',
  noTrouble: 'aman',
  numbersTitle: 'Nomor',
  noNumbers: 'Tidak ada nomor yang boleh dilihat kanal ini.',
  allGreen: (n) => (n === 1 ? 'Nomor ini aman.' : `Semua ${numbersOf(n)} aman.`),
  attention: (n, all) => `${number(n)} dari ${numbersOf(all)} perlu perhatian`,
  wellBut: (well, trouble) => `${well.replace(/\.$/, '')}, tetapi: ${trouble}`,
  unknownCount: (n) => `${number(n)} tidak diketahui`,
  page: (page, pages) => `Halaman ${number(page)} dari ${number(pages)}`,
  noSuchPage: (pages) => (pages === 1 ? 'Hanya ada satu halaman.' : `Ada ${number(pages)} halaman.`),
  severalFound: (query) => `Beberapa nomor cocok dengan “${query}”`,
  chooseOne: 'Yang mana?',
  nothingFound: (query) => `Tidak ada nomor yang cocok dengan “${query}”`,
  nothingHere: 'Kanal ini tidak boleh melihat nomor seperti itu.',
  closest: 'Yang paling mirip:',
  actions: {
    refresh: 'Perbarui',
    share: 'Bagikan di kanal',
    next: 'Berikutnya',
    previous: 'Kembali',
    numbers: 'Semua nomor',
    incidents: 'Peringatan terbuka',
    endSilence: 'Akhiri senyap',
    help: 'Bantuan',
  },
  helpTitle: 'Yang bisa ditanyakan',
  helpLead: 'Ketik nomor dalam bentuk apa pun, angka terakhirnya, atau namanya.',
  helpWord: (command) => `Semuanya juga bisa ditulis setelah ${command}.`,
  errors: {
    trouble: {
      title: 'Tidak berhasil',
      lead: 'Ada yang salah di pihak kami; sudah tercatat di log.',
    },
    store: {
      title: 'Catatan sedang tidak dapat dibaca',
      lead: 'Silakan coba sebentar lagi; pengelola menemukan sebabnya di log.',
    },
    refused: {
      title: 'Tidak diizinkan di sini',
      lead: 'Anda atau kanal ini tidak boleh melakukannya. Pengelola dapat mengubahnya di konfigurasi.',
    },
    unknownCommand: (name) => ({
      title: 'Perintah tidak dikenal',
      lead: `Tidak ada perintah “${name}”.`,
    }),
    notUnderstood: (example) => ({
      title: 'Tidak dipahami',
      lead: `Ketik seperti ini: ${example}`,
    }),
  },
  refreshTooSoon: (ms) => `Pemeriksaan baru bisa dilakukan lagi dalam ${basics.duration(ms)}.`,
  refreshFailed: 'Pemeriksaan baru gagal; ini angka terakhir.',
};
