import type { Words } from '../en/index.js';
import { basics } from './basics.js';

const { number, percent, moment: momentOf } = basics;

function allFit(n: number): string {
  return `Limit cukup untuk ${n === 1 ? 'siaran ini' : `${number(n)} orang`}`;
}

/** What is said of a broadcast at a time to come, in Indonesian. */
export const whatIf: Words['whatIf'] = {
  title: (who, n, at, moment) => `${who} · ${number(n)} orang · ${momentOf(at, moment)}`,
  fits: (n, below) => `${allFit(n)}, dan pemakaian tetap di bawah ${percent(below)} limit.`,
  fitsBut: (n, reached, at, moment) =>
    `${allFit(n)}, tetapi ${percent(reached)} limit tercapai ${momentOf(at, moment)}.`,
  fitsAnyway: (n, reached) =>
    `${allFit(n)}; ${percent(reached)} limit tercapai dengan atau tanpa siaran ini.`,
  some: (fit, rest, moment) =>
    `Saat itu limit hanya cukup untuk ${number(fit)} orang, sisanya ${rest === null ? 'belum dapat dikirim dalam sehari' : `mulai ${momentOf(rest, moment)}`}.`,
  none: (from, moment) =>
    from === null
      ? 'Saat itu limit tidak cukup, begitu pula dalam sehari sesudahnya.'
      : `Saat itu limit tidak cukup; baru dapat dikirim mulai ${momentOf(from, moment)}.`,
  peak: (used, limit, isAbout, at) =>
    `${used === 0 ? '' : 'paling banyak '}${isAbout ? 'sekitar ' : ''}${number(used)} dari ${number(limit)} (${percent((used / limit) * 100)})${at === null ? '' : `, ${momentOf(at.at, at.moment)}`}`,
  reached: (at, moment) => `tercapai ${momentOf(at, moment)}`,
  reachedAnyway: (at, without, moment) =>
    at === without
      ? `tercapai ${momentOf(at, moment)}, tanpa siaran ini juga`
      : `tercapai ${momentOf(at, moment)}, tanpa siaran ini ${momentOf(without, moment)}`,
  notReached: 'tidak tercapai',
  fit: (n, isAbout) => `paling sedikit ${isAbout ? 'sekitar ' : ''}${number(n)}`,
  fitNone: 'mungkin tidak ada',
  asUsual: ({ with: what, n }) =>
    what === 'weeks'
      ? `seperti rata-rata hari yang sama dalam ${n} minggu terakhir`
      : `seperti rata-rata ${n} hari terakhir`,
  unknownTraffic: 'tidak dihitung: catatan masih terlalu pendek',
  labels: {
    highest: 'Puncak dalam 24 jam',
    without: 'Tanpa siaran ini',
    alone: 'Jika tidak ada kiriman lain',
    others: 'Kiriman lain',
    fit: 'Cukup untuk',
  },
};
