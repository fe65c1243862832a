import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { insightsFrom } from '../../../src/adapters/graph/insights-wire.js';
import { known, unknown } from '../../../src/domain/reading.js';
import type { WabaId } from '../../../src/domain/snapshot.js';
import type { InsightsSight } from '../../../src/domain/template-day.js';
import { DAY, HOUR, instantOf, SECOND } from '../../../src/domain/time.js';
import {
  clockAt,
  errorJson,
  graphAt,
  now,
  numberJson,
  onGraph,
  planOf,
  testSource,
  tokenAnswered,
  waba,
  wabaJson,
} from './graph-answers.js';

const yesterday = instantOf(Date.UTC(2026, 10, 21));
const start = yesterday / SECOND;
const path = `${waba}/template_analytics`;
const point = (id: string, counts: object): object => ({
  template_id: id,
  start,
  end: start + 86_400,
  ...counts,
});
const answer = (...points: readonly object[]): object => ({
  data: [{ granularity: 'DAILY', product_type: 'cloud_api', data_points: points }],
  paging: { cursors: { before: 'MAZDZD', after: 'MjQZD' } },
});

describe('the insights of templates', () => {
  test('are read with all their counts; clicks of all buttons together', () => {
    const told = answer(
      point('1', { sent: 12, delivered: 11, read: 5 }),
      point('2', {
        sent: 3,
        delivered: 3,
        read: 3,
        clicked: [
          { type: 'quick_reply_button', button_content: 'Ya', count: 2 },
          { type: 'unique_url_button', button_content: 'Lihat', count: 1 },
        ],
      }),
    );
    expect(insightsFrom(told, start)).toEqual([
      { template: '1', sent: 12, delivered: 11, read: 5, clicked: null },
      { template: '2', sent: 3, delivered: 3, read: 3, clicked: 3 },
    ]);
  });

  test('leave out what says nothing: another day, no id, no count, a count below zero', () => {
    const told = answer(
      { ...point('1', { sent: 1, delivered: 1 }), start: start - 86_400 },
      { start, sent: 1, delivered: 1 },
      point('3', { sent: 5 }),
      point('4', { sent: -1, delivered: 1 }),
      point('5', { sent: 2, delivered: 2, read: 'many' }),
    );
    expect(insightsFrom(told, start)).toEqual([
      { template: '5', sent: 2, delivered: 2, read: null, clicked: null },
    ]);
    for (const odd of [null, [], {}, { data: null }, 'x']) expect(insightsFrom(odd, start)).toBeNull();
    expect(insightsFrom({ data: [] }, start)).toEqual([]);
  });
});

