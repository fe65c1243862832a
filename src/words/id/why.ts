import type { CauseOf, TemplateTrouble } from '../../domain/causes/cause.js';
import type { StandingChange } from '../../domain/causes/standing-change.js';
import { DAY } from '../../domain/time.js';
import type { Words } from '../en/index.js';
import type { CauseWords } from '../cause-words.js';
import type { Moment } from '../format.js';
import { shown } from '../shorten.js';
import { titleOf } from './account.js';
import { basics } from './basics.js';
import { names } from './names.js';
import { signSentence } from './warning-signs.js';

const { number, moment: momentOf, period, used } = basics;

const limitText = (limit: number): string => (Number.isFinite(limit) ? number(limit) : 'tanpa batas');

const templates: Readonly<Record<TemplateTrouble, string>> = {
  yellow: 'berperingkat sedang (kuning)',
  red: 'berperingkat rendah (merah)',
  paused: 'dijeda Meta',
  disabled: 'dinonaktifkan Meta',
  flagged: 'mendapat tanggapan buruk',
  unwell: 'bermasalah',
};

function whenOf({ span }: CauseOf<'sign'>, moment: Moment): string {
  return span.to - span.from < DAY
    ? period(span, moment)
    : `dalam 24 jam sampai ${momentOf(span.to, moment)}`;
}

/** One sentence: what came before, with its figures, its hours and what is usual. */
const causes: CauseWords = {
  sign: (one, moment) => signSentence(one.sign, whenOf(one, moment)),
  template: (one, moment) => {
    const language = one.language === null ? '' : ` (${shown(one.language, 12)})`;
    return `Templat ${shown(one.name, 80)}${language} ${templates[one.state]}, ${momentOf(one.at, moment)}.`;
  },
  volume: (one, moment) => {
    const usual = one.usual === 0 ? 'tidak ada' : `paling banyak ${number(one.usual)}`;
    return `Paling banyak ${number(one.recipients)} orang dijangkau dalam 24 jam sampai ${momentOf(one.span.to, moment)}, biasanya ${usual}.`;
  },
  quality: (one, moment) =>
    `Peringkat kualitas sudah turun menjadi ${names.qualities[one.now].toLowerCase()}, ${momentOf(one.at, moment)}.`,
  meta: (one, moment) => {
    const detail = one.detail === null ? '' : ` (${shown(one.detail, 100)})`;
    return `${titleOf(one.state)}${detail}, ${momentOf(one.at, moment)}.`;
  },
  sending: (one, moment) =>
    `Pengiriman ${one.canSend === 'blocked' ? 'diblokir' : 'dibatasi'} Meta, ${momentOf(one.at, moment)}.`,
  'limit-reached': (one, moment) => {
    const figure = `${used(one)} dari ${number(one.limit)} dalam 24 jam, ${momentOf(one.at, moment)}`;
    return one.accuracy === 'at-most'
      ? `Limit kirim mungkin sempat tercapai: ${figure}.`
      : `Limit kirim sempat tercapai: ${figure}.`;
  },
};

function changed(change: StandingChange, moment: Moment): string {
  const seen = `terlihat ${momentOf(change.at, moment)}`;
  switch (change.what) {
    case 'quality':
      return `Peringkat kualitas berubah dari ${names.qualities[change.before].toLowerCase()} menjadi ${names.qualities[change.now].toLowerCase()}, ${seen}.`;
    case 'status':
      return `Status berubah dari ${names.statuses[change.before]} menjadi ${names.statuses[change.now]}, ${seen}.`;
    case 'limit':
      return `Limit kirim berubah dari ${limitText(change.before)} menjadi ${limitText(change.now)}, ${seen}.`;
  }
}

/** What is said of what came before a change, in Indonesian. */
export const why: Words['why'] = {
  title: 'Yang terjadi sebelumnya',
  changed,
  causes,
  steady: (quality) =>
    quality === 'unknown'
      ? 'Peringkat kualitas tidak diketahui, dan tidak ada perubahan lain dalam 7 hari terakhir.'
      : `Peringkat kualitas ${names.qualities[quality].toLowerCase()}, dan tidak ada perubahan dalam 7 hari terakhir.`,
  steadySince: (quality, since, moment) =>
    quality === 'unknown'
      ? `Peringkat kualitas tidak diketahui, dan tidak ada perubahan lain sejak pertama kali diperiksa, ${momentOf(since, moment)}.`
      : `Peringkat kualitas ${names.qualities[quality].toLowerCase()}, dan tidak ada perubahan sejak pertama kali diperiksa, ${momentOf(since, moment)}.`,
  likeliestFirst: 'Dalam 7 hari sebelumnya, dari yang paling mungkin:',
  noProof: 'Yang terjadi sebelumnya belum tentu sebabnya.',
  cannotTell: 'Kami tidak dapat memastikan apa yang mendahuluinya.',
  nothingUnusual: 'Semua yang terlihat dalam 7 hari sebelumnya seperti biasa.',
  unseen: {
    'no-webhooks': 'Meta tidak memberi tahu bagaimana pesannya diterima: tidak ada webhook yang masuk.',
    'too-little': 'Pesannya terlalu sedikit untuk dibandingkan dengan biasanya.',
    'no-volume': 'Jumlah kiriman yang biasa belum tercatat.',
    'no-templates': 'Templat di akunnya tidak dibaca.',
  },
};
