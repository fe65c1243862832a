import type { CauseOf, TemplateTrouble } from '../../domain/causes/cause.js';
import type { Unseen } from '../../domain/causes/find-causes.js';
import type { StandingChange } from '../../domain/causes/standing-change.js';
import type { Quality } from '../../domain/snapshot.js';
import { DAY, type Instant } from '../../domain/time.js';
import type { CauseWords } from '../cause-words.js';
import type { Moment } from '../format.js';
import { shown } from '../shorten.js';
import { titleOf } from './account.js';
import { basics } from './basics.js';
import { names } from './names.js';
import { signSentence } from './warning-signs.js';

const { number, moment: momentOf, period, used } = basics;

const limitText = (limit: number): string => (Number.isFinite(limit) ? number(limit) : 'unlimited');

const templates: Readonly<Record<TemplateTrouble, string>> = {
  yellow: 'was rated medium (yellow)',
  red: 'was rated low (red)',
  paused: 'was paused by Meta',
  disabled: 'was disabled by Meta',
  flagged: 'got bad feedback',
  unwell: 'was in trouble',
};

function whenOf({ span }: CauseOf<'sign'>, moment: Moment): string {
  return span.to - span.from < DAY ? period(span, moment) : `in the 24 h up to ${momentOf(span.to, moment)}`;
}

/** One sentence: what came before, with its figures, its hours and what is usual. */
const causes: CauseWords = {
  sign: (one, moment) => signSentence(one.sign, whenOf(one, moment)),
  template: (one, moment) => {
    const language = one.language === null ? '' : ` (${shown(one.language, 12)})`;
    return `The template ${shown(one.name, 80)}${language} ${templates[one.state]}, ${momentOf(one.at, moment)}.`;
  },
  volume: (one, moment) => {
    const usual = one.usual === 0 ? 'nobody' : `at most ${number(one.usual)}`;
    return `At most ${number(one.recipients)} people were reached in the 24 h up to ${momentOf(one.span.to, moment)}, usually ${usual}.`;
  },
  quality: (one, moment) =>
    `Quality had already fallen to ${names.qualities[one.now].toLowerCase()}, ${momentOf(one.at, moment)}.`,
  meta: (one, moment) => {
    const detail = one.detail === null ? '' : ` (${shown(one.detail, 100)})`;
    return `${titleOf(one.state)}${detail}, ${momentOf(one.at, moment)}.`;
  },
  sending: (one, moment) =>
    `Sending was ${one.canSend === 'blocked' ? 'blocked' : 'limited'} by Meta, ${momentOf(one.at, moment)}.`,
  'limit-reached': (one, moment) => {
    const figure = `${used(one)} of ${number(one.limit)} in 24 h, ${momentOf(one.at, moment)}`;
    return one.accuracy === 'at-most'
      ? `The limit may have been reached: ${figure}.`
      : `The limit was reached: ${figure}.`;
  },
};

function changed(change: StandingChange, moment: Moment): string {
  const seen = `seen ${momentOf(change.at, moment)}`;
  switch (change.what) {
    case 'quality':
      return `Quality changed from ${names.qualities[change.before].toLowerCase()} to ${names.qualities[change.now].toLowerCase()}, ${seen}.`;
    case 'status':
      return `Status changed from ${names.statuses[change.before]} to ${names.statuses[change.now]}, ${seen}.`;
    case 'limit':
      return `The limit changed from ${limitText(change.before)} to ${limitText(change.now)}, ${seen}.`;
  }
}

const unseen: Readonly<Record<Unseen, string>> = {
  'no-webhooks': 'Meta told us nothing of how its messages were taken: no webhooks came.',
  'too-little': 'There are too few messages to compare with the usual.',
  'no-volume': 'How much it usually sends is not on record.',
  'no-templates': 'The templates of its account are not read.',
};

/** What is said of what came before a change, in English. */
export const why = {
  title: 'What came before',
  changed,
  causes,
  /** Of a quality that did not change. */
  steady: (quality: Quality): string =>
    quality === 'unknown'
      ? 'The rating is unknown, and nothing else changed in the last 7 days.'
      : `Quality is ${names.qualities[quality].toLowerCase()}, and nothing changed in the last 7 days.`,
  /** Where the record begins later than 7 days ago. */
  steadySince: (quality: Quality, since: Instant, moment: Moment): string =>
    quality === 'unknown'
      ? `The rating is unknown, and nothing else changed since we first looked, ${momentOf(since, moment)}.`
      : `Quality is ${names.qualities[quality].toLowerCase()}, and nothing changed since we first looked, ${momentOf(since, moment)}.`,
  likeliestFirst: 'In the 7 days before, likeliest first:',
  noProof: 'What came before need not be the reason.',
  cannotTell: 'We cannot tell what led to it.',
  nothingUnusual: 'All that we can see was as usual in the 7 days before.',
  unseen,
};
