import type { Limit } from '../domain/limit.js';
import { nextFreed } from '../domain/freed.js';
import type { Reading } from '../domain/reading.js';
import type { PortfolioState } from '../domain/state.js';
import { freed as freedOf, volumeOf } from '../domain/joined-usage.js';
import type { Series, Usage } from '../domain/usage.js';
import type { Line } from './card.js';
import { agoPiece, sincePiece, type Reader } from './reader.js';

/** Usage held against a limit, in the order people ask: what is left, what is used, what comes back and when. */
export function limitUseParts(
  usage: Reading<Usage>,
  limit: Reading<Limit>,
  series: Series,
  reader: Reader,
): readonly string[] {
  const { words, now, zone } = reader;
  const { answers } = words;
  if (!usage.known) {
    const unknown = answers.usageUnknown(words.names.unknowns[usage.why]);
    const of = limit.known
      ? answers.limitIs(words.limit(limit.value))
      : answers.limitUnknown(words.names.unknowns[limit.why]);
    return [of, unknown];
  }
  const used = words.used(usage.value);
  if (!limit.known) {
    return [answers.usedUnknownLimit(used), answers.limitUnknown(words.names.unknowns[limit.why])];
  }
  if (limit.value.kind === 'unlimited') return [answers.usedUnlimited(used)];
  const { recipients } = limit.value;
  const usedOf = answers.usedOf(used, words.number(recipients));
  const isCounted = usage.value.source === 'ledger' && usage.value.accuracy === 'exact';
  const freed = nextFreed(freedOf(usage, series, now));
  return [
    words.left(
      recipients - usage.value.recipients,
      usage.value.recipients === 0 ? 'exact' : usage.value.accuracy,
    ),
    isCounted ? words.counted.exactly(usedOf) : usedOf,
    ...(freed === null ? [] : [answers.freesUp(freed.recipients, freed.at, { zone, now })]),
  ];
}

/** How much of a usage belongs to no listed number, as it is shown; null when all of it does. */
export function unmatchedText(usage: Reading<Usage>, { words }: Pick<Reader, 'words'>): string | null {
  const volume = volumeOf(usage);
  if (!volume.known || !volume.value.unmatched) return null;
  return words.used({ recipients: volume.value.unmatched, accuracy: volume.value.accuracy });
}

/** When the figures were taken, for a message that stays and is read later. */
export function checkedAtLine(state: PortfolioState, reader: Reader): Line {
  const { answers } = reader.words;
  return state.sight === null
    ? [answers.notLooked]
    : [`${answers.checked} `, sincePiece(state.sight.at, reader)];
}

/** How old the figures are, for somebody who reads it now. */
export function checkedLine(state: PortfolioState, reader: Reader): Line {
  const { answers } = reader.words;
  return state.sight === null
    ? [answers.notLooked]
    : [`${answers.checked} `, agoPiece(state.sight.at, reader)];
}

/** That we are blind, since when and why; null when we are not. */
export function blindLine(state: PortfolioState, reader: Reader): Line | null {
  if (state.blind === null) return null;
  const { answers } = reader.words;
  const say = state.sight === null ? answers.neverSeen : answers.stale;
  return [say(state.blind.problem, state.blind.since, { zone: reader.zone, now: reader.now })];
}
