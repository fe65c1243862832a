import type { NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import type { Tone } from './card.js';
import { namesIn, type Names } from './names.js';
import type { Reader } from './reader.js';
import { toneOfNumber } from './tone.js';

/** A number and the state it lives in, as it is told. */
export interface Entry {
  readonly state: PortfolioState;
  readonly names: Names;
  readonly number: NumberSnapshot;
  readonly tone: Tone;
}

const order: readonly Tone[] = ['critical', 'warning', 'unknown', 'info', 'good'];

/** Numbers in the order of worry, the most used first among equals. */
export function worstFirst(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone) || used(b) - used(a));
}

/** The numbers of a portfolio as they are told: all, or those that fit. */
export function entriesOf(
  state: PortfolioState,
  reader: Reader,
  fits: (number: NumberSnapshot) => boolean = () => true,
): readonly Entry[] {
  const names = namesIn(state, reader);
  return (state.sight?.snapshot.numbers ?? []).filter(fits).map((number) => ({
    state,
    names,
    number,
    tone: toneOfNumber(state, number),
  }));
}

function used({ number }: Entry): number {
  return number.usage.known ? number.usage.value.recipients : -1;
}

/** The tone that comes first in the order of worry; unknown when there is none. */
export function worstTone(tones: readonly Tone[]): Tone {
  return order.find((tone) => tones.includes(tone)) ?? 'unknown';
}
