import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accountFrom } from '../../../src/adapters/graph/account-wire.js';
import { errorFrom } from '../../../src/adapters/graph/error-wire.js';
import { failureOf } from '../../../src/adapters/graph/failure.js';
import { insightsFrom } from '../../../src/adapters/graph/insights-wire.js';
import { jsonFrom } from '../../../src/kit/json-text.js';
import { numberFrom } from '../../../src/adapters/graph/number-wire.js';
import { pageFrom } from '../../../src/adapters/graph/paging-wire.js';
import { pricingFrom } from '../../../src/adapters/graph/pricing-wire.js';
import { problemOf } from '../../../src/adapters/graph/problem.js';
import { healthFrom } from '../../../src/adapters/graph/health-wire.js';
import { templateFrom } from '../../../src/adapters/graph/template-wire.js';
import { tokenFrom } from '../../../src/adapters/graph/token-wire.js';
import { allowancesFrom } from '../../../src/adapters/graph/usage-headers.js';
import { wabaFrom } from '../../../src/adapters/graph/waba-wire.js';
import { objectOf } from '../../../src/kit/wire.js';

// Answers of the real Graph, collected elsewhere: a folder with `graph/*.json`.
const folder = process.env['SAMPLES_DIR'];
const graph = folder === undefined ? null : path.join(folder, 'graph');
const names = graph === null ? [] : readdirSync(graph).filter((name) => name.endsWith('.json'));
const read = (name: string): unknown => jsonFrom(readFileSync(path.join(graph ?? '', name), 'utf8'));
const named = (...starts: readonly string[]): readonly string[] =>
  names.filter((name) => starts.some((start) => name.startsWith(start)));

