import type { Words } from '../en/index.js';

/** What the commands and their options do, in Indonesian; at most 100 characters each. */
export const commands: Words['commands'] = {
  quota: {
    summary: 'Berapa limit kirim Meta yang terpakai dan bagaimana keadaan sebuah nomor',
    options: { number: 'Nomor dalam bentuk apa pun, angka terakhirnya, atau namanya; kosong: semua' },
  },
  numbers: {
    summary: 'Semua nomor, dari yang paling bermasalah',
    options: { page: 'Halaman berapa' },
  },
  tier: {
    summary: 'Kapan limit kirim naik ke tingkatan berikutnya, dan apa yang masih kurang',
    options: { portfolio: 'Portofolio mana, menurut nama; kosong: semua' },
  },
  'can-send': {
    summary: 'Apakah siaran ke sejumlah orang masih muat dalam limit, dan kapan',
    options: { number: 'Nomor dalam bentuk apa pun atau namanya', count: 'Berapa orang' },
  },
  history: {
    summary: 'Pemakaian beberapa hari terakhir dibandingkan dengan limit kirim',
    options: { number: 'Nomor atau portofolio; kosong: semua', days: '7 atau 30 hari' },
  },
  digest: {
    summary: 'Ringkasan keadaan saat ini',
    options: {},
  },
  incidents: {
    summary: 'Peringatan terbuka, dari yang terparah',
    options: { id: 'Satu peringatan secara rinci, menurut id' },
  },
  ack: {
    summary: 'Nyatakan bahwa Anda menangani sebuah peringatan',
    options: { id: 'Id peringatan' },
  },
  silence: {
    summary: 'Senyapkan peringatan, nomor, atau portofolio untuk sementara; kosong: daftar penyenyapan',
    options: {
      target: 'Id peringatan, nomor, atau portofolio',
      time: '30m, 1j, 4j, sampai 08.00, atau sampai pulih',
      reason: 'Mengapa; terlihat oleh semua yang membaca peringatan',
    },
  },
  language: {
    summary: 'Bahasa jawaban untuk Anda',
    options: { language: 'Inggris atau Indonesia' },
  },
  check: {
    summary: 'Keadaan nomor telepon dalam sebuah pesan',
    options: { text: 'Pesannya' },
  },
  home: {
    summary: 'Nomor, peringatan terbuka, penyenyapan, dan bahasa Anda',
    options: {},
  },
  help: {
    summary: 'Yang bisa Anda tanyakan',
    options: {},
  },
};
