import type { FactsOf } from '../../domain/finding.js';
import type { Problem, Status } from '../../domain/snapshot.js';
import { DAY } from '../../domain/time.js';
import type { FindingWords } from '../finding-words.js';
import type { Moment } from '../format.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number, percent, used } = basics;

function usageLead(facts: FactsOf<'usage'>, who: string, moment: Moment): string {
  const head = `${who} memakai ${used(facts)} dari ${number(facts.limit)} orang dalam 24 jam (${percent(facts.percent)})`;
  const most =
    facts.most === null
      ? ''
      : `, ${percent(facts.most.share * 100)} di antaranya oleh ${shown(facts.most.label, 60)}`;
  const pace =
    facts.reachedAt === null
      ? ''
      : ` Dengan laju ini limit tercapai ${basics.moment(facts.reachedAt, moment)}.`;
  return `${head}${most}.${pace}`;
}

const statusLeads: Readonly<Record<Status, (who: string) => string>> = {
  connected: (who) => `${who} terhubung.`,
  pending: (who) => `${who} menunggu tinjauan Meta dan belum bebas mengirim.`,
  offline: (who) => `${who} luring dan tidak dapat mengirim.`,
  flagged: (who) => `Meta menandai ${who} karena kualitasnya turun menjadi rendah.`,
  restricted: (who) => `Meta membatasi ${who}: limit kirimnya habis, atau ada kebijakan yang dilanggar.`,
  'rate-limited': (who) => `${who} mengirim lebih cepat daripada yang Meta izinkan.`,
  banned: (who) => `Meta memblokir ${who}; nomor ini tidak dapat mengirim.`,
  disconnected: (who) => `${who} terputus; tidak dapat mengirim maupun menerima.`,
  deleted: (who) => `${who} dihapus dari akunnya.`,
  migrated: (who) => `${who} dipindahkan ke akun lain.`,
  unverified: (who) => `${who} belum diverifikasi dan belum dapat mengirim.`,
  unknown: (who) => `Meta memberi ${who} status yang tidak kami kenal.`,
};

const statusAdvice: Readonly<Record<Status, string>> = {
  connected: 'Tidak perlu tindakan.',
  pending: 'Selesaikan langkah yang diminta WhatsApp Manager.',
  offline: 'Periksa sambungan nomor ini di WhatsApp Manager.',
  flagged:
    'Hentikan siaran dan tulis hanya kepada yang sudah setuju, sampai kualitasnya sedang atau tinggi lagi.',
  restricted:
    'Hentikan siaran dan buka Kualitas akun di WhatsApp Manager; balasan kepada pelanggan mungkin masih bisa.',
  'rate-limited': 'Kirim lebih pelan; ini berakhir sendiri.',
  banned: 'Minta peninjauan di Kualitas akun pada WhatsApp Manager.',
  disconnected: 'Hubungkan lagi nomor ini di WhatsApp Manager.',
  deleted: 'Bila tidak disengaja, tanyakan kepada pengelola akun.',
  migrated: 'Tambahkan akun barunya ke konfigurasi bila perlu dipantau.',
  unverified: 'Verifikasi nomor dengan kode yang dikirim Meta.',
  unknown: 'Lihat nomor ini di WhatsApp Manager.',
};

const sightTitles: Readonly<Record<Problem, string>> = {
  unauthorised: 'Kami tidak dapat melihat: token akses ditolak',
  forbidden: 'Kami tidak dapat melihat: akses ditolak',
  throttled: 'Kami tidak dapat melihat: Meta meminta kami melambat',
  unreachable: 'Kami tidak dapat melihat: Meta tidak dapat dihubungi',
  unintelligible: 'Kami tidak dapat melihat: jawaban tidak dipahami',
};

const sightAdvice: Readonly<Record<Problem, string>> = {
  unauthorised: 'Buat token akses baru dan masukkan ke konfigurasi.',
  forbidden: 'Beri pengguna sistem pemilik token akses ke akun ini.',
  throttled:
    'Belum perlu tindakan: kami memeriksa lebih jarang. Bila menetap, aplikasi lain menghabiskan jatahnya.',
  unreachable: 'Periksa jaringan di sini dan halaman status Meta.',
  unintelligible: 'Cari versi bot yang lebih baru dan kirim rinciannya kepada pembuatnya.',
};

