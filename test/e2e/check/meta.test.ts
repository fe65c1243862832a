import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/domain/time.js';
import { withPortfolio, withToken } from '../../../src/simulator/edits.js';
import { demoAccount } from '../../../src/simulator/stories/demo.js';
import type { SimToken, World } from '../../../src/simulator/world.js';
import {
  checked,
  withoutChats,
  usualSettings as allSettings,
  type Fault,
} from '../../support/e2e/checking.js';

const { portfolioId, retailId, partnersId, promoId, token } = demoAccount;
const DAY = 24 * HOUR;
/** No route: what a chat says is tried elsewhere. */
const usualSettings = allSettings.replace(/^routes:[^]*/m, 'routes: []\n');
const [management, messaging, business] = [
  'whatsapp_business_management',
  'whatsapp_business_messaging',
  'business_management',
];

const tokenThat =
  (change: Partial<SimToken>) =>
  (world: World): World =>
    withToken(world, token, change);
const refusal = (code: number, message: string, path?: string | RegExp, subcode?: number) =>
  ({
    kind: 'graph-error',
    status: 400,
    code,
    message,
    ...(subcode === undefined ? {} : { subcode }),
    ...(path === undefined ? {} : { on: { path } }),
  }) as const;
const byAccounts = (...wabas: readonly string[]): string =>
  usualSettings.replace(`id: "${portfolioId}"`, `wabas: ${JSON.stringify(wabas)}`);
const withVersion = (version: string): string => `${usualSettings}graph: { version: ${version} }\n`;

/** The world in which an account belongs to another portfolio, and the portfolio lists the rest. */
const elsewhere = (world: World): World => {
  const [shop] = world.portfolios;
  if (shop === undefined) throw new Error('The demo has no portfolio.');
  const away = shop.wabas.filter(({ id }) => id === partnersId);
  return {
    ...withPortfolio(world, portfolioId, { wabas: shop.wabas.filter(({ id }) => id !== partnersId) }),
    portfolios: [
      { ...shop, wabas: shop.wabas.filter(({ id }) => id !== partnersId) },
      { id: '777000111222333', name: 'Toko Lain', limit: 'TIER_2K', wabas: away },
    ],
  };
};

