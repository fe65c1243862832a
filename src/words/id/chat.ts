import type { Words } from '../en/index.js';

/** The few sentences a chat says by itself, in Indonesian. */
export const chat: Words['chat'] = {
  working: 'Mohon tunggu sebentar.',
  close: 'Tutup',
  sharedBy: (who) => `Dibagikan oleh ${who}`,
  failed: 'Ini belum dapat dijawab. Silakan coba beberapa saat lagi.',
  staleButton: 'Tombol ini dari versi lama. Silakan ajukan lagi pertanyaannya.',
};
