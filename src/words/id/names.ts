import type { Words } from '../en/index.js';
import { shown } from '../shorten.js';

const statuses: Words['names']['statuses'] = {
  connected: 'Terhubung',
  pending: 'Tertunda',
  offline: 'Luring',
  flagged: 'Ditandai',
  restricted: 'Dibatasi',
  'rate-limited': 'Kecepatan dibatasi',
  banned: 'Diblokir',
  disconnected: 'Terputus',
  deleted: 'Dihapus',
  migrated: 'Pindah ke akun lain',
  unverified: 'Belum diverifikasi',
  unknown: 'Tidak diketahui',
};

const unknowns: Words['names']['unknowns'] = {
  'not-looked-yet': 'belum diperiksa',
  'not-returned': 'Meta tidak mengirim apa pun',
  'not-set': 'Meta belum menetapkannya',
  'not-understood': 'jawaban Meta tidak kami pahami',
  refused: 'Meta menolak memberi tahu',
  incomplete: 'hanya sebagian yang terbaca',
  'not-offered': 'Meta tidak menyediakannya untuk akun ini, atau belum diaktifkan',
  'no-history': 'riwayat belum cukup',
  'time-unsure': 'belum pasti hari mana yang dihitung Meta',
  moved: 'dihitung pada nomor yang kini memakai nomor telepon ini',
};

/** What things are called in Indonesian. */
export const names: Words['names'] = {
  severities: { info: 'Info', warning: 'Waspada', critical: 'Kritis' },
  qualities: {
    green: 'Tinggi (hijau)',
    yellow: 'Sedang (kuning)',
    red: 'Rendah (merah)',
    unknown: 'Tidak diketahui',
  },
  colours: { green: 'hijau', yellow: 'kuning', red: 'merah', unknown: 'tidak diketahui' },
  statuses,
  status: (status, raw) =>
    status === 'unknown' && raw !== null && raw !== ''
      ? `Tidak diketahui (${shown(raw, 40)})`
      : statuses[status],
  unknowns,
  problems: {
    unauthorised: 'Meta tidak menerima token akses kami',
    forbidden: 'token akses kami tidak boleh melihat akun ini',
    throttled: 'permintaan kami terlalu banyak bagi Meta',
    unreachable: 'Meta tidak dapat dihubungi',
    unintelligible: 'jawaban Meta tidak kami pahami',
  },
  unknown: (why) => `tidak diketahui: ${unknowns[why]}`,
};
