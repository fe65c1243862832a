import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { done, failed, failureOf, type GraphOutcome } from '../../../src/adapters/graph/failure.js';
import { createRefusedPartsMemory } from '../../../src/adapters/graph/refused-parts-memory.js';
import type { VolumeMemory } from '../../../src/adapters/graph/volume-memory.js';
import { after, DAY, HALF_HOUR, halfHourOf, HOUR, MINUTE, type Instant } from '../../../src/domain/time.js';
import { movingDay } from '../../../src/domain/usage.js';
import { countedIn, delivery, graphOf, lookAt, phones, type Delivered } from './delivering-graph.js';
import { numberJson, now } from './graph-answers.js';

describe('a look that leans on earlier ones', () => {
  const someDelivery = fc
    .record({
      phone: fc.constantFrom(...phones),
      ago: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
      late: fc.integer({ min: 0, max: 3 * HOUR }),
      volume: fc.integer({ min: 1, max: 500 }),
    })
    .map(({ phone, ago, late, volume }): Delivered => {
      const at = after(now, -ago);
      return { phone, at, toldAt: after(at, late), volume };
    });
  const pauses = fc.array(
    fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 90 }) }, fc.integer({ min: 90, max: 2_000 })),
    {
      minLength: 1,
      maxLength: 20,
    },
  );

  test('knows the same as one that asks for all, also of what Meta tells up to three hours late', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someDelivery, { maxLength: 60 }), pauses, async (deliveries, minutes) => {
        const graph = graphOf(() => deliveries);
        const volumes: VolumeMemory = new Map();
        let at: Instant = now;
        for (const pause of [0, ...minutes]) {
          at = after(at, pause * MINUTE);
          const leaning = await lookAt(graph, volumes, at);
          expect(countedIn(leaning)).toEqual(countedIn(await lookAt(graph, new Map(), at)));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('asks only for the last three hours and a half', async () => {
    const graph = graphOf(() => []);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    await lookAt(graph, volumes, after(now, 5 * MINUTE));
    await lookAt(graph, volumes, after(now, 10 * MINUTE));
    expect(graph.asked[0]).toEqual(movingDay(now));
    for (const span of graph.asked.slice(1))
      expect(span.to - span.from).toBeLessThanOrEqual(3.5 * HOUR + HALF_HOUR);
    expect(graph.asked).toHaveLength(3);
  });

  test('asks for more when the record wants more', async () => {
    const graph = graphOf(() => [delivery(after(now, -5 * DAY))]);
    const look = await lookAt(graph, new Map(), now, after(now, -8 * DAY));
    expect(graph.asked[0]?.from).toBeLessThanOrEqual(now - 8 * DAY);
    expect(look.volume).toMatchObject({ value: { read: { span: graph.asked[0] } } });
    expect(countedIn(look)).toEqual([]);
  });

  test('asks for the day alone when more was not answered in time', async () => {
    const graph = graphOf(() => []);
    const volumes: VolumeMemory = new Map();
    const refusals = createRefusedPartsMemory();
    const week = after(now, -8 * DAY);
    graph.spoiled = () => failed(failureOf('timeout'));
    await expect(lookAt(graph, volumes, now, week, refusals)).rejects.toThrow();
    graph.spoiled = null;
    const look = await lookAt(graph, volumes, after(now, MINUTE), week, refusals);
    expect(graph.asked.at(-1)).toEqual(movingDay(after(now, MINUTE)));
    expect(look.gaps).toEqual([]);
    await lookAt(graph, new Map(), after(now, 2 * HOUR), week, refusals);
    expect(graph.asked.at(-1)?.from).toBe(halfHourOf(week));
  });

  test('sees what Meta takes back within three hours', async () => {
    let told = [delivery(after(now, -HOUR)), delivery(after(now, -10 * HOUR))];
    const graph = graphOf(() => told);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    told = told.slice(1);
    const look = await lookAt(graph, volumes, after(now, 5 * MINUTE));
    expect(countedIn(look)).toMatchObject([[phones[0], [{ recipients: 10 }]]]);
  });

  test('asks for all again every six hours, in case Meta corrected what is older', async () => {
    let told: readonly Delivered[] = [];
    const graph = graphOf(() => told);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    told = [delivery(after(now, -12 * HOUR))];
    for (let minutes = 30; minutes < 360; minutes += 30) {
      expect(countedIn(await lookAt(graph, volumes, after(now, minutes * MINUTE)))).toEqual([]);
    }
    expect(countedIn(await lookAt(graph, volumes, after(now, 6 * HOUR)))).toMatchObject([
      [phones[0], [{ recipients: 10 }]],
    ]);
  });

  test('asks for all of the day after more than a day of not seeing', async () => {
    const graph = graphOf(() => [delivery(after(now, 20 * HOUR))]);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    const later = after(now, 30 * HOUR);
    expect(countedIn(await lookAt(graph, volumes, later))).toMatchObject([[phones[0], [{ recipients: 10 }]]]);
    expect(graph.asked.at(-1)).toEqual(movingDay(later));
  });

  test('is not fooled by a clock that goes back', async () => {
    const graph = graphOf(() => [delivery(after(now, -4 * HOUR)), delivery(after(now, -6 * HOUR))]);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    const earlier = after(now, -5 * HOUR);
    expect(countedIn(await lookAt(graph, volumes, earlier))).toEqual(
      countedIn(await lookAt(graph, new Map(), earlier)),
    );
  });
});