const accountStates: Readonly<Record<string, string>> = {
  REJECTED: 'Meta menolak akun ini',
  PENDING: 'Meta sedang meninjau akun ini',
  DISABLED: 'Meta menonaktifkan akun ini',
  BANNED: 'Meta memblokir akun ini',
};

function accountTitle(state: string): string {
  const plain = Object.hasOwn(accountStates, state) ? accountStates[state] : undefined;
  return plain ?? `Laporan Meta: ${shown(state, 60)}`;
}

/** The first of Meta's reasons, as a clause that may follow a sentence. */
function because(facts: FactsOf<'health'>): string {
  const first = facts.reasons[0];
  if (!first) return '.';
  const others = facts.reasons.length - 1;
  return `. Kata Meta: ${shown(first.description, 160)}${others > 0 ? ` (${basics.more(others)})` : ''}`;
}

function templateState(facts: FactsOf<'template'>): string {
  const word = facts.status?.trim().toUpperCase();
  if (word === 'DISABLED') return 'dinonaktifkan';
  if (word === 'PAUSED') return 'dijeda';
  if (facts.quality === 'red' || facts.quality === 'yellow')
    return `berperingkat ${names.qualities[facts.quality].toLowerCase()}`;
  return facts.status === null ? 'dalam keadaan tidak diketahui' : `dalam keadaan ${shown(facts.status, 40)}`;
}