const faults: readonly (readonly [string, Fault, RegExp])[] = [
  [
    'a token that nobody made',
    { env: { META_ACCESS_TOKEN: 'EAAG-CANARY-wrong-token' } },
    /^Meta, token META_ACCESS_TOKEN: Meta cannot read the token\. .*Copy it whole/,
  ],
  [
    'a token in quotes',
    { env: { META_ACCESS_TOKEN: `"${token}"` } },
    /^META_ACCESS_TOKEN: It stands in quotes, which count as part of it\. Write it without them\./,
  ],
  [
    'a token that has ended',
    { world: tokenThat({ expiresAt: Date.now() - HOUR }) },
    /^Meta, token META_ACCESS_TOKEN: The token has expired\. Make a new system-user token/,
  ],
  [
    'a token that ends soon',
    { world: tokenThat({ expiresAt: Date.now() + 3.5 * DAY }) },
    /^Meta, token META_ACCESS_TOKEN: It ends on \d{4}-\d\d-\d\d, in 3 days\. Make a new one/,
  ],
  [
    'a token without the permission to read accounts',
    { world: tokenThat({ scopes: [messaging, business] }), settings: byAccounts(retailId) },
    /^Meta, Toko Maju: The token lacks a permission\. .*Meta says: “\(#200\) Requires whatsapp_business_management/,
  ],
  [
    'a token without the permission to list accounts',
    {
      world: tokenThat({ scopes: [management, messaging] }),
      settings: usualSettings.replace('id:', `wabas: ["${retailId}"], id:`),
      meta: [{ kind: 'mutate', on: { path: 'whatsapp_business_accounts' }, change: () => ({ data: [] }) }],
    },
    /^Meta, token META_ACCESS_TOKEN: It lacks business_management\. Make a new one/,
  ],
  [
    'no permission, in words of Meta’s own',
    { meta: [refusal(10, '(#10) This needs pages_read_engagement', `/${portfolioId}/`)] },
    /^Meta, Toko Maju: The token may not read this\. .*Meta says: “\(#10\) This needs pages_read_engagement/,
  ],
  [
    'a portfolio that shows no account',
    { world: (world) => withPortfolio(world, portfolioId, { wabas: [] }) },
    /^Meta, Toko Maju: The portfolio shows no WhatsApp account to this token\. Assign them to the system user[^(]*$/,
  ],
  [
    'an account’s id in place of the portfolio’s',
    { settings: usualSettings.replace(portfolioId, retailId) },
    /^Meta, Toko Maju: The id is not that of a business portfolio\. .*wabas/,
  ],
  [
    'a number’s id in place of the account’s',
    { settings: byAccounts(promoId) },
    /^Meta, Toko Maju: The id under wabas is not that of a WhatsApp Business Account/,
  ],
  [
    'an id that nothing has',
    { settings: byAccounts('999000111222333') },
    /^Meta, Toko Maju: Nothing has this id, or the token may not see it\./,
  ],
  [
    'one account of two that cannot be read',
    { settings: byAccounts(retailId, '999000111222333') },
    /^Meta, Toko Maju, 999000111222333: Nothing has this id, or the token may not see it\./,
  ],
  [
    'an account of another portfolio',
    {
      world: elsewhere,
      settings: usualSettings.replace('id:', `wabas: ["${partnersId}"], id:`),
    },
    new RegExp(`^Meta, Toko Maju, ${partnersId}: It belongs to another portfolio, with a limit of its own`),
  ],
  [
    'a version that has ended',
    { settings: withVersion('v20.0') },
    /^Meta, Toko Maju: Meta no longer answers this version of Graph\. Set graph\.version/,
  ],
  [
    'a version without the limit',
    {
      settings: withVersion('v23.0'),
      meta: [{ kind: 'refuse-fields', fields: ['messaging_limit_tier'] }],
    },
    /^Meta, Toko Maju, limit: Meta refuses the messaging limit\. Use Graph v24\.0 or newer\./,
  ],
  [
    'a limit that is refused in a version that has it',
    {
      meta: [
        {
          kind: 'refuse-fields',
          fields: ['whatsapp_business_manager_messaging_limit', 'messaging_limit_tier'],
        },
      ],
    },
    /^Meta, Toko Maju, limit: Meta does not tell this token the messaging limit\. (?!.*v24)/,
  ],
  [
    'a limit that does not come',
    { world: (world) => withPortfolio(world, portfolioId, { limit: null }) },
    /^Meta, Toko Maju, limit: Meta returned no messaging limit\. /,
  ],
  [
    'volume by price that is refused',
    { meta: [{ kind: 'refuse-fields', fields: ['pricing_analytics'] }] },
    /^Meta, Toko Maju, \d+ and \d+, usage: Meta refuses the volume by price\. .*looser upper bound/,
  ],
  [
    'an app that wants every call proven',
    {
      world: (world) => ({ ...world, app: { ...world.app, requiresProof: true } }),
      env: { META_APP_SECRET: undefined, META_WEBHOOK_VERIFY_TOKEN: undefined },
    },
    /^Meta, Toko Maju: The app wants each call proven with its secret\. Set META_APP_SECRET/,
  ],
  [
    'the secret of another app',
    { env: { META_APP_SECRET: 'CANARY-of-another-app' } },
    /^Meta, Toko Maju: META_APP_SECRET is not the secret of the token's app\. Copy it/,
  ],
  [
    'a refusal that nobody foresaw',
    { meta: [refusal(424242, 'The moon is <not> full @here')] },
    /^Meta, Toko Maju: Meta refused the call\. \(Graph error 424242, .*Meta says: “The moon is <not> full @here”\)$/,
  ],
  [
    'a page that is not Meta’s',
    { meta: [{ kind: 'login-page' }], settings: `${usualSettings}graph: { timeout: 3s }\n` },
    /^Meta, Toko Maju: The answer was not what Meta sends\. Check the Graph URL/,
  ],
  [
    'nobody at Meta’s address',
    { env: { META_GRAPH_URL: 'http://127.0.0.1:1' }, settings: `${usualSettings}graph: { timeout: 3s }\n` },
    /^Meta, Toko Maju: Meta did not answer\. .*ECONNREFUSED/,
  ],
  [
    'a clock that is two hours slow',
    { metaAhead: 2 * HOUR },
    /^Clock: The clock of this machine is wrong\. .*2 h behind Meta/,
  ],
  [
    'looks more often than the allowance lasts',
    { settings: `${usualSettings}poll: { every: "* * * * *" }\ngraph: { maxCallsPerHour: 100 }\n` },
    /^Meta, calls: A round of looks takes \d+ % of an hour's calls; 60 rounds an hour are wanted\. .*poll\.every/,
  ],
];

describe('check and Meta', () => {
  it('finds nothing to fix where all is well', async () => {
    const { code, toFix } = await checked({ settings: allSettings });
    expect([code, toFix]).toEqual([0, []]);
  });

  it.each([
    ['META_ACCESS_TOKEN', 'EAAG-CANARY-wrong', /: Meta cannot read the token\. /],
    ['META_GRAPH_URL', 'http://127.0.0.1:1', /: Meta did not answer\. /],
  ])('tries the token before any portfolio is named (%s)', async (name, value, line) => {
    const { toFix } = await checked({ settings: '', env: { [name]: value } });
    expect(toFix.filter((one) => !one.startsWith('tierwatch.yaml'))).toEqual([expect.stringMatching(line)]);
  });

  it.each(faults)('tells %s in one line', async (_name, fault, line) => {
    const { code, toFix } = await checked({
      settings: usualSettings,
      ...fault,
      env: { ...withoutChats, ...fault.env },
    });
    expect(toFix).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(toFix[0]?.startsWith('META_') === true ? 2 : 1);
  });
});