describe('when a look brought no volume', () => {
  const spoilings: readonly (readonly [
    string,
    (answer: Record<string, unknown>) => GraphOutcome<unknown>,
  ])[] = [
    ['no answer', () => failed(failureOf('timeout'))],
    ['an answer without volume', (answer) => done({ ...answer, pricing_analytics: undefined })],
    [
      'a point that makes no sense',
      (answer) =>
        done({
          ...answer,
          pricing_analytics: {
            data: [{ data_points: [{ start: 'x', phone_number: phones[0], volume: 3 }] }],
          },
        }),
    ],
  ];

  test.each(spoilings)(
    '(%s) the next one asks from where the last good one ended',
    async (_what, spoiled) => {
      const hidden = delivery(after(now, 30 * MINUTE), { volume: 77 });
      const graph = graphOf(() => [hidden]);
      const volumes: VolumeMemory = new Map();
      await lookAt(graph, volumes, now);
      graph.spoiled = spoiled;
      for (const hours of [1, 2, 3, 4, 5]) {
        const look = await lookAt(graph, volumes, after(now, hours * HOUR)).catch(() => null);
        const told = look?.volume.known === true && look.volume.value.broken.size === 0;
        expect(told).toBe(false);
      }
      graph.spoiled = null;
      const look = await lookAt(graph, volumes, after(now, 5.5 * HOUR));
      expect(graph.asked.at(-1)?.from).toBeLessThanOrEqual(now - 3 * HOUR);
      expect(countedIn(look)).toMatchObject([[phones[0], [{ recipients: 77 }]]]);
    },
  );
});

describe('when the numbers of an account change', () => {
  test('asks for all that a phone sent when another number bears it now', async () => {
    const graph = graphOf(() => [delivery(after(now, -12 * HOUR))]);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    graph.firstId = 21;
    const later = after(now, 5 * MINUTE);
    const look = await lookAt(graph, volumes, later);
    expect(graph.asked.at(-1)?.from).toBeLessThanOrEqual(later - 8 * DAY);
    expect(look.volume).toMatchObject({ value: { read: { span: graph.asked.at(-1) } } });
  });

  test('the past of a new number is asked for in the same look, as far as rules need it', async () => {
    const graph = graphOf(() => [
      delivery(after(now, -12 * HOUR), { volume: 5 }),
      delivery(after(now, -12 * HOUR), { phone: phones[2], volume: 90 }),
    ]);
    graph.numbers = phones.slice(0, 2);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    graph.numbers = phones;
    const look = await lookAt(graph, volumes, after(now, 5 * MINUTE));
    expect(countedIn(look)).toMatchObject([
      [phones[0], [{ recipients: 5 }]],
      [phones[2], [{ recipients: 90 }]],
    ]);
    expect(graph.asked).toHaveLength(3);
    expect(look.volume).toMatchObject({ value: { read: { span: graph.asked[2] } } });
    expect(graph.asked[2]?.from).toBeLessThanOrEqual(now - 7.9 * DAY);
    await lookAt(graph, volumes, after(now, 10 * MINUTE));
    expect(graph.asked).toHaveLength(4);
  });

  test('the volume of a number that left is no longer counted, as Meta no longer counts it', async () => {
    const graph = graphOf(() => [
      delivery(after(now, -12 * HOUR)),
      delivery(after(now, -12 * HOUR), { phone: phones[2] }),
    ]);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    graph.numbers = phones.slice(0, 2);
    const look = await lookAt(graph, volumes, after(now, 5 * MINUTE));
    expect(countedIn(look)).toMatchObject([[phones[0], [{ recipients: 10 }]]]);
  });

  test('nothing goes on record while a number could not be seen', async () => {
    const graph = graphOf(() => [delivery(after(now, -HOUR))]);
    const volumes: VolumeMemory = new Map();
    await lookAt(graph, volumes, now);
    graph.spoiled = (answer) =>
      done({ ...answer, phone_numbers: { data: [numberJson('1', `+${phones[0]}`), { id: null }] } });
    const look = await lookAt(graph, volumes, after(now, 5 * MINUTE));
    expect(look.volume).toMatchObject({ known: true, value: { read: null } });
    expect(countedIn(look)).toMatchObject([[phones[0], [{ recipients: 10 }]]]);
    expect(look.gaps.map(({ part }) => part)).toEqual(['numbers']);
  });
});