/** What every rule says in Indonesian. */
export const findings: FindingWords = {
  quality: {
    title: (facts) => (facts.quality === 'red' ? 'Kualitas Rendah (merah)' : 'Kualitas Sedang (kuning)'),
    lead: (facts, who) =>
      facts.quality === 'red'
        ? `Peringkat kualitas ${who} Rendah (merah), dari blokir dan laporan 7 hari terakhir.`
        : `Peringkat kualitas ${who} Sedang (kuning), dari blokir dan laporan 7 hari terakhir.`,
    advice: (facts) =>
      facts.quality === 'red'
        ? 'Jeda siaran dari nomor ini. Setelah itu tulis hanya kepada yang sudah setuju, singkat dan personal, dan cocokkan isi pesan dengan kebijakan perdagangan dan bisnis.'
        : 'Kirim lebih jarang, hanya kepada yang sudah setuju, dengan pesan singkat dan personal.',
    resolved: (_facts, who) => `Peringkat kualitas ${who} Tinggi (hijau) lagi.`,
  },
  usage: {
    title: (facts) => {
      if (facts.percent < 100) return `${percent(facts.percent)} limit kirim terpakai`;
      return facts.accuracy === 'exact' ? 'Limit kirim habis' : 'Limit kirim mungkin habis';
    },
    lead: usageLead,
    advice: (facts) =>
      facts.percent < 100
        ? 'Tunda yang bisa menunggu: ruang kembali saat pesan lama genap 24 jam.'
        : 'Jangan mulai siaran baru sampai pesan lama genap 24 jam. Balasan kepada pelanggan tetap bisa.',
    resolved: (_facts, who) => `${who} punya ruang kirim lagi.`,
  },
  status: {
    title: (facts) => `Status: ${names.status(facts.status, facts.raw)}`,
    lead: (facts, who) => statusLeads[facts.status](who),
    advice: (facts) => statusAdvice[facts.status],
    resolved: (_facts, who) => `${who} terhubung lagi.`,
  },
  limit: {
    title: (facts) => {
      if (facts.change === 'off-ladder') return 'Limit kirim tidak biasa';
      return facts.change === 'raised' ? 'Limit kirim naik' : 'Limit kirim turun';
    },
    lead: (facts, who) => {
      const now = basics.limit(facts.now);
      if (facts.change === 'off-ladder')
        return `Meta memberi ${who} limit kirim ${now}, yang bukan tingkatan yang lazim.`;
      const before = facts.before === null ? '' : `, sebelumnya ${basics.limit(facts.before)}`;
      return facts.now.kind === 'unlimited'
        ? `${who} kini boleh menjangkau orang tanpa batas dalam 24 jam${before}.`
        : `${who} kini boleh menjangkau ${now} orang dalam 24 jam${before}.`;
    },
    advice: (facts) => {
      if (facts.change === 'raised') return 'Naikkan jumlah kiriman bertahap dan jaga kualitas.';
      if (facts.change === 'lowered')
        return 'Sesuaikan siaran dengan limit yang lebih rendah dan cari sebabnya di WhatsApp Manager.';
      return 'Bandingkan dengan WhatsApp Manager; kami memakai angka dari Meta.';
    },
    resolved: (_facts, who) => `${who} kembali pada limit kirim yang lazim.`,
  },
  health: {
    title: (facts) => (facts.canSend === 'blocked' ? 'Pengiriman diblokir' : 'Pengiriman dibatasi'),
    lead: (facts, who) =>
      facts.canSend === 'blocked'
        ? `Meta tidak mengizinkan ${who} mengirim${because(facts)}`
        : `Meta mengizinkan ${who} mengirim hanya sebagian${because(facts)}`,
    advice: (facts) => {
      const solution = facts.reasons.find((reason) => reason.solution !== null)?.solution;
      return solution ? `Saran Meta: ${shown(solution, 240)}` : 'Cari sebabnya di WhatsApp Manager.';
    },
    resolved: (_facts, who) => `${who} boleh mengirim tanpa pembatasan Meta lagi.`,
  },
  template: {
    title: (facts) => `Templat ${templateState(facts)}`,
    lead: (facts) =>
      `Templat ${shown(facts.name, 80)} (${shown(facts.language, 12)}) ${templateState(facts)}.`,
    advice: (facts) =>
      facts.status?.trim().toUpperCase() === 'DISABLED'
        ? 'Tulis templat baru: relevan, personal dan singkat.'
        : 'Kirim lebih jarang dan hanya kepada yang menantinya; buat isinya lebih singkat dan personal.',
    resolved: (facts) => `Templat ${shown(facts.name, 80)} baik lagi.`,
  },
  sight: {
    title: (facts) => sightTitles[facts.problem],
    lead: (facts, who, moment) => {
      const last =
        facts.lastSeenAt === null
          ? 'Belum pernah terlihat.'
          : `Terakhir terlihat ${basics.moment(facts.lastSeenAt, moment)}.`;
      return `Kami tidak dapat melihat ${who}: ${names.problems[facts.problem]}. ${last}`;
    },
    advice: (facts) => sightAdvice[facts.problem],
    resolved: (_facts, who) => `Kami dapat melihat ${who} lagi.`,
  },
  token: {
    title: (facts) => {
      if (facts.state === 'invalid') return 'Token akses tidak berlaku lagi';
      if (facts.daysLeft === null) return 'Token akses segera kedaluwarsa';
      if (facts.daysLeft < 1) return 'Token akses kedaluwarsa dalam sehari';
      return `Token akses kedaluwarsa dalam ${basics.duration(facts.daysLeft * DAY)}`;
    },
    lead: (facts, who, moment) => {
      if (facts.state === 'invalid') return `Meta tidak lagi menerima token ${who}.`;
      return facts.expiresAt === null
        ? `Token ${who} segera kedaluwarsa.`
        : `Token ${who} kedaluwarsa ${basics.moment(facts.expiresAt, moment)}.`;
    },
    advice: (facts) =>
      facts.state === 'invalid'
        ? 'Buat token baru dan masukkan ke konfigurasi.'
        : 'Buat token baru sebelum itu; pengguna sistem bisa punya token yang tidak kedaluwarsa.',
    resolved: (_facts, who) => `Token ${who} berlaku.`,
  },
  account: {
    title: (facts) => accountTitle(facts.state),
    lead: (facts, who) => {
      const detail = facts.detail === null ? '' : ` (${shown(facts.detail, 160)})`;
      return `${accountTitle(facts.state)}${detail}: ${who}.`;
    },
    advice: () => 'Buka Kualitas akun di WhatsApp Manager; peninjauan dapat diminta di sana.',
    resolved: (_facts, who) => `Meta tidak lagi melaporkan masalah pada ${who}.`,
  },
};
