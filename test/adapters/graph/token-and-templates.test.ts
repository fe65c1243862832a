import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { known, unknown } from '../../../src/domain/reading.js';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import {
  clockAt,
  errorJson,
  graphAt,
  now,
  numberJson,
  onGraph,
  planOf,
  testSource,
  token,
  tokenAnswered,
  waba,
  wabaJson,
} from './graph-answers.js';
import { seenBy } from './seen.js';

beforeEach(() => {
  onGraph()
    .persist()
    .get(`/v26.0/${waba}`)
    .query(true)
    .reply(200, wabaJson([numberJson('1', '+628111111111')]));
});
afterEach(() => {
  nock.cleanAll();
  nock.abortPendingRequests();
});

describe('the token', () => {
  test('is asked about once a day', async () => {
    const clock = clockAt(now);
    let asked = 0;
    onGraph()
      .persist()
      .get('/v26.0/debug_token')
      .query({ input_token: token })
      .reply(() => {
        asked++;
        return [200, { data: { is_valid: true, expires_at: 1_800_000_000 + asked, scopes: ['a'] } }];
      });
    const source = testSource({ clock });
    expect((await seenBy(source, planOf())).tokens).toEqual([
      { label: 'main', valid: true, expiresAt: known(1_800_000_001_000), scopes: ['a'] },
    ]);
    clock.turn(DAY - 1);
    await seenBy(source, planOf());
    expect(asked).toBe(1);
    clock.turn(2);
    expect((await seenBy(source, planOf())).tokens[0]?.expiresAt).toEqual(known(1_800_000_002_000));
  });

  test('of which nothing can be learned is valid as far as we know, its end unknown', async () => {
    const clock = clockAt(now);
    graphAt('debug_token').reply(400, errorJson(100));
    const source = testSource({ clock });
    const bare = { label: 'main', valid: true, expiresAt: unknown('refused'), scopes: [] };
    expect((await seenBy(source, planOf())).tokens).toEqual([bare]);
    tokenAnswered();
    expect((await seenBy(source, planOf())).tokens).toEqual([bare]);
    clock.turn(HOUR + 1);
    expect((await seenBy(source, planOf())).tokens[0]?.expiresAt).toEqual(known(null));
  });

  test('keeps what was last learned while Meta is silent', async () => {
    const clock = clockAt(now);
    graphAt('debug_token').reply(200, { data: { is_valid: true, expires_at: 1_800_000_000 } });
    const source = testSource({ clock });
    await seenBy(source, planOf());
    clock.turn(DAY + 1);
    graphAt('debug_token').reply(400, errorJson(100));
    expect((await seenBy(source, planOf())).tokens[0]?.expiresAt).toEqual(known(1_800_000_000_000));
  });
});

describe('templates', () => {
  beforeEach(tokenAnswered);
  const templates = `${waba}/message_templates`;

  test('are not looked at unless asked for', async () => {
    expect((await seenBy(testSource(), planOf())).wabas[0]?.templates).toEqual(unknown('not-looked-yet'));
  });

  test('are read page by page, and again after a quarter of an hour', async () => {
    const clock = clockAt(now);
    const row = (id: string, score: string) => ({
      id,
      name: `t${id}`,
      language: 'id',
      status: 'APPROVED',
      quality_score: { score },
    });
    graphAt(templates).reply(200, {
      data: [row('1', 'GREEN')],
      paging: { cursors: { after: 'c' }, next: 'https://x.invalid/?after=c' },
    });
    graphAt(templates).reply(200, { data: [row('2', 'RED'), row('1', 'GREEN'), 'nonsense'] });
    const source = testSource({ clock, templates: (plan) => plan.name === 'Toko Maju' });
    const snapshot = await seenBy(source, planOf());
    expect(snapshot.wabas[0]?.templates).toMatchObject({
      known: true,
      value: [
        { id: '1', quality: 'green' },
        { id: '2', quality: 'red', status: 'APPROVED' },
      ],
    });
    expect(snapshot.gaps).toMatchObject([{ waba, part: 'templates', problem: 'unintelligible' }]);
    await seenBy(source, planOf());
    clock.turn(16 * MINUTE);
    const again = graphAt(templates).reply(200, { data: [] });
    expect((await seenBy(source, planOf())).wabas[0]?.templates).toEqual(known([]));
    expect(again.isDone()).toBe(true);
  });

  test('that cannot be read whole are unknown, not gone', async () => {
    graphAt(templates).reply(200, {
      data: [{ id: '1' }],
      paging: { cursors: { after: 'c' }, next: 'https://x.invalid/?after=c' },
    });
    graphAt(templates).reply(403, errorJson(10));
    const snapshot = await seenBy(testSource({ templates: () => true }), planOf());
    expect(snapshot.wabas[0]?.templates).toEqual(unknown('refused'));
    expect(snapshot.gaps).toMatchObject([{ part: 'templates', problem: 'forbidden' }]);
    expect(snapshot.numbers).toHaveLength(1);
  });
});
