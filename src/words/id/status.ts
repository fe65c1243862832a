import type { Status } from '../../domain/snapshot.js';
import type { RuleWords } from '../finding-words.js';
import { sentence } from '../format.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number } = basics;

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
    'Hentikan siaran dan buka Kualitas akun di WhatsApp Manager; balasan kepada pelanggan mungkin masih dapat dikirim.',
  'rate-limited': 'Kirim lebih pelan; pembatasan ini berakhir sendiri.',
  banned: 'Ajukan peninjauan lewat Kualitas akun di WhatsApp Manager.',
  disconnected: 'Hubungkan kembali nomor di WhatsApp Manager.',
  deleted: 'Jika tidak disengaja, tanyakan kepada pengelola akun.',
  migrated: 'Tambahkan akun barunya ke konfigurasi jika perlu dipantau.',
  unverified: 'Verifikasi nomor dengan kode yang dikirim Meta.',
  unknown: 'Periksa nomor di WhatsApp Manager.',
};

/** What is said of a number's status, in Indonesian. */
export const status: RuleWords<'status'> = {
  title: (facts) => `Status: ${names.status(facts.status, facts.raw)}`,
  name: 'status',
  topic: 'Status',
  several: (n) => `${number(n)} nomor tidak terhubung sebagaimana mestinya`,
  lead: (facts, who) => statusLeads[facts.status](who),
  news: (facts) => sentence(statusLeads[facts.status]('nomor ini')),
  advice: (facts) => statusAdvice[facts.status],
  resolved: (_facts, who) => `${who} terhubung kembali.`,
};
