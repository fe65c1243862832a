import type { Words } from '../en/index.js';

/** What the commands and their options do, in Indonesian. */
export const commands: Words['commands'] = {
  quota: {
    summary: 'Berapa limit kirim Meta yang terpakai dan bagaimana keadaan sebuah nomor',
    aliases: ['kuota'],
    options: { number: 'Nomor dalam bentuk apa pun, angka terakhirnya, atau namanya; kosong: semua' },
  },
  numbers: {
    summary: 'Semua nomor, dari yang paling bermasalah',
    aliases: ['nomor'],
    options: { page: 'Halaman berapa' },
  },
  tier: {
    summary: 'Kapan limit kirim naik ke tingkatan berikutnya, dan apa yang masih kurang',
    aliases: ['tingkatan'],
    options: { portfolio: 'Portofolio mana, menurut nama; kosong: semua' },
  },
  'what-if': {
    summary: 'Berapa limit kirim yang terpakai jika ada siaran pada waktu tertentu',
    aliases: ['bagaimana-jika'],
    options: {
      number: 'Nomor dalam bentuk apa pun atau namanya; kosong: yang mana saja',
      count: 'Berapa orang',
      time: '10.00, atau besok 10.00; kosong: sekarang',
    },
  },
  'can-send': {
    summary: 'Apakah limit cukup untuk siaran ke sejumlah orang, dan kapan',
    aliases: ['bisa-kirim'],
    options: { number: 'Nomor dalam bentuk apa pun atau namanya', count: 'Berapa orang' },
  },
  why: {
    summary: 'Apa yang terjadi sebelum warna, status, atau limit sebuah nomor berubah',
    aliases: ['mengapa', 'kenapa'],
    options: { number: 'Nomor dalam bentuk apa pun, angka terakhirnya, atau namanya' },
  },
  history: {
    summary: 'Pemakaian beberapa hari terakhir dibandingkan dengan limit kirim',
    aliases: ['riwayat'],
    options: { number: 'Nomor atau portofolio; kosong: semua', days: '7 atau 30 hari' },
  },
  digest: {
    summary: 'Ringkasan keadaan saat ini',
    aliases: ['ringkasan'],
    options: {},
  },
  incidents: {
    summary: 'Peringatan terbuka, dari yang terparah',
    aliases: ['peringatan'],
    options: { id: 'Satu peringatan secara rinci, menurut id' },
  },
  ack: {
    summary: 'Nyatakan bahwa Anda menangani sebuah peringatan',
    aliases: ['tangani'],
    options: { id: 'Id peringatan' },
  },
  silence: {
    summary: 'Senyapkan peringatan, nomor, atau portofolio untuk sementara; kosong: daftar penyenyapan',
    aliases: ['senyap', 'senyapkan'],
    options: {
      target: 'Id peringatan, nomor, atau portofolio',
      time: '30m, 1j, 4j, sampai 08.00, atau sampai pulih',
      reason: 'Mengapa; terlihat oleh semua yang membaca peringatan',
    },
  },
  language: {
    summary: 'Bahasa jawaban untuk Anda',
    aliases: ['bahasa'],
    options: { language: 'Nama bahasanya' },
  },
  check: {
    summary: 'Keadaan nomor telepon dalam sebuah pesan',
    aliases: ['periksa'],
    options: { text: 'Pesannya' },
  },
  home: {
    summary: 'Nomor, peringatan terbuka, penyenyapan, dan bahasa Anda',
    aliases: [],
    options: {},
  },
  help: {
    summary: 'Yang bisa Anda tanyakan',
    aliases: ['bantuan'],
    options: {},
  },
};
