import { describe, expect, test } from 'vitest';
import type { GraphSourceOptions } from '../../../src/adapters/graph/graph-source-options.js';
import { graphSource, type OpenGraphSource } from '../../../src/adapters/graph/graph-source.js';
import type { PortfolioId, WabaId } from '../../../src/domain/snapshot.js';
import { DAY, HOUR, MINUTE, instantOf } from '../../../src/domain/time.js';
import { movingDay } from '../../../src/domain/usage.js';
import type { SimFault } from '../../../src/simulator/faults.js';
import type { Simulator } from '../../../src/simulator/server.js';
import { deliveredByNumber, type Story } from '../../../src/simulator/story.js';
import type { SimSend } from '../../../src/simulator/volume.js';
import { simulate } from '../../simulator/calling.js';
import { aNumber, appSecret, aWaba, noon, numbers, storyOf, token } from '../../simulator/world-for-tests.js';
import { clockAt, keptLog, planOf } from './graph-answers.js';
import { seenBy } from './seen.js';

const now = instantOf(noon);
const plan = planOf({ id: '1001' as PortfolioId, business: '1001', wabas: [] });
const [first, second] = ['2001', '2002'] as const;

const sends: readonly SimSend[] = [
  { numberId: '3001', category: 'MARKETING', type: 'REGULAR', from: noon - 3 * DAY, perHour: 40 },
  { numberId: '3001', category: 'SERVICE', type: 'REGULAR', from: noon - 3 * DAY, perHour: 500 },
  {
    numberId: '3001',
    category: 'UTILITY',
    type: 'FREE_CUSTOMER_SERVICE',
    from: noon - 3 * DAY,
    perHour: 500,
  },
  { numberId: '4001', category: 'UTILITY', type: 'REGULAR', at: noon - 5 * HOUR, total: 333 },
];

const story: Story = storyOf(
  [
    aWaba(first, {
      numbers: [aNumber('3001'), aNumber('3002', { quality: 'YELLOW' }), aNumber('3003', { throughput: 80 })],
      templates: [
        {
          id: '5001',
          name: 'promo',
          language: 'id',
          category: 'MARKETING',
          status: 'PAUSED',
          quality: 'RED',
        },
      ],
    }),
    aWaba(second, { owned: false, numbers: [aNumber('4001', { quality: 'RED', status: 'FLAGGED' })] }),
  ],
  { sends },
);

function sourceOn(simulator: Simulator, changes: Partial<GraphSourceOptions> = {}): OpenGraphSource {
  return graphSource({
    baseUrl: simulator.url,
    tokenOf: () => ({ token, label: 'main' }),
    appSecret,
    clock: clockAt(now),
    log: keptLog(),
    sleep: () => Promise.resolve(),
    deadline: 15_000,
    responseTimeout: 5_000,
    bodyCap: 300_000,
    ...changes,
  });
}

/**
 * Short where nothing comes, so that the test is; long elsewhere, since a retry that would not begin before the deadline
 * is not made, though these tests never really wait.
 */
function patienceWith({ kind }: SimFault): Partial<GraphSourceOptions> {
  if (kind === 'silence') return { responseTimeout: 80 };
  return kind === 'slow-body' ? { deadline: 800 } : {};
}

const on = (wabaId: string, fault: SimFault): SimFault => ({ ...fault, on: { wabaId } });

