import { beforeEach, describe, expect, test } from 'vitest';
import type { GraphLook } from '../../../src/ports.js';
import { known, unknown } from '../../../src/domain/reading.js';
import { after, DAY, HOUR, instantOf, isoOf, type Instant, type Span } from '../../../src/domain/time.js';
import { movingDay } from '../../../src/domain/usage.js';
import {
  business,
  clockAt,
  errorJson,
  graphAt,
  graphForEachTest,
  now,
  numberJson,
  onGraph,
  otherWaba,
  planOf,
  pointJson,
  setMetaTime,
  testSource,
  waba,
  wabaJson,
} from './graph-answers.js';
import { seenBy } from './seen.js';

graphForEachTest();

const phone = '+628111111111';
const volume = [pointJson(30, '628111111111', 6_000), pointJson(90, '628111111111', 120)];

let asked: { readonly waba: string; readonly span: Span }[];
/** What the `Date` of the next answers says; the last one stays. Null: there is none. */
let dates: (Instant | null)[];

beforeEach(() => {
  asked = [];
  dates = [now];
});

function spanIn(uri: string): Span {
  const text = decodeURIComponent(uri);
  const seconds = (name: string): number => Number(new RegExp(`[.]${name}\\((\\d+)\\)`).exec(text)?.[1]);
  return { from: instantOf(seconds('start') * 1000), to: instantOf(seconds('end') * 1000) };
}

function isWithin(point: object, { from, to }: Span): boolean {
  const start = 'start' in point ? Number(point.start) * 1000 : Number.NaN;
  return start >= from && start < to;
}

function date(): Record<string, string> {
  const next = dates.length > 1 ? dates.shift() : dates[0];
  return next == null ? {} : { date: new Date(next).toUTCString() };
}

/** A Graph that tells `points` of the time that it is asked for, and its own time as the test says. */
function answering(points: readonly object[] = volume, tells = true): void {
  for (const id of [waba, otherWaba]) {
    onGraph()
      .persist()
      .get(`/v26.0/${id}`)
      .query(true)
      .reply((uri) => {
        const span = spanIn(uri);
        asked.push({ waba: id, span });
        const within = points.filter((point) => isWithin(point, span));
        const answer = wabaJson([numberJson('1', phone)], id === waba ? within : [], { id });
        return [200, answer, tells ? date() : {}];
      });
  }
}

const observed = (wrong: number, plan = planOf()): Promise<GraphLook> => {
  const ours = after(now, wrong);
  const source = testSource({ clock: clockAt(ours) });
  setMetaTime(() => now);
  return source.observe(plan, ours, (_waba, at) => at);
};

describe.each([2 * DAY, -2 * DAY, 3 * HOUR, -3 * HOUR])('with a clock that is %i ms ahead', (wrong) => {
  test("usage is that of Meta's last day", async () => {
    answering();
    const { observation } = await observed(wrong);
    expect(observation).toMatchObject({
      kind: 'seen',
      at: after(now, wrong),
      snapshot: { metaAhead: -wrong, gaps: [] },
    });
    if (observation.kind === 'blind') return;
    const { usage, numbers } = observation.snapshot;
    expect(usage).toMatchObject({
      known: true,
      value: { recipients: 6_120, window: movingDay(now), asOf: now },
    });
    expect(numbers[0]?.usage).toEqual(usage);
  });

  test('one account finds it out, and no account is asked twice but that one', async () => {
    answering();
    await observed(wrong, planOf({ wabas: [waba, otherWaba] }));
    expect(asked.map((one) => one.waba)).toEqual([waba, waba, otherWaba]);
    expect(asked.slice(1).map(({ span }) => span.to)).toEqual([movingDay(now).to, movingDay(now).to]);
  });

  test('the list of accounts has told the time already', async () => {
    answering();
    for (const edge of ['owned', 'client']) {
      graphAt(`${business}/${edge}_whatsapp_business_accounts`).reply(200, { data: [{ id: waba }] });
    }
    await observed(wrong, planOf({ business, wabas: [] }));
    expect(asked.map((one) => isoOf(one.span.to))).toEqual([isoOf(movingDay(now).to)]);
  });

  test('the record is asked for and told by Meta’s time', async () => {
    answering();
    const { volumes } = await observed(wrong);
    expect(volumes.get(waba)?.span.to).toBe(movingDay(now).to);
  });
});

test('a time that Meta refuses, because it is yet to come, is not taken for a field that it refuses', async () => {
  graphAt(waba).reply(400, errorJson(100, '(#100) pricing_analytics: end time must not be in the future'));
  answering();
  const { observation } = await observed(2 * DAY);
  expect(observation).toMatchObject({ snapshot: { usage: { value: { recipients: 6_120 } }, gaps: [] } });
});

test('the same clock is not asked about again', async () => {
  answering();
  const ours = after(now, 2 * DAY);
  const source = testSource({ clock: clockAt(ours) });
  setMetaTime(() => now);
  await seenBy(source, planOf(), ours);
  await seenBy(source, planOf(), ours);
  expect(asked).toHaveLength(3);
});

describe('an odd `Date`', () => {
  const odd = instantOf(0);

  test.each([
    ['first', [odd, now]],
    ['second', [now, odd, now]],
  ])('that comes %s does not move the last day', async (_when, told) => {
    answering();
    dates = [...told];
    const source = testSource();
    for (let look = 0; look < 3; look++) {
      const snapshot = await seenBy(source, planOf());
      expect(snapshot.usage).toMatchObject({ known: true, value: { recipients: 6_120 } });
      expect(snapshot).not.toHaveProperty('metaAhead');
    }
  });

  test('at each answer leaves usage unknown', async () => {
    answering();
    dates = [1, 2, 3, 4, 5, 6, 7].map((day) => after(now, (-1) ** day * day * DAY));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.usage).toEqual(unknown('incomplete'));
    expect(snapshot.numbers[0]?.usage).toEqual(unknown('time-unsure'));
    expect(snapshot.gaps).toMatchObject([{ part: 'usage', cause: { reason: 'time-unsure' } }]);
    expect(asked).toHaveLength(3);
  });
});

describe('answers without a `Date`', () => {
  test.each([0, 2 * DAY, -2 * DAY])(
    'leave it unknown whether nothing was sent (%i ms ahead)',
    async (wrong) => {
      answering(wrong === 0 ? [] : undefined, false);
      const ours = after(now, wrong);
      const source = testSource({ clock: clockAt(ours) });
      setMetaTime(() => instantOf(Number.NaN));
      const { observation, volumes } = await source.observe(planOf(), ours, (_waba, at) => at);
      if (observation.kind === 'blind') throw new Error('It was blind.');
      const { snapshot } = observation;
      expect(snapshot.usage).toEqual(unknown('incomplete'));
      expect(snapshot.numbers[0]?.usage).toEqual(unknown('time-unsure'));
      expect(snapshot.gaps).toMatchObject([{ waba, part: 'usage', cause: { reason: 'time-unsure' } }]);
      expect(snapshot.limit).toEqual(known({ kind: 'capped', recipients: 2_000 }));
      expect(volumes.size).toBe(0);
    },
  );

  test('leave what was sent known', async () => {
    answering(undefined, false);
    const source = testSource();
    setMetaTime(() => instantOf(Number.NaN));
    expect((await seenBy(source, planOf())).usage).toMatchObject({ value: { recipients: 6_120 } });
  });
});
