import type { Typed } from '../typed.js';

/** What people type in Indonesian. */
export const typed: Typed = {
  until: ['sampai', 'hingga', 'selama'],
  clock: ['pukul', 'jam'],
  tomorrow: ['besok'],
  healthy: ['sehat', 'pulih'],
  minute: ['menit'],
  hour: ['j', 'jam'],
  day: ['hari'],
  thousand: ['rb'],
  list: ['daftar'],
  end: ['akhiri'],
};