describe('a whole look', () => {
  test('sees what the simulator says', async () => {
    const simulator = await simulate(story);
    const snapshot = await seenBy(sourceOn(simulator, { templates: () => true }), plan, now);
    const window = movingDay(now);
    const delivered = (id: string) =>
      deliveredByNumber(
        story,
        id,
        { ...window, now: noon },
        (send) => send.type === 'REGULAR' && send.category !== 'SERVICE',
      );
    expect(snapshot.gaps).toEqual([]);
    expect(snapshot.limit).toEqual({ known: true, value: { kind: 'capped', recipients: 10_000 } });
    expect(snapshot.usage).toMatchObject({
      known: true,
      value: { recipients: delivered('3001') + 333, window },
    });
    expect(delivered('3001')).toBeGreaterThan(900);
    expect(
      snapshot.numbers.map((n) => [
        n.id,
        n.quality,
        n.status,
        n.throughput,
        n.usage.known && n.usage.value.recipients,
      ]),
    ).toEqual([
      ['3001', 'green', 'connected', 'STANDARD', delivered('3001')],
      ['3002', 'yellow', 'connected', 'STANDARD', 0],
      ['3003', 'green', 'connected', '80', 0],
      ['4001', 'red', 'flagged', 'STANDARD', 333],
    ]);
    expect(snapshot.wabas[0]?.templates).toMatchObject({
      value: [{ name: 'promo', quality: 'red', status: 'PAUSED' }],
    });
    expect(snapshot.tokens).toMatchObject([{ valid: true, expiresAt: { known: true, value: null } }]);
  });

  test('reaches back as far as is asked, and sums only the moving day', async () => {
    const simulator = await simulate(story);
    const since = instantOf(noon - 3 * DAY);
    const { observation, volumes, owner } = await sourceOn(simulator).observe(plan, now, () => since);
    const series = [...volumes.values()].flatMap((read) => [...read.series.values()].flat());
    expect(Math.min(...series.map(({ at }) => at))).toBe(noon - 3 * DAY);
    expect(series.reduce((sum, { recipients }) => sum + recipients, 0)).toBe(3 * 24 * 40 + 333);
    expect(observation).toMatchObject({ snapshot: { usage: { value: { recipients: 24 * 40 + 333 } } } });
    expect(owner).toBe('1001');
  });

  test('an app that asks for the proof gets it', async () => {
    const proofStory: Story = {
      ...story,
      start: { ...story.start, app: { ...story.start.app, requiresProof: true } },
    };
    const simulator = await simulate(proofStory);
    await seenBy(sourceOn(simulator), plan, now);
    const without = await sourceOn(simulator, { appSecret: null }).observe(plan, now, () => now);
    expect(without.observation.kind).toBe('blind');
  });

  test('works with each version that still answers', async () => {
    const simulator = await simulate(story);
    for (const version of ['v24.0', 'v25.0', 'v26.0']) {
      expect((await seenBy(sourceOn(simulator, { version }), plan, now)).limit.known).toBe(true);
    }
    const log = keptLog();
    const old = await seenBy(sourceOn(simulator, { version: 'v23.0', log }), plan, now);
    expect(log.lines.join()).toContain('graph.version-without-limit');
    expect(old.numbers[0]?.limit).toEqual({ known: true, value: { kind: 'capped', recipients: 10_000 } });
    expect(old.gaps).toEqual([]);
  });
});

describe('the calls of a look', () => {
  async function callsOf(simulator: Simulator, source: OpenGraphSource): Promise<readonly string[]> {
    const before = simulator.calls.length;
    await seenBy(source, plan, now);
    return simulator.calls.slice(before).map(({ path }) => path.replace('/v26.0/', ''));
  }

  test('are two lists, one per account and one for the token at first; then one per account', async () => {
    const simulator = await simulate(story);
    const source = sourceOn(simulator);
    expect((await callsOf(simulator, source)).toSorted()).toEqual([
      '1001/client_whatsapp_business_accounts',
      '1001/owned_whatsapp_business_accounts',
      first,
      second,
      'debug_token',
    ]);
    expect((await callsOf(simulator, source)).toSorted()).toEqual([first, second]);
  });

  test('are one more for each further hundred numbers', async () => {
    const simulator = await simulate(storyOf([aWaba(first, { numbers: numbers(250) })]));
    const source = sourceOn(simulator);
    await callsOf(simulator, source);
    expect(await callsOf(simulator, source)).toEqual([
      first,
      `${first}/phone_numbers`,
      `${first}/phone_numbers`,
    ]);
    expect((await seenBy(source, plan, now)).numbers).toHaveLength(250);
  });

  test('stay within what Meta allows, and end there when somebody else uses it up', async () => {
    const clock = clockAt(now);
    const simulator = await simulate(storyOf([aWaba(first, { callsPerHour: 10 })]), {
      now: () => clock.now(),
    });
    const source = sourceOn(simulator, { clock });
    const kinds: string[] = [];
    for (let look = 0; look < 20; look++) {
      kinds.push((await source.observe(plan, clock.now(), () => clock.now())).observation.kind);
      clock.turn(MINUTE);
    }
    expect(kinds.slice(0, 10)).toEqual(Array(10).fill('seen'));
    expect(new Set(kinds.slice(10))).toEqual(new Set(['blind']));
    const asked = simulator.calls.filter(({ path }) => path.endsWith(first));
    expect(asked.length).toBeLessThanOrEqual(11);
    clock.turn(2 * HOUR);
    await seenBy(source, plan, clock.now());
  });
});

