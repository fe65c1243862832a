import type { FactsOf } from '../../domain/finding.js';
import type { SignalName } from '../../domain/signals/signal.js';
import type { RuleWords } from '../finding-words.js';
import { finePercent } from '../format.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number } = basics;

/** 3.5 % */
const share = (part: number): string => finePercent(part * 100, { decimal: '.', thousands: ',' });

type Facts = FactsOf<'warning-signs'>;
type Told = Facts['signs'][number];

type Figures = Omit<Told, 'hours' | 'compared' | 'level'>;

const tail = ({ count, of, usual }: Figures, when: string): string =>
  `${when} (${share(count / of)}, usually ${usual === 0 ? 'none' : share(usual)})`;
const part = (told: Figures, when: string): string =>
  `${number(told.count)} of ${number(told.of)} messages ${tail(told, when)}`;

/** What each sign says, with its figures. */
const signs: Readonly<Record<SignalName, (told: Figures, when: string) => string>> = {
  'kept-healthy': (told, when) =>
    `Meta held back ${part(told, when)}, as it does when people are sent too much.`,
  'spam-rate': (told, when) =>
    `Meta refused ${part(told, when)}, because too many people blocked or reported earlier ones.`,
  policy: (told, when) => `Meta refused ${part(told, when)} because of its policies.`,
  'opted-out': (told, when) => `${part(told, when)} went to people who had opted out of marketing.`,
  undeliverable: (told, when) => `${part(told, when)} could not be delivered.`,
  stops: (told, when) =>
    `${number(told.count)} replies to ${number(told.of)} messages ${tail(told, when)} asked to stop.`,
  'opt-outs': (told, when) =>
    `${number(told.count)} people switched off marketing messages, after ${number(told.of)} messages ${tail(told, when)}.`,
};

/** What a sign says of a time, such as `in 3 h`. */
export function signSentence(told: Figures, when: string): string {
  return signs[told.signal](told, when);
}

function news({ signs: told, template }: Facts): string {
  return [
    ...told.map((one) => signSentence(one, `in ${number(one.hours)} h`)),
    ...(template === null ? [] : [ofTemplate(template)]),
  ].join(' ');
}

function ofTemplate({ name, quality, status }: NonNullable<Facts['template']>): string {
  const word = status?.trim().toUpperCase();
  const state =
    word === 'DISABLED'
      ? 'disabled'
      : word === 'PAUSED'
        ? 'paused'
        : `rated ${names.qualities[quality].toLowerCase()}`;
  return `The worst template of its account, ${shown(name, 80)}, is ${state}.`;
}

/** What is said of early signs, in English. */
export const warningSigns: RuleWords<'warning-signs'> = {
  title: ({ signs: [strongest] }) =>
    strongest?.level === 2 ? 'Early signs of a worse rating' : 'Unusual early signs',
  name: 'early signs',
  topic: 'Early signs',
  several: (n) => `${number(n)} numbers with early signs of trouble`,
  lead: (facts, who) => `${who} shows early signs of trouble. ${news(facts)}`,
  news,
  advice: (_facts, several) =>
    `Hold the broadcasts of ${several ? 'these numbers' : 'this number'}, and look at what they say and to whom they go, before Meta lowers the rating.`,
  resolved: (_facts, who) => `${who} is received as usual again.`,
};

/** How the usual was found. */
export function comparedWith({ with: unit, n }: Told['compared']): string {
  const what = unit === 'weeks' ? 'earlier weeks' : 'earlier days';
  return `the median of the same hours of ${number(n)} ${what}`;
}
