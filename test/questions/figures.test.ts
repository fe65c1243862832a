import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/domain/reading.js';
import type { PortfolioId, WabaSnapshot } from '../../src/domain/snapshot.js';
import { countsOf } from '../../src/domain/signals/counts.js';
import { noSignals, type SignalWindows } from '../../src/domain/signals/window.js';
import { freshState } from '../../src/domain/state.js';
import { after, HALF_HOUR, halfHourOf, HOUR } from '../../src/domain/time.js';
import { countedOf } from '../support/counted.js';
import { inquiring, type Asked } from '../support/inquiring.js';
import { at, capped, gapOf, noon, numberOf, unlimited, usageOf, wabaOf } from '../support/looks.js';
import { perNumber2023 } from '../support/rulebooks.js';
import { story, type Story } from '../support/story.js';

type Seen = Parameters<Story['sees']>[0];

/** A portfolio that was seen three minutes ago. */
function seenAs(snapshot: Seen = {}, signals: SignalWindows = noSignals): Asked {
  const told = story();
  told.sees(snapshot, signals);
  return { state: told.state };
}

function blindAfter(snapshot: Seen = {}): Asked {
  const told = story();
  told.sees(snapshot);
  told.waits(0);
  told.isBlind('unauthorised');
  return { state: told.state };
}

const never: Asked = { state: freshState('7' as PortfolioId, 'Toko Baru') };
const phone = '%2B6281234560001';
const busy: Seen = {
  usage: known(usageOf(9_000)),
  series: [
    { at: halfHourOf(after(noon, -20 * HOUR)), recipients: 6_000 },
    { at: halfHourOf(after(noon, -4 * HOUR)), recipients: 3_000 },
  ],
};

describe('how people take what a number sends', () => {
  const templates = known([
    { id: '7', name: 'promo_nov', language: 'id', quality: 'yellow' as const, status: 'APPROVED' },
  ]);
  const day = at('2026-11-21T00:00:00Z');
  const told = known([{ template: '7', sent: 1_200, delivered: 1_000, read: 310, clicked: 40 }]);
  const stops = { requests: 34, read: 2_000, share: 0.017 };
  const adviceFor = async (waba: Partial<WabaSnapshot>): Promise<unknown> => {
    const { ask } = inquiring([seenAs({ wabas: [wabaOf(waba)] })], null, stops);
    return (await ask(`/v1/can-send?number=${phone}&recipients=10`)).body['advice'];
  };

  it('is told with the template to look at first, its figures and their day', async () => {
    expect(await adviceFor({ templates, insights: { askedAt: noon, day, insights: told } })).toEqual({
      template: {
        id: '7',
        name: 'promo_nov',
        language: 'id',
        quality: 'yellow',
        status: 'APPROVED',
        because: 'rated',
        day: '2026-11-21T00:00:00.000Z',
        sent: 1_200,
        delivered: 1_000,
        readShare: 0.31,
        clicked: 40,
      },
      stops,
    });
  });

  it('has no figure of a template of which Meta told none', async () => {
    expect(await adviceFor({ templates })).toMatchObject({
      template: { name: 'promo_nov', day: null, sent: null, delivered: null, readShare: null },
    });
  });
});