describe('a look at an account', () => {
  const rows = (count: number): readonly object[] =>
    Array.from({ length: count }, (_, i) => ({
      id: String(i + 1),
      name: `t${i + 1}`,
      language: 'id',
      status: 'APPROVED',
      quality_score: { score: i === count - 1 ? 'YELLOW' : 'GREEN' },
    }));
  const templatesAnswered = (count: number): void => {
    onGraph()
      .persist()
      .get(`/v26.0/${waba}/message_templates`)
      .query(true)
      .reply(200, { data: rows(count) });
  };

  beforeEach(() => {
    onGraph()
      .persist()
      .get(`/v26.0/${waba}`)
      .query(true)
      .reply(200, wabaJson([numberJson('1', '+628111111111')]));
    tokenAnswered();
  });
  afterEach(() => {
    nock.cleanAll();
    nock.abortPendingRequests();
  });

  const on = { templates: () => true, templateInsights: true };
  async function insightsOf(
    source: ReturnType<typeof testSource>,
    last: ReadonlyMap<WabaId, InsightsSight> = new Map(),
    at = now,
  ): Promise<InsightsSight | undefined> {
    const { observation } = await source.observe(planOf(), at, () => at, last);
    return observation.kind === 'seen' ? observation.snapshot.wabas[0]?.insights : undefined;
  }

  test('asks for no insights unless told to', async () => {
    templatesAnswered(2);
    expect(await insightsOf(testSource({ templates: () => true }))).toBeUndefined();
    expect(await insightsOf(testSource({ templateInsights: true }))).toBeUndefined();
  });

  test('asks for the day before, for ten templates at a time, and the badly rated are among the first', async () => {
    templatesAnswered(12);
    const asked: URLSearchParams[] = [];
    onGraph()
      .persist()
      .get(`/v26.0/${path}`)
      .query(true)
      .reply((uri) => {
        asked.push(new URL(uri, 'http://127.0.0.1').searchParams);
        return [200, answer(point('12', { sent: 9, delivered: 8, read: 1 }))];
      });
    const sight = await insightsOf(testSource(on));
    expect(asked.map((query) => JSON.parse(query.get('template_ids') ?? '') as unknown)).toEqual([
      ['12', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      ['10', '11'],
    ]);
    for (const query of asked) {
      expect([query.get('granularity'), query.get('start'), query.get('end')]).toEqual([
        'DAILY',
        String(start),
        String(start + 86_400),
      ]);
    }
    expect(sight).toMatchObject({ askedAt: now, day: yesterday, insights: { known: true } });
  });

  test('asks once a day, also after a restart, by what was saved', async () => {
    templatesAnswered(1);
    let calls = 0;
    onGraph()
      .persist()
      .get(`/v26.0/${path}`)
      .query(true)
      .reply(() => {
        calls += 1;
        return [200, answer()];
      });
    const clock = clockAt(now);
    const first = await insightsOf(testSource({ ...on, clock }));
    expect(first).toEqual({ askedAt: now, day: yesterday, insights: known([]) });
    const saved = new Map(first === undefined ? [] : [[waba, first]]);
    expect(await insightsOf(testSource({ ...on, clock }), saved)).toEqual(first);
    expect(calls).toBe(1);
    clock.turn(DAY);
    const next = await insightsOf(testSource({ ...on, clock }), saved, clock.now());
    expect([calls, next?.day]).toEqual([2, instantOf(yesterday + DAY)]);
  });

  test.each([200005, 200006, 200007])(
    'knows from error %i that Meta does not offer them, and sees all the rest',
    async (code) => {
      templatesAnswered(1);
      graphAt(path).reply(400, errorJson(code));
      const source = testSource(on);
      const { observation } = await source.observe(planOf(), now, () => now);
      if (observation.kind !== 'seen') throw new Error('blind');
      expect(observation.snapshot.wabas[0]?.insights?.insights).toEqual(unknown('not-offered'));
      expect(observation.snapshot.gaps).toEqual([]);
      expect(observation.snapshot.numbers).toHaveLength(1);
    },
  );

  test('does not take other trouble for an answer', async () => {
    templatesAnswered(1);
    graphAt(path).reply(403, errorJson(10));
    expect((await insightsOf(testSource(on)))?.insights).toEqual(unknown('refused'));
    graphAt(path).reply(200, { data: 'nonsense' });
    const clock = clockAt(instantOf(now + HOUR));
    expect((await insightsOf(testSource({ ...on, clock }), new Map(), clock.now()))?.insights).toEqual(
      unknown('not-understood'),
    );
  });

  test('keeps what was told last of an account that it cannot see', async () => {
    nock.cleanAll();
    tokenAnswered();
    const other = '104996122399160' as WabaId;
    onGraph().persist().get(`/v26.0/${waba}`).query(true).reply(403, errorJson(10));
    onGraph()
      .persist()
      .get(`/v26.0/${other}`)
      .query(true)
      .reply(200, { ...wabaJson([numberJson('2', '+628222222222')]), id: other });
    const last = new Map([[waba, { askedAt: now, day: yesterday, insights: known([]) }]]);
    const source = testSource({ templateInsights: true });
    const { observation } = await source.observe(planOf({ wabas: [waba, other] }), now, () => now, last);
    if (observation.kind !== 'seen') throw new Error('blind');
    expect(observation.snapshot.wabas.find(({ id }) => id === waba)?.insights).toEqual(last.get(waba));
  });
});
