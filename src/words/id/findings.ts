import { DAY } from '../../domain/time.js';
import type { FindingWords } from '../finding-words.js';
import { account } from './account.js';
import { basics } from './basics.js';
import { health } from './health.js';
import { sight } from './sight.js';
import { status } from './status.js';
import { template } from './template.js';
import { usage } from './usage.js';
import { warningSigns } from './warning-signs.js';

const { number } = basics;

/** What every rule says in Indonesian, one entry each. */
export const findings: FindingWords = {
  quality: {
    title: (facts) => (facts.quality === 'red' ? 'Kualitas rendah (merah)' : 'Kualitas sedang (kuning)'),
    name: 'kualitas',
    topic: 'Kualitas',
    several: (n) => `${number(n)} nomor berkualitas kuning atau merah`,
    lead: (facts, who) =>
      facts.quality === 'red'
        ? `Kualitas ${who} dinilai rendah (merah), berdasarkan blokir dan laporan 7 hari terakhir.`
        : `Kualitas ${who} dinilai sedang (kuning), berdasarkan blokir dan laporan 7 hari terakhir.`,
    news: (facts) =>
      facts.quality === 'red'
        ? 'Terlalu banyak penerima memblokir atau melaporkan pesannya dalam 7 hari terakhir.'
        : 'Sebagian penerima memblokir atau melaporkan pesannya dalam 7 hari terakhir.',
    advice: (facts, several) =>
      facts.quality === 'red'
        ? `Jeda siaran dari ${several ? 'nomor-nomor ini' : 'nomor ini'}. Setelah itu kirim hanya kepada orang yang sudah setuju, dengan pesan yang singkat dan personal, dan pastikan isinya sesuai kebijakan perdagangan dan bisnis.`
        : 'Kirim lebih jarang, hanya kepada orang yang sudah setuju, dengan pesan yang singkat dan personal.',
    resolved: (_facts, who) => `Kualitas ${who} kembali tinggi (hijau).`,
  },
  usage,
  status,
  limit: {
    title: (facts) => {
      if (facts.change === 'off-ladder') return 'Limit kirim tidak biasa';
      return facts.change === 'raised' ? 'Limit kirim naik' : 'Limit kirim turun';
    },
    name: 'limit kirim',
    topic: 'Limit kirim',
    several: (n) => `${number(n)} perubahan limit kirim`,
    lead: (facts, who) => {
      const now = basics.limit(facts.now);
      if (facts.change === 'off-ladder')
        return `Meta memberi ${who} limit kirim ${now}, yang bukan tingkatan yang lazim.`;
      const before = facts.before === null ? '' : `; sebelumnya ${basics.limit(facts.before)}`;
      return facts.now.kind === 'unlimited'
        ? `${who} kini boleh menjangkau orang tanpa batas dalam 24 jam${before}.`
        : `${who} kini boleh menjangkau ${now} orang dalam 24 jam${before}.`;
    },
    news: (facts) => {
      const now = basics.limit(facts.now);
      if (facts.change === 'off-ladder') return `Meta memberi ${now}, yang bukan tingkatan yang lazim.`;
      const before = facts.before === null ? '' : `; sebelumnya ${basics.limit(facts.before)}`;
      return facts.now.kind === 'unlimited'
        ? `Kini boleh menjangkau orang tanpa batas dalam 24 jam${before}.`
        : `Kini boleh menjangkau ${now} orang dalam 24 jam${before}.`;
    },
    advice: (facts) => {
      if (facts.change === 'raised') return 'Tambah jumlah kiriman secara bertahap dan jaga kualitasnya.';
      if (facts.change === 'lowered')
        return 'Sesuaikan siaran dengan limit yang lebih rendah, dan cari sebabnya di WhatsApp Manager.';
      return 'Bandingkan dengan WhatsApp Manager; kami memakai angka dari Meta.';
    },
    resolved: (_facts, who) => `Limit kirim ${who} kembali ke tingkatan yang lazim.`,
  },
  health,
  template,
  sight,
  token: {
    title: (facts) => {
      if (facts.state === 'invalid') return 'Token akses tidak berlaku lagi';
      if (facts.daysLeft === null) return 'Token akses segera kedaluwarsa';
      if (facts.daysLeft < 1) return 'Token akses kedaluwarsa dalam sehari';
      return `Token akses kedaluwarsa dalam ${basics.duration(facts.daysLeft * DAY)}`;
    },
    name: 'token',
    topic: 'Token akses',
    several: (n) => `${number(n)} token akses bermasalah`,
    lead: (facts, who, moment) => {
      if (facts.state === 'invalid') return `Meta tidak lagi menerima token ${who}.`;
      return facts.expiresAt === null
        ? `Token ${who} segera kedaluwarsa.`
        : `Token ${who} kedaluwarsa ${basics.moment(facts.expiresAt, moment)}.`;
    },
    news: (facts, moment) => {
      if (facts.state === 'invalid')
        return 'Meta menolaknya, dan tanpa token kami tidak dapat melihat apa pun.';
      return facts.expiresAt === null
        ? 'Setelah itu kami tidak dapat melihat apa pun.'
        : `Berlaku sampai ${basics.moment(facts.expiresAt, moment)}; setelah itu kami tidak dapat melihat apa pun.`;
    },
    advice: (facts) =>
      facts.state === 'invalid'
        ? 'Buat token baru dan masukkan ke konfigurasi.'
        : 'Buat token baru sebelum itu; pengguna sistem dapat memiliki token yang tidak kedaluwarsa.',
    resolved: (_facts, who) => `Token ${who} berlaku lagi.`,
  },
  account,
  'warning-signs': warningSigns,
};