describe.skipIf(graph === null)('recorded answers (set SAMPLES_DIR to run these)', () => {
  test('there are many', () => {
    expect(names.length).toBeGreaterThan(80);
  });

  test.each(
    named('phone_number.', 'openapi.phone_number.', 'openapi.account_number.', 'openapi.official_business'),
  )('%s is a number', (name) => {
    const json = objectOf(read(name));
    const number = numberFrom(json);
    expect(number?.id).toBe(String(json?.['id']));
    const rating = json?.['quality_rating'];
    expect(number?.rawQuality).toBe(rating ?? null);
    expect(number?.quality).toBe(rating === 'GREEN' ? 'green' : 'unknown');
    if (json?.['status'] === 'CONNECTED') expect(number?.status).toBe('connected');
    if (json?.['display_phone_number'] !== undefined) expect(number?.phone).toMatch(/^\+1\d{10}$/);
  });

  test.each(named('phone_numbers.', 'openapi.phone_numbers.', 'openapi.preverified_numbers.'))(
    '%s is a page of numbers',
    (name) => {
      const page = pageFrom(read(name));
      for (const row of page?.rows ?? []) expect(numberFrom(row)?.phone).toMatch(/^\+\d+$/);
      expect(page?.rows.length === 0).toBe(name.includes('empty'));
    },
  );

  test('a page goes on only where it says so', () => {
    expect(pageFrom(read('openapi.preverified_numbers.basic_response.json'))?.after).toMatch(/^QVFI/);
    expect(pageFrom(read('phone_numbers.list_filtered_sandbox_unknown.json'))?.after).toBeNull();
    expect(pageFrom(read('phone_numbers.list_two.json'))?.after).toBeNull();
    expect(pageFrom(read('owned_whatsapp_business_accounts.docs.json'))?.after).toBeNull();
  });

  test('NA is unknown, and kept as it came', () => {
    const page = pageFrom(read('phone_numbers.list_two.json'));
    expect(page?.rows.map(numberFrom)).toMatchObject([
      { quality: 'green' },
      { quality: 'unknown', rawQuality: 'NA' },
    ]);
  });

  test.each(named('owned_', 'openapi.owned_', 'openapi.client_', 'openapi.assigned_', 'openapi.activities'))(
    '%s is a page of accounts',
    (name) => {
      const rows = pageFrom(read(name))?.rows ?? [];
      expect(rows.length === 0).toBe(/empty|no_accounts/.test(name));
      for (const row of rows) expect(accountFrom(row)?.id).toMatch(/^\d{10,}$/);
    },
  );

  test('ids that came as numbers are the same ids', () => {
    const rows = pageFrom(read('owned_whatsapp_business_accounts.docs.json'))?.rows ?? [];
    expect(rows.map((row) => accountFrom(row)?.id)).toEqual(['1906385232743451', '1972385232742141']);
  });

  test.each(named('waba.', 'openapi.waba.', 'openapi.business.'))('%s is an account', (name) => {
    const waba = wabaFrom(read(name));
    expect(waba?.id).toMatch(/^\d+$/);
    if (!name.includes('business')) expect(waba?.reviewStatus).toMatch(/^(APPROVED|PENDING)$/);
    expect(waba?.numbers).toBeUndefined();
    expect(waba?.limit.known).toBe(false);
  });

  test.each(named('health_status.'))('%s is a health', (name) => {
    const health = healthFrom(objectOf(read(name))?.['health_status']);
    const word = /\.(available|limited|.*blocked)/.exec(name)?.[1]?.replace(/^.*_/, '');
    expect(health).toMatchObject({ known: true, value: { canSend: word } });
    if (health.known) expect(health.value.reasons).toHaveLength(word === 'available' ? 0 : 1);
  });

  test('the limit of a number is read', () => {
    expect(numberFrom(read('phone_number.messaging_limit_tier_250.json'))?.limit).toEqual({
      known: true,
      value: { kind: 'capped', recipients: 250 },
    });
    expect(numberFrom(read('openapi.account_number.verified_account_number.json'))?.limit.known).toBe(false);
  });

  test('daily pricing is understood as a list, but a day is no half hour', () => {
    const json = read('pricing_analytics.daily_category_type_tier_country.json');
    const pricing = pricingFrom(json);
    expect(pricing?.rows).toEqual([]);
    expect(pricing?.broken.size).toBe(1);
    const halved = jsonFrom(JSON.stringify(json).replace(/"end":\d+/g, '"end":0'));
    expect(pricingFrom(halved)?.broken.size).toBe(0);
    expect(pricingFrom(halved)?.rows.length).toBeGreaterThan(4);
  });

  test.each(
    named(
      'analytics.',
      'call_analytics.',
      'conversation_analytics.',
      'group_analytics',
      'template_analytics',
      'template_group',
    ),
  )('%s brings no volume, and no trouble', (name) => {
    const pricing = pricingFrom(read(name));
    expect(pricing === null || pricing.rows.length === 0).toBe(true);
  });

  test('the insights of templates are read by the day that was asked for', () => {
    const told = read('template_analytics.daily_two_templates.json');
    expect(insightsFrom(told, 1_718_064_000)).toEqual([
      { template: '1421988012088524', sent: 1, delivered: 1, read: 1, clicked: null },
      { template: '2632273056924580', sent: 1, delivered: 1, read: 1, clicked: 124 },
    ]);
    expect(insightsFrom(told, 1_718_150_400)).toEqual([]);
    expect(insightsFrom(read('template_analytics.waba_timezone_shell.json'), 1_718_064_000)).toEqual([]);
  });

  test('a system user’s token is read as one that never expires', () => {
    expect(tokenFrom(read('debug_token.system_user_never_expires.json'))).toEqual({
      valid: true,
      expiresAt: { known: true, value: null },
      scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
    });
  });

  test('a template is read with its quality', () => {
    expect(templateFrom(read('template.quality_score_green.json'))).toMatchObject({ quality: 'green' });
  });

  test('usage headers are read by application and by account', () => {
    const app = objectOf(read('headers.x-app-usage.json'))?.['x-app-usage'];
    const cases = objectOf(read('headers.x-business-use-case-usage.json'))?.['x-business-use-case-usage'];
    const header = (name: string) => String(name === 'x-app-usage' ? app : cases);
    expect(allowancesFrom(header, null)).toEqual({
      app: { share: 0.28, regain: 0 },
      account: { share: 1, regain: 19 * 60_000 },
    });
    expect(allowancesFrom(header, '66782684').account).toEqual({ share: 0.95, regain: 0 });
  });

  const classes: Readonly<Record<number, readonly [string, string]>> = {
    2: ['unreachable', 'soon'],
    4: ['throttled', 'later'],
    32: ['throttled', 'later'],
    100: ['unintelligible', 'no'],
    104: ['unauthorised', 'no'],
    190: ['unauthorised', 'no'],
    200: ['forbidden', 'no'],
    803: ['forbidden', 'no'],
    80001: ['throttled', 'later'],
    80007: ['throttled', 'later'],
    80008: ['throttled', 'later'],
    130429: ['throttled', 'later'],
  };

  test.each(named('error.'))('%s has its class and its reason', (name) => {
    const error = errorFrom(read(name));
    const [problem, retried] = classes[error?.code ?? -1] ?? [];
    const status = Number(/http(\d+)/.exec(name)?.[1] ?? 400);
    const meaning = problemOf(failureOf('refused', { ...error, status }));
    expect(meaning).toMatchObject({ problem, retried });
    expect(meaning.reason).not.toBe('call-refused');
    expect(error?.message).not.toBe('');
  });

  test.each(names)('%s may stand in any place without harm', (name) => {
    const json = read(name);
    for (const parse of [
      numberFrom,
      pageFrom,
      accountFrom,
      wabaFrom,
      healthFrom,
      pricingFrom,
      tokenFrom,
      templateFrom,
      errorFrom,
      (value: unknown) => insightsFrom(value, 0),
    ]) {
      expect(() => parse(json)).not.toThrow();
    }
  });
});
