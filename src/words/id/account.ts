import type { RuleWords } from '../finding-words.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';

/** What Meta's words for an account, or for what happened in one, mean. */
const states: Readonly<Record<string, string>> = {
  REJECTED: 'Meta menolak akun ini',
  PENDING: 'Meta sedang meninjau akun ini',
  DISABLED: 'Meta menonaktifkan akun ini',
  BANNED: 'Meta memblokir akun ini',
  SCHEDULE_FOR_DISABLE: 'Meta akan menonaktifkan akun ini',
  ACCOUNT_DELETED: 'Akun ini dihapus',
  ACCOUNT_OFFBOARDED: 'Akun ini keluar dari Cloud API',
  ACCOUNT_RECONNECTED: 'Akun ini terhubung kembali',
  ACCOUNT_RESTRICTION: 'Meta membatasi akun ini',
  ACCOUNT_VIOLATION: 'Meta menemukan pelanggaran kebijakan',
  PARTNER_REMOVED: 'Akun ini dilepas dari mitra',
  PARTNER_APP_UNINSTALLED: 'Sebuah aplikasi kehilangan akses ke akun ini',
  INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED: 'Meta menunda kenaikan limit',
  INCREASED_CAPABILITIES_ELIGIBILITY_FAILED: 'Meta menolak kenaikan limit',
  INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO:
    'Meta memerlukan informasi tambahan untuk kenaikan limit',
  PIN_CHANGED: 'PIN verifikasi dua langkah diubah',
  PIN_RESET_REQUEST: 'Ada permintaan reset PIN verifikasi dua langkah',
  PIN_REQUEST_SUCCESS: 'PIN verifikasi dua langkah telah direset',
  TEMPLATE_CATEGORY_CHANGED: 'Meta mengubah kategori templat',
  TEMPLATE_CATEGORY_WILL_CHANGE: 'Meta akan mengubah kategori templat',
  TEMPLATE_FLAGGED: 'Templat mendapat tanggapan buruk dan mungkin dinonaktifkan Meta',
  TEMPLATE_LIMIT_EXCEEDED: 'Jumlah templat di akun ini sudah mencapai batas Meta',
  TEMPLATE_LOCKED: 'Meta mengunci templat, jadi isinya tidak dapat diubah',
  TEMPLATE_REINSTATED: 'Templat boleh dikirim lagi',
  TEMPLATE_REJECTED: 'Meta menolak templat',
};

/** What to do about what happened to an account; what is not here ends in a review. */
const accountAdvice: Readonly<Record<string, string>> = {
  PENDING: 'Tidak ada yang perlu dilakukan; tunggu keputusan Meta.',
  ACCOUNT_DELETED: 'Jika tidak disengaja, tanyakan kepada pengelola akun.',
  ACCOUNT_OFFBOARDED: 'Jika tidak disengaja, hubungkan lagi akun ini ke Cloud API.',
  ACCOUNT_RECONNECTED: 'Tidak ada yang perlu dilakukan.',
  PARTNER_REMOVED: 'Jika tidak disengaja, bagikan lagi akun ini kepada mitra.',
  PARTNER_APP_UNINSTALLED: 'Jika tidak disengaja, beri lagi aplikasi itu akses ke akun ini.',
  INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED:
    'Tidak ada yang perlu dilakukan; Meta akan memeriksanya lagi nanti.',
  INCREASED_CAPABILITIES_ELIGIBILITY_FAILED:
    'Jaga kualitas tetap tinggi, dan cari sebabnya di WhatsApp Manager.',
  INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO: 'Berikan yang diminta Meta di WhatsApp Manager.',
};

/** What to do about what happened to a template. */
const templateAdvice: Readonly<Record<string, string>> = {
  TEMPLATE_FLAGGED: 'Kirim lebih jarang, dan hanya kepada orang yang menantikannya.',
  TEMPLATE_LIMIT_EXCEEDED: 'Hapus templat yang tidak dipakai lagi di WhatsApp Manager.',
  TEMPLATE_LOCKED: 'Ubah isinya setelah Meta membuka kuncinya.',
  TEMPLATE_REINSTATED: 'Kirim lebih jarang dari sebelumnya, dan hanya kepada orang yang menantikannya.',
  TEMPLATE_REJECTED: 'Perbaiki di WhatsApp Manager lalu ajukan lagi, atau ajukan banding di sana.',
};

/** What Meta's word for a state of an account means; an unfamiliar one is quoted. */
export function titleOf(state: string): string {
  const plain = Object.hasOwn(states, state) ? states[state] : undefined;
  return plain ?? `Meta melaporkan ${shown(state, 60)}`;
}

/** What the rule on accounts says in Indonesian. */
export const account: RuleWords<'account'> = {
  title: (facts) => titleOf(facts.state),
  name: 'akun',
  topic: 'Akun',
  several: (n) => `${basics.number(n)} akun bermasalah`,
  lead: (facts, who) => {
    const detail = facts.detail === null ? '' : ` (${shown(facts.detail, 160)})`;
    return `${who}: ${titleOf(facts.state)}${detail}.`;
  },
  news: (facts) =>
    facts.detail === null
      ? 'Meta tidak memberi keterangan lain.'
      : `Menurut Meta: ${shown(facts.detail, 160)}`,
  advice: ({ state }) => {
    if (state.startsWith('PIN_'))
      return 'Jika bukan tim Anda yang melakukannya, buat PIN baru di WhatsApp Manager dan periksa siapa yang memiliki akses.';
    if (state.startsWith('TEMPLATE_CATEGORY_'))
      return 'Kategori menentukan harga. Periksa kesesuaian templat tersebut di WhatsApp Manager.';
    const advices = { ...accountAdvice, ...templateAdvice };
    const own = Object.hasOwn(advices, state) ? advices[state] : undefined;
    if (own !== undefined) return own;
    return 'Buka Kualitas akun di WhatsApp Manager; Anda dapat mengajukan peninjauan di sana.';
  },
  resolved: (_facts, who) => `Meta tidak lagi melaporkan masalah pada ${who}.`,
};
