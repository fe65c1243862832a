import type { FactsOf } from '../../domain/finding.js';
import type { Status } from '../../domain/snapshot.js';
import { DAY } from '../../domain/time.js';
import type { FindingWords } from '../finding-words.js';
import { sentence, type Moment } from '../format.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { names } from './names.js';
import { sight } from './sight.js';

const { number, percent, used } = basics;

function usageLead(facts: FactsOf<'usage'>, who: string, moment: Moment): string {
  const share = percent(facts.percent);
  return `${who} menjangkau ${used(facts)} dari ${number(facts.limit)} orang dalam 24 jam (${share})${usageTail(facts, moment)}`;
}

function usageNews(facts: FactsOf<'usage'>, moment: Moment): string {
  return sentence(`${used(facts)} dari ${number(facts.limit)} orang dalam 24 jam${usageTail(facts, moment)}`);
}

/** Who used most of it, and when the limit is reached. */
function usageTail(facts: FactsOf<'usage'>, moment: Moment): string {
  const most =
    facts.most === null
      ? ''
      : `, ${percent(facts.most.share * 100)} di antaranya dari ${shown(facts.most.label, 60)}`;
  const pace =
    facts.reachedAt === null || facts.percent >= 100
      ? ''
      : ` Dengan laju ini, limit tercapai ${basics.moment(facts.reachedAt, moment)}.`;
  return `${most}.${pace}`;
}

const statusLeads: Readonly<Record<Status, (who: string) => string>> = {
  connected: (who) => `${who} terhubung.`,
  pending: (who) => `${who} masih ditinjau Meta dan belum dapat mengirim dengan bebas.`,
  offline: (who) => `${who} luring dan tidak dapat mengirim pesan.`,
  flagged: (who) => `Meta menandai ${who} karena kualitasnya turun menjadi rendah.`,
  restricted: (who) => `Meta membatasi ${who}: limit kirimnya habis, atau ada kebijakan yang dilanggar.`,
  'rate-limited': (who) => `${who} mengirim lebih cepat daripada yang diizinkan Meta.`,
  banned: (who) => `Meta memblokir ${who}, sehingga tidak dapat mengirim pesan.`,
  disconnected: (who) => `${who} terputus, sehingga tidak dapat mengirim maupun menerima pesan.`,
  deleted: (who) => `${who} sudah dihapus dari akunnya.`,
  migrated: (who) => `${who} sudah dipindahkan ke akun lain.`,
  unverified: (who) => `${who} belum diverifikasi dan belum dapat mengirim pesan.`,
  unknown: (who) => `Meta memberi ${who} status yang tidak kami kenal.`,
};

