import fc from 'fast-check';
import { expect, it } from 'vitest';
import { absorb } from '../../src/domain/absorb.js';
import type { Observation } from '../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, DAY } from '../../src/domain/time.js';
import { noon, numberOf, portfolioId, portfolioOf } from '../support/looks.js';
import { judgingOf, routeOf } from '../support/story.js';

/** A look with its number, by a clock that may have moved anywhere. */
interface Begun {
  readonly number: number;
  readonly observation: Observation;
}

const observation: fc.Arbitrary<Observation> = fc
  .record({
    moved: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
    quality: fc.constantFrom('green', 'yellow', 'red', 'unknown'),
    blind: fc.boolean(),
  })
  .map(({ moved, quality, blind }): Observation => {
    const at = after(noon, moved);
    return blind
      ? { kind: 'blind', at, problem: 'unreachable', cause: { reason: 'no-answer' } }
      : { kind: 'seen', at, snapshot: portfolioOf({ numbers: [numberOf(1, { quality })] }) };
  });

/** Looks in the order in which they end; their numbers tell in which they began. */
const looks: fc.Arbitrary<readonly Begun[]> = fc
  .array(observation, { minLength: 1, maxLength: 8 })
  .chain((begun) => {
    const numbered = begun.map((one, i): Begun => ({ number: i + 1, observation: one }));
    return fc.shuffledSubarray(numbered, { minLength: numbered.length });
  });

const judging = judgingOf({ routes: [routeOf()] });
const takenIn = (ended: readonly Begun[]): PortfolioState =>
  ended.reduce(
    (state, one) => absorb(state, one.observation, judging, one.number).state,
    freshState(portfolioId, 'Toko Maju'),
  );

it('in whatever order looks end, what is saved is of the one that began last', () => {
  fc.assert(
    fc.property(looks, (ended) => {
      const state = takenIn(ended);
      const newest = ended.reduce((last, one) => (one.number > last.number ? one : last));
      expect(state).toMatchObject({ look: ended.length, lookedAt: newest.observation.at });
      expect(state.blind === null).toBe(newest.observation.kind === 'seen');
      if (newest.observation.kind === 'blind') return;
      expect(state.sight).toEqual({ at: newest.observation.at, snapshot: newest.observation.snapshot });
    }),
  );
});

it('a look that another has overtaken leaves no trace', () => {
  fc.assert(
    fc.property(looks, (ended) => {
      const inOrder = ended.filter((one, i) => ended.slice(0, i).every(({ number }) => number < one.number));
      expect(takenIn(ended)).toEqual(takenIn(inOrder));
    }),
  );
});

it('a look that is taken in again changes nothing', () => {
  fc.assert(
    fc.property(looks, (ended) => {
      expect(takenIn(ended.flatMap((one) => [one, one]))).toEqual(takenIn(ended));
    }),
  );
});