describe('trouble', () => {
  const faults: readonly (readonly [string, SimFault, string])[] = [
    ['a page of a proxy', { kind: 'http', status: 502 }, 'unreachable'],
    ['silence', { kind: 'silence' }, 'unreachable'],
    ['a body that never ends', { kind: 'slow-body', ms: 60_000 }, 'unreachable'],
    ['a reset', { kind: 'reset' }, 'unreachable'],
    ['cut JSON', { kind: 'truncated' }, 'unintelligible'],
    ['a cut connection', { kind: 'cut' }, 'unreachable'],
    ['an empty answer', { kind: 'empty' }, 'unintelligible'],
    ['a login page', { kind: 'login-page' }, 'unintelligible'],
    ['a huge answer', { kind: 'huge', bytes: 2_000_000 }, 'unintelligible'],
    ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/' }, 'unintelligible'],
    ['an error inside a 200', { kind: 'error-inside', code: 10, message: 'No' }, 'forbidden'],
    [
      'a rate limit with status 400',
      { kind: 'graph-error', status: 400, code: 80008, message: 'Wait' },
      'throttled',
    ],
    ['a locked account', { kind: 'graph-error', status: 403, code: 131031, message: 'Locked' }, 'forbidden'],
    ['an answer that is a list', { kind: 'mutate', change: () => [] }, 'unintelligible'],
  ];

  test.each(faults)('%s on one account hides that account only', async (_what, fault, problem) => {
    const simulator = await simulate(story, { faults: [on(second, fault)] });
    const snapshot = await seenBy(sourceOn(simulator, patienceWith(fault)), plan, now);
    expect(snapshot.numbers.map((number) => number.id)).toEqual(['3001', '3002', '3003']);
    expect(snapshot.usage).toEqual({ known: false, why: 'incomplete' });
    expect(snapshot.gaps.map((gap) => [gap.waba, gap.part, gap.problem])).toEqual([
      [second, 'numbers', problem],
      [second, 'usage', problem],
      [second, 'health', problem],
    ]);
  });

  test.each(faults)('%s everywhere blinds us, and then it is over', async (_what, fault, problem) => {
    const clock = clockAt(now);
    const simulator = await simulate(story, { faults: [fault] });
    const source = sourceOn(simulator, { clock, ...patienceWith(fault) });
    const { observation } = await source.observe({ ...plan, wabas: [first as WabaId] }, now, () => now);
    expect(observation).toMatchObject({ kind: 'blind', problem });
    simulator.setFaults([]);
    clock.turn(2 * HOUR);
    expect((await seenBy(source, plan, now)).gaps).toEqual([]);
  });

  test('a moment of it is not noticed', async () => {
    const simulator = await simulate(story, {
      faults: [
        { kind: 'reset', times: 1 },
        { kind: 'http', status: 500, times: 1 },
        { kind: 'truncated', times: 1 },
      ],
    });
    expect((await seenBy(sourceOn(simulator), plan, now)).gaps).toEqual([]);
  });

  test.each([
    [['pricing_analytics'], ['usage']],
    [['health_status'], ['health']],
    [['quality_score', 'throughput', 'name_status'], []],
    [['quality_rating'], []],
    [
      ['pricing_analytics', 'health_status', 'quality_rating', 'quality_score'],
      ['usage', 'health', 'numbers'],
    ],
  ])('fields that are refused, %j, leave the gaps %j', async (fields, parts) => {
    const simulator = await simulate(story, { faults: [{ kind: 'refuse-fields', fields }] });
    const snapshot = await seenBy(sourceOn(simulator), plan, now);
    expect(snapshot.numbers).toHaveLength(4);
    expect(snapshot.gaps.filter((gap) => gap.waba === first).map((gap) => gap.part)).toEqual(parts);
    const hidden = parts.includes('numbers');
    expect(snapshot.numbers[3]?.quality).toBe(hidden ? 'unknown' : 'red');
  });

  test('a list that leads back to itself ends', async () => {
    const simulator = await simulate(story, { faults: [{ kind: 'repeating-cursor' }] });
    const snapshot = await seenBy(sourceOn(simulator), plan, now);
    expect(snapshot.numbers).toHaveLength(4);
    expect(snapshot.gaps.map((gap) => gap.part)).toContain('numbers');
    expect(simulator.calls.length).toBeLessThan(15);
  });
});
