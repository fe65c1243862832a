import { describe, expect, test } from 'vitest';
import { errorFrom } from '../../../src/adapters/graph/error-wire.js';
import { pageFrom } from '../../../src/adapters/graph/paging-wire.js';
import { templateFrom } from '../../../src/adapters/graph/template-wire.js';
import { tokenFrom } from '../../../src/adapters/graph/token-wire.js';
import { allowancesFrom } from '../../../src/adapters/graph/usage-headers.js';
import { wabaFrom } from '../../../src/adapters/graph/waba-wire.js';
import { known, unknown } from '../../../src/domain/reading.js';

describe('a page', () => {
  test.each([
    [{ data: [1] }, null],
    [{ data: [1], paging: {} }, null],
    [{ data: [1], paging: { cursors: { before: 'a', after: 'b' } } }, null],
    [{ data: [1], paging: { cursors: { after: 'b' }, next: 'https://graph.example/x?after=b' } }, 'b'],
    [{ data: [1], paging: { next: 'https://graph.example/x?access_token=t&after=c' } }, 'c'],
    [{ data: [1], paging: { next: 'nonsense' } }, null],
    [{ data: [1], paging: { cursors: { after: 7 }, next: '' } }, null],
    [{ data: [1], paging: 'x' }, null],
  ])('%j goes on at %s', (wire, after) => {
    expect(pageFrom(wire)).toEqual({ rows: [1], after });
  });

  test.each([[{}], [{ data: {} }], [null], [[]], ['x'], [undefined]])('%j is none', (wire) => {
    expect(pageFrom(wire)).toBeNull();
  });
});

describe('a token', () => {
  test.each([
    [{ expires_at: 0 }, known(null)],
    [{ expires_at: 1_800_000_000 }, known(1_800_000_000_000)],
    [{ expires_at: '1800000000' }, known(1_800_000_000_000)],
    [{ expires_at: 0, data_access_expires_at: 1_700_000_000 }, known(1_700_000_000_000)],
    [{ expires_at: 1_800_000_000, data_access_expires_at: 1_700_000_000 }, known(1_700_000_000_000)],
    [{}, unknown('not-returned')],
    [{ expires_at: 'soon' }, unknown('not-understood')],
    [{ expires_at: -5 }, unknown('not-understood')],
  ])('%j is read with its end, or with why that is unknown', (wire, expiresAt) => {
    expect(tokenFrom({ data: { is_valid: true, scopes: ['a', 1, {}], ...wire } })).toEqual({
      valid: true,
      expiresAt,
      scopes: ['a', '1'],
    });
  });

  test.each([[{}], [{ data: {} }], [{ data: { is_valid: 'yes' } }], [null], ['x']])(
    '%j describes none',
    (wire) => {
      expect(tokenFrom(wire)).toBeNull();
    },
  );
});

describe('an error', () => {
  test('is read with all that Meta says', () => {
    const wire = {
      message: '(#131000) Went wrong',
      code: 131000,
      error_subcode: 5,
      is_transient: true,
      error_data: { details: 'More of it' },
      fbtrace_id: 'AbC',
    };
    expect(errorFrom({ error: wire })).toEqual({
      code: 131000,
      subcode: 5,
      message: '(#131000) Went wrong More of it',
      transient: true,
      trace: 'AbC',
    });
  });

  test.each([
    [{ error: { message: '(#80008) Too many' } }, 80008],
    [{ error: { code: '190' } }, 190],
    [{ error: { message: 'Bad' } }, null],
    [{ error: 'Bad' }, null],
    [{ error: [] }, null],
  ])('%j has the code %s', (wire, code) => {
    expect(errorFrom(wire)?.code).toBe(code);
  });

  test.each([[{}], [{ error: null }], [[]], [null]])('%j has none', (wire) => {
    expect(errorFrom(wire)).toBeNull();
  });
});

describe('a template', () => {
  test('has quality and status', () => {
    const wire = {
      id: 5,
      name: 'promo',
      language: 'id',
      status: 'PAUSED',
      quality_score: { score: 'RED', date: 1 },
    };
    expect(templateFrom(wire)).toEqual({
      id: '5',
      name: 'promo',
      language: 'id',
      status: 'PAUSED',
      quality: 'red',
    });
  });

  test('may be bare', () => {
    expect(templateFrom({ id: '5' })).toEqual({
      id: '5',
      name: '5',
      language: '',
      status: null,
      quality: 'unknown',
    });
    expect(templateFrom({ name: 'x' })).toBeNull();
  });
});

test('an account names its owner', () => {
  expect(wabaFrom({ id: 5, owner_business_info: { id: '7', name: 'Owner' } })).toMatchObject({
    id: '5',
    owner: { id: '7', name: 'Owner' },
  });
  expect(wabaFrom({ owner_business_info: { name: 'Owner' } })).toMatchObject({ id: null, owner: null });
  expect(wabaFrom([])).toBeNull();
});

describe('usage headers', () => {
  const read = (app: string | null, cases: string | null) =>
    allowancesFrom(
      (name) => (name === 'x-app-usage' ? app : name.startsWith('x-business') ? cases : null),
      '77',
    );

  test('the largest figure counts, in percent and minutes', () => {
    const app = '{"call_count":28,"total_time":95,"total_cputime":25}';
    const cases = '{"77":[{"type":"x","call_count":80,"total_time":1,"estimated_time_to_regain_access":19}]}';
    expect(read(app, cases)).toEqual({
      app: { share: 0.95, regain: 0 },
      account: { share: 0.8, regain: 19 * 60_000 },
    });
  });

  test('entries of other accounts do not count where ours is there', () => {
    const cases = '{"5":[{"call_count":100}],"77":[{"call_count":3}],"77":[{"call_count":9}]}';
    expect(read(null, cases).account.share).toBe(0.09);
    expect(read(null, '{"5":[{"call_count":60}]}').account.share).toBe(0.6);
  });

  test.each([[null], [''], ['nonsense'], ['{"call_count":"many"}'], ['[]']])('%j says nothing', (header) => {
    expect(read(header, header)).toEqual({ app: { share: 0, regain: 0 }, account: { share: 0, regain: 0 } });
  });
});
