import type { FactsOf } from '../../domain/finding.js';
import type { SignalName } from '../../domain/signals/signal.js';
import type { RuleWords } from '../finding-words.js';
import { finePercent } from '../format.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number } = basics;

/** 3.5 % */
const share = (part: number): string => finePercent(part * 100, { decimal: ',', thousands: '.' });

type Facts = FactsOf<'warning-signs'>;
type Told = Facts['signs'][number];

type Figures = Omit<Told, 'hours' | 'compared' | 'level'>;

const tail = ({ count, of, usual }: Figures, when: string): string =>
  `${when} (${share(count / of)}, biasanya ${usual === 0 ? 'tidak ada' : share(usual)})`;
const part = (told: Figures, when: string): string =>
  `${number(told.count)} dari ${number(told.of)} pesan ${tail(told, when)}`;

/** What each sign says, with its figures. */
const signs: Readonly<Record<SignalName, (told: Figures, when: string) => string>> = {
  'kept-healthy': (told, when) =>
    `Meta menahan ${part(told, when)}. Ini terjadi bila penerima terlalu sering dikirimi pesan.`,
  'spam-rate': (told, when) =>
    `Meta menolak ${part(told, when)}, karena pesan sebelumnya terlalu banyak diblokir atau dilaporkan.`,
  policy: (told, when) => `Meta menolak ${part(told, when)} karena kebijakannya.`,
  'opted-out': (told, when) =>
    `${part(told, when)} ditujukan kepada orang yang sudah menolak pesan pemasaran.`,
  undeliverable: (told, when) => `${part(told, when)} tidak dapat terkirim.`,
  stops: (told, when) =>
    `${number(told.count)} balasan atas ${number(told.of)} pesan ${tail(told, when)} meminta agar tidak dikirimi lagi.`,
  'opt-outs': (told, when) =>
    `${number(told.count)} orang mematikan pesan pemasaran, setelah ${number(told.of)} pesan ${tail(told, when)}.`,
};

/** What a sign says of a time, such as `dalam 3 jam`. */
export function signSentence(told: Figures, when: string): string {
  return signs[told.signal](told, when);
}

function news({ signs: told, template }: Facts): string {
  return [
    ...told.map((one) => signSentence(one, `dalam ${number(one.hours)} jam`)),
    ...(template === null ? [] : [ofTemplate(template)]),
  ].join(' ');
}

function ofTemplate({ name, quality, status }: NonNullable<Facts['template']>): string {
  const word = status?.trim().toUpperCase();
  const state =
    word === 'DISABLED'
      ? 'dinonaktifkan'
      : word === 'PAUSED'
        ? 'dijeda'
        : `berperingkat ${names.qualities[quality].toLowerCase()}`;
  return `Templat terburuk di akunnya, ${shown(name, 80)}, ${state}.`;
}

/** What is said of early signs, in Indonesian. */
export const warningSigns: RuleWords<'warning-signs'> = {
  title: ({ signs: [strongest] }) =>
    strongest?.level === 2 ? 'Tanda awal peringkat memburuk' : 'Tanda awal yang tidak biasa',
  name: 'tanda awal',
  topic: 'Tanda awal',
  several: (n) => `${number(n)} nomor dengan tanda awal masalah`,
  lead: (facts, who) => `Ada tanda awal masalah pada ${who}. ${news(facts)}`,
  news,
  advice: (_facts, several) =>
    `Tahan siaran dari ${several ? 'nomor-nomor ini' : 'nomor ini'}, lalu periksa isi dan penerimanya, sebelum Meta menurunkan peringkatnya.`,
  resolved: (_facts, who) => `Pesan ${who} kembali diterima seperti biasa.`,
};

/** How the usual was found. */
export function comparedWith({ with: unit, n }: Told['compared']): string {
  const what = unit === 'weeks' ? 'minggu sebelumnya' : 'hari sebelumnya';
  return `nilai tengah jam yang sama dalam ${number(n)} ${what}`;
}