describe('whether a broadcast fits', () => {
  const canSend = (asked: Asked, recipients: number, people?: ReturnType<typeof countedOf>) =>
    inquiring([asked], people).ask(`/v1/can-send?number=${phone}&recipients=${String(recipients)}`);

  it('is told with all that it rests on: limit, usage, source, accuracy and age', async () => {
    const { status, body } = await canSend(seenAs(busy), 1_000);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      verdict: 'yes',
      recipients: 1_000,
      free: 1_000,
      complete: true,
      barred: null,
      earlySigns: [],
      advice: { template: null, stops: null },
      parts: [{ at: '2026-11-22T05:03:00.000Z', recipients: 1_000 }],
      number: { id: '10654037220001', phone: '+6281234560001', name: 'Toko 1' },
      portfolio: { id: '506914307656634', seen: true, ageSeconds: 180, problem: null },
      limit: { known: true, kind: 'capped', recipients: 10_000 },
      usage: {
        known: true,
        recipients: 9_000,
        accuracy: 'at-most',
        source: 'pricing_analytics',
        percent: 90,
        asOf: '2026-11-22T05:00:00.000Z',
      },
    });
  });

  it('is told in parts that together are what was asked for', async () => {
    const { body } = await canSend(seenAs(busy), 3_000);
    expect(body).toMatchObject({
      verdict: 'split',
      complete: true,
      free: 1_000,
      allAtOnceFrom: '2026-11-22T09:30:00.000Z',
      parts: [{ recipients: 1_000 }, { at: '2026-11-22T09:30:00.000Z', recipients: 2_000 }],
    });
  });

  it('is no when nothing is free now, with the time from when it fits', async () => {
    const { body } = await canSend(seenAs({ ...busy, limit: known(capped(9_000)) }), 500);
    expect(body).toMatchObject({ verdict: 'no', free: 0, parts: [{ recipients: 500 }] });
  });

  it('is yes without a cap', async () => {
    const { body } = await canSend(seenAs({ limit: known(unlimited) }), 1_000_000);
    expect(body).toMatchObject({ verdict: 'yes', free: null, limit: { known: true, kind: 'unlimited' } });
  });

  it('goes by the people counted', async () => {
    const { body } = await canSend(seenAs(busy), 4_000, countedOf(5_000));
    expect(body).toMatchObject({
      verdict: 'yes',
      free: 5_000,
      usage: { source: 'ledger', accuracy: 'exact', recipients: 5_000, volume: { recipients: 9_000 } },
    });
  });

  it('goes by the number’s own limit where each owns one', async () => {
    const own = numberOf(1, { limit: known(capped(250)), usage: known(usageOf(100)) });
    const asked = { ...seenAs({ ...busy, numbers: [own] }), rulebook: perNumber2023 };
    expect((await canSend(asked, 150)).body).toMatchObject({ verdict: 'yes', free: 150 });
    expect((await canSend(asked, 151)).body).toMatchObject({ verdict: 'split', limit: { recipients: 250 } });
  });

  it.each([
    ['restricted', { status: 'restricted' as const }, { by: 'status', reasons: [] }],
    [
      'blocked',
      {
        health: known({
          canSend: 'blocked' as const,
          reasons: [{ entity: 'PHONE_NUMBER', code: 1, description: 'Pay first.', solution: null }],
        }),
      },
      { by: 'health', reasons: ['Pay first.'] },
    ],
  ])('is no for a number that is %s, whatever is free', async (_what, more, barred) => {
    const { status, body } = await canSend(seenAs({ numbers: [numberOf(1, more)] }), 1);
    expect(status).toBe(200);
    expect(body).toMatchObject({ verdict: 'no', barred, parts: [], complete: false, allAtOnceFrom: null });
  });

  it('is told with the early signs of the number', async () => {
    const weeks = [7, 14, 21].map((ago) => [ago, countsOf({ sent: 1_000, stops: 4 })] as const);
    const days = new Map([[0, countsOf({ sent: 1_000, stops: 90 })], ...weeks]);
    const asked = seenAs(busy, new Map([[numberOf(1).id, [{ hours: 3, days }]]]));
    expect((await canSend(asked, 1_000)).body).toMatchObject({
      verdict: 'yes',
      earlySigns: [{ signal: 'stops', hours: 3, count: 90, of: 1_000, usualShare: 0.004 }],
    });
  });

  it('is no for a barred number even where the limit is not known', async () => {
    const { body } = await canSend(
      seenAs({ limit: unknown('not-returned'), numbers: [numberOf(1, { status: 'banned' })] }),
      1,
    );
    expect(body).toMatchObject({ verdict: 'no', free: null, limit: { known: false, why: 'not-returned' } });
  });

  it.each([
    ['the limit is not known', seenAs({ limit: unknown('not-returned') }), 'unknown'],
    ['usage is not known', seenAs({ usage: unknown('refused') }), 'unknown'],
    ['the portfolio is not seen', blindAfter(), 'blind'],
    ['the portfolio is not seen and has no limit', blindAfter({ limit: known(unlimited) }), 'blind'],
  ])('is not told at all when %s', async (_what, asked, code) => {
    const { status, body } = await canSend(asked, 1);
    expect([status, body['code']]).toEqual([503, code]);
    expect(Object.keys(body).sort()).toEqual(['code', 'detail', 'status', 'title']);
  });

  it('is not told from a look that is too old, not even without a cap', async () => {
    const one = inquiring([seenAs({ limit: known(unlimited) })]);
    one.clock.move(2 * HOUR);
    const { status, body } = await one.ask(`/v1/can-send?number=${phone}&recipients=1`);
    expect([status, body['code']]).toEqual([503, 'stale']);
  });
});

