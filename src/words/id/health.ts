import type { NameTrouble } from '../../domain/display-name.js';
import type { FactsOf } from '../../domain/finding.js';
import type { RuleWords } from '../finding-words.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';

const { number } = basics;

/** What is said of a display name where Meta lets the number send. */
const ofName: Readonly<
  Record<
    NameTrouble,
    Readonly<Record<'title' | 'news' | 'advice', string>> & { readonly lead: (who: string) => string }
  >
> = {
  pending: {
    title: 'Nama tampilan sedang ditinjau',
    lead: (who) => `Meta sedang meninjau nama tampilan ${who}; sampai selesai, limit kirim bisa tetap kecil.`,
    news: 'Meta sedang meninjaunya; sampai selesai, limit kirim bisa tetap kecil.',
    advice: 'Tidak ada yang perlu dilakukan; tunggu keputusan Meta.',
  },
  declined: {
    title: 'Nama tampilan ditolak',
    lead: (who) =>
      `Meta menolak nama tampilan ${who}; limit kirim bisa tetap kecil sampai ada nama yang disetujui.`,
    news: 'Meta menolaknya; limit kirim bisa tetap kecil sampai ada nama yang disetujui.',
    advice: 'Ganti namanya di WhatsApp Manager agar sesuai pedoman nama tampilan Meta, atau ajukan banding.',
  },
  expired: {
    title: 'Nama tampilan kedaluwarsa',
    lead: (who) =>
      `Persetujuan Meta atas nama tampilan ${who} kedaluwarsa; limit kirim bisa tetap kecil sampai namanya disetujui lagi.`,
    news: 'Persetujuan Meta kedaluwarsa; limit kirim bisa tetap kecil sampai namanya disetujui lagi.',
    advice: 'Ajukan kembali nama tersebut untuk ditinjau di WhatsApp Manager.',
  },
};

/** The trouble with the name where that is all there is. */
function nameOnly({ canSend, displayName }: FactsOf<'health'>): NameTrouble | null {
  return canSend === 'limited' || canSend === 'blocked' ? null : (displayName ?? null);
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

/** What is said of whether Meta lets somebody send, in Indonesian. */
export const health: RuleWords<'health'> = {
  title: (facts) => {
    const name = nameOnly(facts);
    if (name !== null) return ofName[name].title;
    return facts.canSend === 'blocked' ? 'Pengiriman diblokir' : 'Pengiriman dibatasi';
  },
  name: 'pengiriman',
  topic: 'Pengiriman',
  several: (n) => `${number(n)} pengiriman dibatasi atau diblokir, atau nama tampilannya belum disetujui`,
  lead: (facts, who) => {
    const name = nameOnly(facts);
    if (name !== null) return ofName[name].lead(who);
    return facts.canSend === 'blocked'
      ? `Meta tidak mengizinkan ${who} mengirim pesan${because(facts)}`
      : `Meta membatasi pengiriman dari ${who}${because(facts)}`;
  },
  news: (facts) => {
    const name = nameOnly(facts);
    return name === null ? (reason(facts) ?? 'Meta tidak menyebut alasannya.') : ofName[name].news;
  },
  advice: (facts) => {
    const name = nameOnly(facts);
    if (name !== null) return ofName[name].advice;
    const solution = facts.reasons.find((reason) => reason.solution !== null)?.solution;
    if (solution) return `Saran Meta: ${shown(solution, 240)}`;
    const { displayName } = facts;
    return displayName === undefined || displayName === 'pending'
      ? 'Cari sebabnya di WhatsApp Manager.'
      : ofName[displayName].advice;
  },
  resolved: (facts, who) =>
    nameOnly(facts) === null
      ? `Meta tidak lagi memblokir atau membatasi pengiriman dari ${who}.`
      : `Nama tampilan ${who} sudah disetujui.`,
};
