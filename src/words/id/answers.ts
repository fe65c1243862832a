import type { Words } from '../en/index.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number, moment: momentOf, allNumbers } = basics;

function numbersOf(n: number): string {
  return `${number(n)} nomor`;
}

/** What answers to questions say in Indonesian. */
export const answers: Words['answers'] = {
  numbersOf,
  usedOf: (used, limit) => `${used} dari ${limit} terpakai`,
  usedUnlimited: (used) => `tanpa batas, ${used} orang dijangkau dalam 24 jam`,
  usedUnknownLimit: (used) => `${used} terpakai`,
  limitIs: (limit) => `limit kirim ${limit}`,
  limitUnknown: (why) => `limit kirim tidak diketahui: ${why}`,
  usageUnknown: (why) => `pemakaian tidak diketahui: ${why}`,
  freesUp: (n, at, moment) => `${number(n)} tersedia lagi sebelum ${momentOf(at, moment)}`,
  notLooked: 'belum diperiksa',
  checked: 'diperiksa',
  stale: (problem, since, moment) =>
    `Kami tidak mendapat data sejak ${momentOf(since, moment)}: ${names.problems[problem]}. Ini angka terakhir.`,
  neverSeen: (problem, since, moment) =>
    `Kami tidak mendapat data sejak ${momentOf(since, moment)}: ${names.problems[problem]}. Belum ada angka.`,
  labels: {
    number: 'Nomor',
    share: 'Dipakai nomor ini',
    quality: 'Peringkat kualitas',
    status: 'Status',
    limit: 'Limit kirim Meta',
    sharedBy: 'Berbagi limit dengan',
    most: 'Pemakai terbanyak',
    elsewhere: 'Terpakai di tempat lain',
    unmatched: 'Nomor tidak diketahui',
    counted: 'Cara hitung',
    pace: 'Dengan laju ini',
    sending: 'Pengiriman',
    displayName: 'Nama tampilan',
    speed: 'Kecepatan',
    portfolio: 'Portofolio',
    use: 'Pemakaian',
    trouble: 'Perlu perhatian',
    freesUp: 'Sisa bertambah',
  },
  share: (percent, used) => `${used}, ${percent} dari seluruh pemakaian`,
  shareOf: (name, percent) => `${name}, ${percent} dari pemakaian`,
  elsewhere: (used) => `${used}, oleh akun lain dalam portofolio yang sama yang dipantau terpisah`,
  unmatched: (used) =>
    `${used}, terkirim dari nomor telepon yang tidak cocok dengan satu pun di daftar; bisa jadi milik salah satunya`,
  unmatchedShort: (used) => `${used} dari nomor yang tidak diketahui`,
  listedToo: (id, status) => `Nomor telepon ini tercantum sekali lagi, dengan id ${id}: ${status}.`,
  ownLimit: 'Limit kirim ini hanya berlaku untuk nomor ini.',
  sendingLimited: 'dibatasi Meta',
  sendingBlocked: 'diblokir Meta',
  displayName: {
    pending: 'sedang ditinjau Meta',
    declined: 'ditolak Meta; limit kirim bisa tetap kecil sampai ada nama yang disetujui',
    expired: 'kedaluwarsa; limit kirim bisa tetap kecil sampai namanya disetujui lagi',
  },
  speed: (perSecond) => `hingga ${number(perSecond)} pesan per detik, masuk dan keluar`,
  numbersTitle: 'Nomor',
  noNumbers: 'Tidak ada nomor yang boleh dilihat dari kanal ini.',
  noneWatched: 'Tidak ada nomor yang dipantau.',
  allGreen: (n) => `${allNumbers(n)} aman.`,
  attention: (n, all) =>
    `${n === all ? allNumbers(n) : `${number(n)} dari ${numbersOf(all)}`} perlu perhatian`,
  wellBut: (well, trouble) => `${well.replace(/\.$/, '')}, tetapi: ${trouble}`,
  unknownCount: (n) => `${number(n)} tidak diketahui`,
  unknownOf: (n, all) => {
    if (n < all) return `${number(n)} dari ${numbersOf(all)} tidak diketahui`;
    return n === 1 ? 'Keadaan nomor ini tidak diketahui' : `Keadaan semua ${numbersOf(n)} tidak diketahui`;
  },
  page: (page, pages) => `Halaman ${number(page)} dari ${number(pages)}`,
  noSuchPage: (pages) => (pages === 1 ? 'Hanya ada satu halaman.' : `Ada ${number(pages)} halaman.`),
  severalFound: (query) => `Beberapa nomor cocok dengan “${query}”`,
  severalPortfolios: (query) => `Beberapa portofolio cocok dengan “${query}”`,
  chooseOne: 'Yang mana yang Anda maksud?',
  whichNumber: 'Nomor yang mana?',
  whichPortfolio: 'Portofolio yang mana?',
  chooseOrType: (example) => `Pilih salah satu, atau ketik seperti ini: ${example}`,
  didYouMean: (command) => `Apakah maksud Anda ${command}?`,
  nothingFound: (query) => `Tidak ada nomor yang cocok dengan “${query}”`,
  nothingHere: 'Tidak ada nomor seperti itu yang boleh dilihat dari kanal ini.',
  closest: 'Yang paling mirip:',
  actions: {
    refresh: 'Perbarui',
    share: 'Bagikan di kanal',
    next: 'Berikutnya',
    previous: 'Sebelumnya',
    numbers: 'Semua nomor',
    incidents: 'Peringatan terbuka',
    endSilence: 'Akhiri penyenyapan',
    help: 'Bantuan',
  },
  helpTitle: 'Yang bisa Anda tanyakan',
  helpLead: 'Ketik nomor dalam bentuk apa pun, beberapa angka terakhirnya, atau namanya.',
  helpWord: (command) => `Semua perintah juga bisa ditulis setelah ${command}.`,
  errors: {
    trouble: {
      title: 'Tidak berhasil',
      lead: 'Ada kesalahan di pihak kami; sudah tercatat di log.',
    },
    store: {
      title: 'Catatan sedang tidak dapat dibaca',
      lead: 'Silakan coba beberapa saat lagi. Pengelola dapat melihat sebabnya di log.',
    },
    refused: {
      title: 'Tidak diizinkan di sini',
      lead: 'Anda atau kanal ini tidak boleh melakukannya. Pengelola dapat mengubahnya di konfigurasi.',
    },
    refusedAsk: {
      title: 'Tidak diizinkan di sini',
      lead: 'Anda atau kanal ini tidak boleh menanyakan nomor-nomor ini. Pengelola dapat mengubahnya di konfigurasi.',
    },
    unknownCommand: (name) => ({
      title: 'Perintah tidak dikenal',
      lead: `Tidak ada perintah “${name}”.`,
    }),
    seeHelp: (command) => `Ketik ${command} untuk melihat yang bisa ditanyakan.`,
    tooMany: (seconds) => ({
      title: 'Mohon tunggu sebentar',
      lead: `Pertanyaannya cukup banyak; silakan coba lagi dalam ${number(seconds)} detik.`,
    }),
    notUnderstood: (example) => ({
      title: 'Tidak dipahami',
      lead: `Ketik seperti ini: ${example}`,
    }),
  },
  refreshTooSoon: (ms) => `Data dapat diperbarui lagi dalam ${basics.duration(ms)}.`,
  refreshFailed: 'Data gagal diperbarui; ini angka terakhir.',
};