describe('a number', () => {
  it.each([
    ['its id', '10654037220001'],
    ['its phone number', '%2B6281234560001'],
    ['a plus sign that the query turned into a space', '+6281234560001'],
    ['the number as people write it', '%2B62%20812-3456-0001'],
    ['the number without its country', '081234560001'],
  ])('is found by %s', async (_what, written) => {
    const { ask } = inquiring([seenAs()]);
    expect((await ask(`/v1/can-send?number=${written}&recipients=1`)).body).toMatchObject({
      number: { id: '10654037220001' },
    });
    expect((await ask(`/v1/numbers/${written}`)).body).toMatchObject({
      id: '10654037220001',
      quality: 'green',
    });
  });

  it('is told with its portfolio, by the name that people gave it', async () => {
    const asked = { ...seenAs(busy), plan: { aliases: { '+6281234560001': 'Promo' } } };
    expect((await inquiring([asked]).ask('/v1/numbers/10654037220001')).body).toMatchObject({
      name: 'Promo',
      status: 'connected',
      rawStatus: 'CONNECTED',
      usage: { known: true, recipients: 0 },
      portfolio: { name: 'Toko Maju', usage: { recipients: 9_000 } },
    });
  });

  it('is not guessed from its last digits', async () => {
    expect((await inquiring([seenAs()]).ask('/v1/numbers/0001')).status).toBe(404);
  });

  it('that nobody has is absent only when all numbers were seen', async () => {
    const ask = async (...asked: readonly Asked[]) =>
      (await inquiring(asked).ask('/v1/numbers/%2B6281299990000')).body['code'];
    expect(await ask(seenAs())).toBe('not-found');
    expect(await ask(seenAs(), never)).toBe('not-looked-yet');
    expect(await ask(blindAfter())).toBe('blind');
    expect(await ask(seenAs({ gaps: [gapOf()] }))).toBe('unknown');
  });

  it('that two accounts have is asked for by its id', async () => {
    const twins = [numberOf(1), numberOf(2, { phone: numberOf(1).phone })];
    const { ask } = inquiring([seenAs({ numbers: twins })]);
    const { status, body } = await ask(`/v1/numbers/${phone}`);
    expect([status, body['code']]).toEqual([409, 'several']);
    expect(body['detail']).toContain('10654037220001, 10654037220002');
    expect((await ask('/v1/numbers/10654037220002')).status).toBe(200);
  });
});

describe('all numbers', () => {
  it('are told by portfolio', async () => {
    const { status, body } = await inquiring([seenAs({ ...busy, numbers: [numberOf(1), numberOf(2)] })]).ask(
      '/v1/numbers',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      portfolios: [
        { seen: true, usage: { recipients: 9_000 }, numbers: [{ name: 'Toko 1' }, { name: 'Toko 2' }] },
      ],
    });
  });

  it('are unknown in all they are while their portfolio is not seen', async () => {
    const other = { ...blindAfter(busy), plan: { name: 'Other' } };
    const { body } = await inquiring([seenAs(), other]).ask('/v1/numbers');
    const nothing = { known: false, why: 'not seen' };
    expect(body).toMatchObject({
      portfolios: [
        { seen: true },
        {
          seen: false,
          problem: { kind: 'unauthorised' },
          limit: nothing,
          usage: nothing,
          numbers: [
            { id: '10654037220001', quality: 'unknown', status: 'unknown', rawStatus: null, usage: nothing },
          ],
        },
      ],
    });
  });

  it('are not told when nothing at all is seen', async () => {
    const status = async (...asked: readonly Asked[]) => (await inquiring(asked).ask('/v1/numbers')).status;
    expect(await status(never)).toBe(503);
    expect(await status(blindAfter())).toBe(503);
    expect(await status(never, seenAs())).toBe(200);
  });
});

