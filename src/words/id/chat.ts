import type { Words } from '../en.js';

/** The few sentences a chat says by itself, in Indonesian. */
export const chat: Words['chat'] = {
  working: 'Sebentar.',
  close: 'Tutup',
  sharedBy: (who) => `Dibagikan oleh ${who}`,
  failed: 'Ini belum bisa dijawab. Silakan coba lagi sebentar lagi.',
  staleButton: 'Tombol ini dari versi lama. Silakan tanyakan lagi.',
};
