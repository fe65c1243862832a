import type { Words } from '../en/index.js';

/** What forms ask before a command is run, in Indonesian. */
export const forms: Words['forms'] = {
  cancel: 'Batal',
  silence: {
    title: 'Senyapkan peringatan',
    submit: 'Senyapkan',
    time: 'Berapa lama?',
    times: {
      halfHour: '30 menit',
      hour: '1 jam',
      fourHours: '4 jam',
      morning: 'Sampai pukul 08.00',
      healthy: 'Sampai pulih',
    },
    reason: 'Alasan (boleh kosong)',
    reasonHint: 'Terlihat oleh semua yang membaca peringatan ini.',
  },
};
