import { barOf } from '../domain/barred.js';
import { openSignsOf } from '../domain/signals/open-signs.js';
import type { NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import type { Line } from './card.js';
import { findingText } from './finding-text.js';
import { namesIn } from './names.js';
import type { Reader } from './reader.js';
import { blindLine } from './usage-parts.js';

/** What is said beside an answer about a broadcast: that we are blind, and how people take what the number sends. */
export function warningLines(
  state: PortfolioState,
  number: NumberSnapshot | null,
  reader: Reader,
): readonly Line[] {
  const blind = blindLine(state, reader);
  return [
    ...(blind === null ? [] : [blind]),
    ...(number?.quality === 'red' ? [[reader.words.broadcasts.careful]] : []),
    ...(number === null ? [] : signLines(state, number, reader)),
  ];
}

/** How people take what the number sends now, and what to do about it. */
function signLines(state: PortfolioState, number: NumberSnapshot, reader: Reader): readonly Line[] {
  const signs = openSignsOf(state.incidents, number);
  if (signs === null) return [];
  const { lead, advice } = findingText(signs.incident.finding, namesIn(state, reader), reader);
  return [[lead], [advice]];
}

/** What bars the number itself from sending, and what to do about it; null when nothing does. */
export function barredText(
  number: NumberSnapshot,
  who: string,
  { words }: Reader,
): { readonly text: string; readonly advice: string } | null {
  const { broadcasts, findings } = words;
  const bar = barOf(number);
  switch (bar?.by) {
    case undefined:
      return null;
    case 'status': {
      const { status, rawStatus } = number;
      const advice = findings.status.advice({ rule: 'status', status, raw: rawStatus }, false);
      return { text: broadcasts.blocked(who, words.names.status(status, rawStatus)), advice };
    }
    case 'health': {
      const advice = findings.health.advice({ rule: 'health', ...bar.health }, false);
      return { text: broadcasts.blocked(who, words.answers.sendingBlocked), advice };
    }
  }
}
