import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../src/domain/ledger/coverage.js';
import { figureOf, heldAt, heldTogether, type HeldPlaces } from '../../../src/domain/ledger/figure.js';
import type { HoldOfPlaces } from '../../../src/domain/ledger/places.js';
import { after, DAY, HOUR, MINUTE, SECOND, type Instant } from '../../../src/domain/time.js';
import { noon, wabaId } from '../../support/looks.js';

const inMinutes = (minutes: number): Instant => after(noon, minutes * MINUTE);
const placesUntil = (until: Instant, more: Partial<HoldOfPlaces> = {}): HoldOfPlaces => ({
  from: null,
  until,
  sure: 1,
  possible: 2,
  ...more,
});
const nothing: HeldPlaces = { sure: 0, possible: 0, releases: [] };
const held = (...releases: readonly (readonly [minutes: number, recipients: number])[]): HeldPlaces => ({
  sure: 1,
  possible: releases.reduce((sum, [, recipients]) => sum + recipients, 0),
  releases: releases.map(([minutes, recipients]) => ({ at: inMinutes(minutes), recipients })),
});

describe('places', () => {
  it('of nobody are none', () => {
    expect(heldAt([], noon)).toEqual(nothing);
  });

  it.each<[string, Partial<HoldOfPlaces>, boolean]>([
    ['until the moment they are given back', { until: after(noon, 1) }, true],
    ['not at the moment they are given back', { until: noon }, false],
    ['from the moment they are taken', { from: noon }, true],
    ['not before they are taken', { from: after(noon, 1) }, false],
  ])('are held %s', (_, places, isHeld) => {
    const { sure, possible } = heldAt([placesUntil(inMinutes(1), places)], noon);
    expect([sure, possible]).toEqual(isHeld ? [1, 2] : [0, 0]);
  });

  it('are added up, and given back by whole minutes in rising order', () => {
    const places = [
      placesUntil(inMinutes(9)),
      placesUntil(after(noon, 1)),
      placesUntil(inMinutes(1), { sure: 4, possible: 5 }),
      placesUntil(after(inMinutes(1), 1)),
    ];
    expect(heldAt(places, noon)).toEqual({ ...held([1, 7], [2, 2], [9, 2]), sure: 7 });
  });

  it('that cancel each other out are not given back', () => {
    const places = [placesUntil(inMinutes(1)), placesUntil(inMinutes(1), { sure: -1, possible: -2 })];
    expect(heldAt(places, noon)).toEqual(nothing);
  });

  it.each<[string, HeldPlaces, HeldPlaces, readonly (readonly [number, number])[]]>([
    ['one part and nothing', held([1, 2]), { ...nothing, sure: 1 }, [[1, 2]]],
    [
      'nothing and one part',
      { ...nothing, sure: 1 },
      held([1, 2], [3, 4]),
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'parts that take turns',
      held([1, 2], [5, 3]),
      held([2, 4], [6, 5]),
      [
        [1, 2],
        [2, 4],
        [5, 3],
        [6, 5],
      ],
    ],
    [
      'parts of one minute',
      held([1, 2], [3, 1]),
      held([1, 4], [2, 9]),
      [
        [1, 6],
        [2, 9],
        [3, 1],
      ],
    ],
    ['parts that cancel each other out', held([1, 2], [2, 1]), held([1, -2]), [[2, 1]]],
  ])('are the same told together as apart: %s', (_, a, b, releases) => {
    const together = { ...held(...releases), sure: 2 };
    expect(heldTogether(a, b)).toEqual(together);
    expect(heldTogether(b, a)).toEqual(together);
  });
});

describe('the figure', () => {
  const told = (since: Instant | null, more: Partial<Coverage> = {}): Coverage => ({
    accounts: { [wabaId]: since },
    since,
    aliveAt: noon,
    doubts: [],
    gaps: [],
    ...more,
  });
  const ago = (ms: number): Instant => after(noon, -ms);
  const doubt = { from: ago(HOUR), to: after(noon, HOUR) };

  it.each<[string, Coverage, number, string, number | null]>([
    ['exact after two days of hearing all', told(ago(2 * DAY)), 5, 'exact', 5],
    ['between two bounds before', told(ago(2 * DAY - 1)), 5, 'between', 5],
    ['between two bounds where they differ', told(ago(9 * DAY)), 4, 'between', 5],
    ['at least that many in the first day', told(ago(DAY - 1)), 5, 'at-least', null],
    ['at least that many while an account does not tell', told(null), 5, 'at-least', null],
    ['at least that many in doubt', told(ago(9 * DAY), { doubts: [doubt] }), 5, 'at-least', null],
    ['sure for a silence of a minute', told(ago(9 * DAY), { aliveAt: ago(60 * SECOND) }), 5, 'exact', 5],
    ['at least that many after more', told(ago(9 * DAY), { aliveAt: ago(61 * SECOND) }), 5, 'at-least', null],
  ])('is %s', (_, coverage, sure, accuracy, atMost) => {
    const figure = figureOf({ sure, possible: 5, releases: [] }, coverage, noon);
    expect(figure).toMatchObject({ at: noon, accuracy, atLeast: sure, atMost });
  });

  it('tells since when all is heard, from when on it is exact, and what was missed', () => {
    const gap = { from: ago(3 * DAY), to: ago(2 * DAY), why: 'outage', account: null } as const;
    const { releases } = held([1, 2]);
    expect(figureOf({ sure: 1, possible: 2, releases }, told(ago(DAY), { gaps: [gap] }), noon)).toEqual({
      at: noon,
      accuracy: 'between',
      atLeast: 1,
      atMost: 2,
      releases,
      countingSince: ago(DAY),
      exactFrom: after(noon, DAY),
      gaps: [gap],
    });
  });
});
