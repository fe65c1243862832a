import type { Words } from '../en/index.js';

/** What somebody's own page says, in Indonesian. */
export const home: Words['home'] = {
  title: 'Nomor Anda',
  incidents: 'Peringatan terbuka',
  silences: 'Penyenyapan',
  language: 'Bahasa jawaban untuk Anda',
  chooseLanguage: 'Ganti bahasa',
};
