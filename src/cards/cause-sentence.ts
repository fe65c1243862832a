import type { PossibleCause, CauseKind, CauseOf } from '../domain/causes/cause.js';
import type { PortfolioState } from '../domain/state.js';
import { byMetaClock, type Reader } from './reader.js';

/** What came before, in one sentence for a reader. */
export function causeSentence(cause: PossibleCause, { sight }: PortfolioState, reader: Reader): string {
  return worded(cause.kind, cause, byMetaClock(reader, sight?.snapshot));
}

function worded<K extends CauseKind>(kind: K, cause: CauseOf<K>, { words, zone, now }: Reader): string {
  return words.why.causes[kind](cause, { zone, now });
}