const statusAdvice: Readonly<Record<Status, string>> = {
  connected: 'Tidak ada yang perlu dilakukan.',
  pending: 'Selesaikan langkah-langkah yang diminta di WhatsApp Manager.',
  offline: 'Periksa koneksi nomor di WhatsApp Manager.',
  flagged:
    'Jeda siaran dan kirim hanya kepada orang yang sudah setuju, sampai kualitasnya kembali sedang atau tinggi.',
  restricted:
    'Hentikan siaran dan buka Kualitas akun di WhatsApp Manager; balasan kepada pelanggan mungkin masih bisa.',
  'rate-limited': 'Kirim lebih pelan; pembatasan ini berakhir sendiri.',
  banned: 'Ajukan peninjauan lewat Kualitas akun di WhatsApp Manager.',
  disconnected: 'Hubungkan kembali nomor di WhatsApp Manager.',
  deleted: 'Jika tidak disengaja, tanyakan kepada pengelola akun.',
  migrated: 'Tambahkan akun barunya ke konfigurasi jika perlu dipantau.',
  unverified: 'Verifikasi nomor dengan kode yang dikirim Meta.',
  unknown: 'Periksa nomor di WhatsApp Manager.',
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

/** The first of Meta's reasons; null when it gives none. */
function reason(facts: FactsOf<'health'>): string | null {
  const first = facts.reasons[0];
  if (!first) return null;
  const others = facts.reasons.length - 1;
  return `Menurut Meta: ${shown(first.description, 160)}${others > 0 ? ` (${basics.more(others)})` : ''}`;
}

function because(facts: FactsOf<'health'>): string {
  const why = reason(facts);
  return why === null ? '.' : `. ${why}`;
}

function templateState(facts: FactsOf<'template'>): string {
  const word = facts.status?.trim().toUpperCase();
  if (word === 'DISABLED') return 'dinonaktifkan';
  if (word === 'PAUSED') return 'dijeda';
  if (facts.quality === 'red' || facts.quality === 'yellow')
    return `berperingkat ${names.qualities[facts.quality].toLowerCase()}`;
  return facts.status === null ? 'dalam keadaan tidak diketahui' : `dalam keadaan ${shown(facts.status, 40)}`;
}

function templateNews(facts: FactsOf<'template'>): string {
  switch (templateState(facts)) {
    case 'dinonaktifkan':
      return 'Templat ini tidak dapat dikirim lagi.';
    case 'dijeda':
      return 'Templat ini tidak dapat dikirim sampai Meta mengakhiri jedanya.';
    default:
      return facts.quality === 'red' || facts.quality === 'yellow'
        ? 'Ada penerima yang memblokir atau melaporkannya; Meta mungkin akan menjedanya.'
        : 'Meta tidak memberi keterangan lain.';
  }
}

/** What every rule says in Indonesian. */
export const findings: FindingWords = {
  quality: {
    title: (facts) => (facts.quality === 'red' ? 'Kualitas Rendah (merah)' : 'Kualitas Sedang (kuning)'),
    topic: 'Kualitas',
    lead: (facts, who) =>
      facts.quality === 'red'
        ? `Peringkat kualitas ${who} Rendah (merah), berdasarkan blokir dan laporan 7 hari terakhir.`
        : `Peringkat kualitas ${who} Sedang (kuning), berdasarkan blokir dan laporan 7 hari terakhir.`,
    news: (facts) =>
      facts.quality === 'red'
        ? 'Terlalu banyak penerima memblokir atau melaporkan pesannya dalam 7 hari terakhir.'
        : 'Sebagian penerima memblokir atau melaporkan pesannya dalam 7 hari terakhir.',
    advice: (facts, several) =>
      facts.quality === 'red'
        ? `Jeda siaran dari ${several ? 'nomor-nomor ini' : 'nomor ini'}. Setelah itu kirim hanya kepada orang yang sudah setuju, dengan pesan yang singkat dan personal, dan pastikan isinya sesuai kebijakan perdagangan dan bisnis.`
        : 'Kirim lebih jarang, hanya kepada orang yang sudah setuju, dengan pesan yang singkat dan personal.',
    resolved: (_facts, who) => `Peringkat kualitas ${who} kembali Tinggi (hijau).`,
  },
  usage: {
    title: (facts) => {
      if (facts.percent < 100) return `${percent(facts.percent)} limit kirim terpakai`;
      return facts.accuracy === 'exact' ? 'Limit kirim habis' : 'Limit kirim mungkin habis';
    },
    topic: 'Pemakaian limit kirim',
    lead: usageLead,
    news: usageNews,
    advice: (facts) =>
      facts.percent < 100
        ? 'Tunda kiriman yang tidak mendesak: limit bebas lagi setelah pesan lama berumur 24 jam.'
        : 'Jangan mulai siaran baru sampai pesan lama berumur 24 jam. Balasan kepada pelanggan tetap bisa.',
    resolved: (_facts, who) => `Limit kirim ${who} sudah longgar lagi.`,
  },
  status: {
    title: (facts) => `Status: ${names.status(facts.status, facts.raw)}`,
    topic: 'Status',
    lead: (facts, who) => statusLeads[facts.status](who),
    news: (facts) => sentence(statusLeads[facts.status]('nomor ini')),
    advice: (facts) => statusAdvice[facts.status],
    resolved: (_facts, who) => `${who} terhubung kembali.`,
  },
  limit: {
    title: (facts) => {
      if (facts.change === 'off-ladder') return 'Limit kirim tidak biasa';
      return facts.change === 'raised' ? 'Limit kirim naik' : 'Limit kirim turun';
    },
    topic: 'Limit kirim',
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
    resolved: (_facts, who) => `Limit kirim ${who} kembali lazim.`,
  },
  health: {
    title: (facts) => (facts.canSend === 'blocked' ? 'Pengiriman diblokir' : 'Pengiriman dibatasi'),
    topic: 'Pengiriman',
    lead: (facts, who) =>
      facts.canSend === 'blocked'
        ? `Meta tidak mengizinkan ${who} mengirim pesan${because(facts)}`
        : `Meta membatasi pengiriman dari ${who}${because(facts)}`,
    news: (facts) => reason(facts) ?? 'Meta tidak menyebut alasannya.',
    advice: (facts) => {
      const solution = facts.reasons.find((reason) => reason.solution !== null)?.solution;
      return solution ? `Saran Meta: ${shown(solution, 240)}` : 'Cari sebabnya di WhatsApp Manager.';
    },
    resolved: (_facts, who) => `Meta tidak lagi memblokir atau membatasi pengiriman dari ${who}.`,
  },
  template: {
    title: (facts) => `Templat ${templateState(facts)}`,
    topic: 'Templat',
    lead: (facts) =>
      `Templat ${shown(facts.name, 80)} (${shown(facts.language, 12)}) ${templateState(facts)}.`,
    news: templateNews,
    advice: (facts) =>
      facts.status?.trim().toUpperCase() === 'DISABLED'
        ? 'Buat templat baru yang relevan, personal, dan singkat.'
        : 'Kirim lebih jarang dan hanya kepada orang yang menantikannya, dan buat isinya lebih singkat dan personal.',
    resolved: (facts) => `Templat ${shown(facts.name, 80)} sudah tidak bermasalah.`,
  },
  sight,
  token: {
    title: (facts) => {
      if (facts.state === 'invalid') return 'Token akses tidak berlaku lagi';
      if (facts.daysLeft === null) return 'Token akses segera kedaluwarsa';
      if (facts.daysLeft < 1) return 'Token akses kedaluwarsa dalam sehari';
      return `Token akses kedaluwarsa dalam ${basics.duration(facts.daysLeft * DAY)}`;
    },
    topic: 'Token akses',
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
  account: {
    title: (facts) => accountTitle(facts.state),
    topic: 'Akun',
    lead: (facts, who) => {
      const detail = facts.detail === null ? '' : ` (${shown(facts.detail, 160)})`;
      return `${accountTitle(facts.state)}${detail}: ${who}.`;
    },
    news: (facts) =>
      facts.detail === null
        ? 'Meta tidak memberi keterangan lain.'
        : `Menurut Meta: ${shown(facts.detail, 160)}`,
    advice: () => 'Buka Kualitas akun di WhatsApp Manager; Anda dapat mengajukan peninjauan di sana.',
    resolved: (_facts, who) => `Meta tidak lagi melaporkan masalah pada ${who}.`,
  },
};
