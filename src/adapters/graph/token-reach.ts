import type { TokenReach, ReachedPortfolio } from '../../token-reach-port.js';
import { accountFrom } from './account-wire.js';
import type { Chain } from './chain.js';
import { done, type FailedCall, type GraphOutcome } from './failure.js';
import { pageQuery } from './fields.js';
import type { GraphCall } from './graph-call.js';
import { walkPages } from './page-walk.js';
import { debugToken } from './token-check.js';
import { grantsFrom } from './token-wire.js';
import { wabaFrom } from './waba-wire.js';

/** More are named by their ids. */
const mostRows = 200;
/** Each of these is a call of its own. */
const mostNamed = 25;

interface Row {
  readonly id: string;
  readonly name: string | null;
}

/**
 * The portfolios that a token sees: those Meta lists for its user and those it is limited to. Also accounts whose
 * portfolio it does not see, under the name of their owner. Fails only when nothing was found.
 */
export async function reachOf(call: GraphCall, chain: Chain): Promise<GraphOutcome<TokenReach>> {
  const told = await debugToken(call, chain);
  if (!told.ok) return told;
  const grants = grantsFrom(told.value);
  const listed = await portfoliosOf(call, chain);
  const missing = grants.portfolios.filter((id) => !listed.rows.some((row) => row.id === id));
  const named: Row[] = [];
  for (const id of missing.slice(0, mostNamed)) named.push(await portfolioNamed(call, chain, id));
  const seen = [...listed.rows, ...named];
  const strays = await straysOf(call, chain, grants.accounts.slice(0, mostNamed), seen);
  const portfolios = [...seen.map((row): ReachedPortfolio => ({ ...row, wabas: [] })), ...strays];
  if (portfolios.length === 0 && listed.trouble !== null) return { ok: false, failure: listed.trouble };
  return done({ portfolios });
}

/** https://developers.facebook.com/docs/graph-api/reference/user/businesses/ */
async function portfoliosOf(
  call: GraphCall,
  chain: Chain,
): Promise<{ readonly rows: readonly Row[]; readonly trouble: FailedCall | null }> {
  const { rows, trouble } = await walkPages(
    null,
    (cursor) =>
      call.get({
        path: ['me', 'businesses'],
        query: pageQuery('id,name', cursor),
        account: null,
        chain,
      }),
    { look: chain.bounds, rows: mostRows },
  );
  return { rows: rows.flatMap((row) => accountFrom(row) ?? []), trouble };
}

async function portfolioNamed(call: GraphCall, chain: Chain, id: string): Promise<Row> {
  const told = await call.get({ path: [id], query: { fields: 'id,name' }, account: null, chain });
  return { id, name: told.ok ? (accountFrom(told.value)?.name ?? null) : null };
}

/** Accounts of portfolios that are not among those seen, by their owner. */
async function straysOf(
  call: GraphCall,
  chain: Chain,
  accounts: readonly string[],
  seen: readonly Row[],
): Promise<readonly ReachedPortfolio[]> {
  const byOwner = new Map<string, { name: string | null; wabas: Row[] }>();
  for (const id of accounts) {
    const fields = 'id,name,owner_business_info';
    const told = await call.get({ path: [id], query: { fields }, account: id, chain });
    const waba = told.ok ? wabaFrom(told.value) : null;
    if (waba?.owner != null && seen.some((row) => row.id === waba.owner?.id)) continue;
    const key = waba?.owner?.id ?? id;
    const group = byOwner.get(key) ?? { name: waba?.owner?.name ?? waba?.name ?? null, wabas: [] };
    group.wabas.push({ id, name: waba?.name ?? null });
    byOwner.set(key, group);
  }
  return [...byOwner.values()].map(({ name, wabas }) => ({ id: null, name, wabas }));
}
