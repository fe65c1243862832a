import { beforeEach, describe, expect, it } from 'vitest';
import { memoryHistory, memoryStore } from '../support/fakes/stores.js';
import { poller, type Poller } from '../../src/app/poll.js';
import type { NumberSnapshot } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, halfHourOf, MINUTE } from '../../src/domain/time.js';
import { noSignals } from '../../src/domain/signals/window.js';
import { movingDay } from '../../src/domain/usage.js';
import type { GraphLook, GraphSource, History, Store } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog, type FakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioOf, wabaId, wabaOf } from '../support/looks.js';
import { judgingOf, routeOf } from '../support/story.js';

let clock: FakeClock;
let store: Store;
let history: History;
let log: FakeLog;

beforeEach(() => {
  clock = fakeClock(noon);
  const record = memoryHistory();
  store = memoryStore(record);
  history = record;
  log = fakeLog();
});

const number = numberOf(1);
const lately = halfHourOf(after(noon, -HOUR));

/** What a look brings that finds the number in this quality and so much volume in a half hour. */
function found(at = clock.now(), quality: NumberSnapshot['quality'] = 'green', recipients = 10): GraphLook {
  return {
    observation: {
      kind: 'seen',
      at,
      snapshot: portfolioOf({ numbers: [{ ...number, quality }], wabas: [wabaOf()] }),
    },
    volumes: new Map([
      [wabaId, { span: movingDay(noon), series: new Map([[number.id, [{ at: lately, recipients }]]]) }],
    ]),
    owner: null,
  };
}

/** A process of its own that looks at one shop through `observe`, with the store and history of all. */
function process(observe: GraphSource['observe']): Poller {
  return poller({
    plans: [tokoMaju],
    graph: { observe, notBefore: () => null },
    store,
    history,
    counted: () => Promise.resolve(null),
    signals: () => Promise.resolve(noSignals),
    clock,
    log,
    judging: () => judgingOf({ routes: [routeOf()] }),
  });
}

interface Ended {
  readonly taken: boolean;
  /** How often it said that it was saved. */
  readonly told: number;
  /** The rules that fire. */
  readonly found: readonly string[];
}

/** A look that has begun and ends when it is told to. */
async function begun(): Promise<{ end(look: GraphLook): Promise<Ended> }> {
  let told = 0;
  let begin = (): void => undefined;
  let answer: (look: GraphLook) => void = () => undefined;
  const asked = new Promise<void>((resolve) => (begin = resolve));
  const looks = process(() => {
    begin();
    return new Promise((resolve) => (answer = resolve));
  }).pollAll(() => {
    told += 1;
  });
  await asked;
  return {
    async end(look) {
      answer(look);
      const [one] = await looks;
      if (!one) throw new Error('The look broke.');
      const found = one.verdicts.flatMap((verdict) =>
        verdict.kind === 'firing' ? [verdict.finding.rule] : [],
      );
      return { taken: one.summary.taken, told, found };
    },
  };
}

const usage = async (): Promise<unknown> =>
  (await history.usage(tokoMaju.id, number.id, { from: after(noon, -DAY), to: after(noon, DAY) })).series;
const qualities = async (): Promise<unknown> =>
  (
    await history.notes(tokoMaju.id, number.id, { from: after(noon, -DAY), to: after(noon, 3 * DAY) })
  ).steps.map(({ quality }) => quality);

describe('a look that began before the one that is saved', () => {
  it('changes nothing and tells nothing, however late its clock stands', async () => {
    const older = await begun();
    const newer = await begun();
    expect(await newer.end(found(noon, 'green', 20))).toMatchObject({ taken: true });
    const saved = await store.read(tokoMaju.id);
    clock.move(2 * DAY);
    expect(await older.end(found(clock.now(), 'red', 10))).toMatchObject({ taken: false, told: 0 });
    expect(await store.read(tokoMaju.id)).toBe(saved);
    expect(await usage()).toEqual([{ at: lately, recipients: 20 }]);
    expect(await qualities()).toEqual(['green']);
    expect(log.lines.map(({ event }) => event)).toContain('look.overtaken');
  });

  it('still says what it found itself', async () => {
    const older = await begun();
    const newer = await begun();
    await newer.end(found());
    expect(await older.end(found(noon, 'red'))).toMatchObject({ taken: false, found: ['quality'] });
  });
});

describe('a look that began last', () => {
  it('is taken in though its clock was put back', async () => {
    await process(async () => found()).pollAll();
    clock.move(-3 * HOUR);
    const [look] = await process(async () => found(clock.now(), 'red')).pollAll();
    expect(look?.summary).toMatchObject({ taken: true, notices: [{ reason: 'opened' }] });
    expect(await store.read(tokoMaju.id)).toMatchObject({ lookedAt: clock.now(), incidents: [{}] });
    clock.move(5 * MINUTE);
    await process(async () => found()).pollAll();
    expect((await store.read(tokoMaju.id))?.lookedAt).toBe(clock.now());
  });

  it('is taken in though its clock stands at the same instant', async () => {
    await process(async () => found()).pollAll();
    const [look] = await process(async () => found(noon, 'red')).pollAll();
    expect(look?.summary).toMatchObject({ taken: true, notices: [{ reason: 'opened' }] });
  });

  it('is taken in when those before it ended first', async () => {
    const looks = [await begun(), await begun(), await begun()];
    for (const [i, look] of looks.entries()) {
      const ended = await look.end(found(after(noon, -i * HOUR), 'green', i + 1));
      expect(ended).toMatchObject({ taken: true });
    }
    expect(await usage()).toEqual([{ at: lately, recipients: 3 }]);
  });

  it('is taken in when somebody asks for it', async () => {
    const older = await begun();
    await process(async () => found(noon, 'red')).poll(tokoMaju.id);
    expect(await older.end(found(after(noon, MINUTE)))).toMatchObject({ taken: false });
    expect((await store.read(tokoMaju.id))?.incidents).toHaveLength(1);
  });
});