describe('the next tier', () => {
  it('is told with its conditions, the unknown ones as such', async () => {
    const { status, body } = await inquiring([seenAs(busy)]).ask('/v1/tier?portfolio=toko%20maju');
    expect(status).toBe(200);
    const { nextTier } = body as { nextTier: { criteria: { name: string; met: boolean | null }[] } };
    expect(nextTier.criteria.map(({ name }) => name)).toContain('used');
    expect(body).toMatchObject({ id: '506914307656634', limit: { recipients: 10_000 } });
  });

  it('is told of each number where each owns a limit', async () => {
    const asked = { ...seenAs({ numbers: [numberOf(1), numberOf(2)] }), rulebook: perNumber2023 };
    const { body } = await inquiring([asked]).ask('/v1/tier');
    expect(body).toMatchObject({ nextTiers: [{ subject: '+6281234560001' }, { subject: '+6281234560002' }] });
  });

  it('is asked of one portfolio', async () => {
    const other = { state: { ...seenAs().state, portfolio: '8' as PortfolioId, name: 'Other' } };
    const { ask } = inquiring([seenAs(), other]);
    expect((await ask('/v1/tier')).status).toBe(409);
    expect((await ask('/v1/tier?portfolio=8')).body).toMatchObject({ name: 'Other' });
    expect((await ask('/v1/tier?portfolio=nobody')).status).toBe(404);
  });

  it('is not told while the portfolio is not seen', async () => {
    expect((await inquiring([blindAfter()]).ask('/v1/tier')).status).toBe(503);
  });
});

describe('incidents', () => {
  it('are told worst first, with who takes care and what is silent', async () => {
    const told = story();
    told.sees({ ...busy, numbers: [numberOf(1, { quality: 'red', rawQuality: 'RED' })] });
    const [first] = told.state.incidents;
    if (!first) throw new Error('Nothing happened.');
    const by = { by: 'Ayu', at: noon };
    const state = {
      ...told.state,
      incidents: told.state.incidents.map((one) =>
        one === first ? { ...one, state: 'acknowledged' as const, acknowledged: by } : one,
      ),
      silences: [
        {
          id: 'abc',
          from: noon,
          until: after(noon, HALF_HOUR),
          untilHealthy: false,
          scope: { rule: 'usage' as const, subject: null },
          by: 'Ayu',
          reason: null,
          endedBy: null,
        },
      ],
    };
    const { status, body } = await inquiring([{ state }]).ask('/v1/incidents');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      portfolios: [{ seen: true, ageSeconds: 180 }],
      incidents: [
        { rule: 'quality', severity: 'critical', subject: '+6281234560001', numberId: '10654037220001' },
        { rule: 'usage', severity: 'warning', silencedUntil: '2026-11-22T05:30:00.000Z' },
      ],
    });
    const { incidents } = body as { incidents: { id: string; state: string; acknowledged: object | null }[] };
    expect(incidents.find(({ id }) => id === first.id)).toMatchObject({
      state: 'acknowledged',
      acknowledged: { by: 'Ayu', at: '2026-11-22T05:00:00.000Z' },
    });
  });

  it('say while nothing is seen that nothing is', async () => {
    const { status, body } = await inquiring([blindAfter()]).ask('/v1/incidents');
    expect(status).toBe(200);
    expect(body).toMatchObject({ portfolios: [{ seen: false, problem: { kind: 'unauthorised' } }] });
  });

  it('are not told to be none before anybody looked', async () => {
    expect((await inquiring([never]).ask('/v1/incidents')).status).toBe(503);
  });
});
