import type { LookGap, WabaId } from '../../domain/snapshot.js';
import { HOUR, MINUTE, type Span } from '../../domain/time.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import type { Clock, PortfolioPlan } from '../../ports.js';
import { accountFrom, type AccountWire } from './account-wire.js';
import type { Chain } from './chain.js';
import type { FailedCall } from './failure.js';
import { pageQuery } from './fields.js';
import type { GraphCall } from './graph-call.js';
import { walkPages } from './page-walk.js';
import { causeOf, problemOf } from './problem.js';

/** The accounts a look is to see. */
export interface Discovered {
  readonly wabas: readonly AccountWire[];
  /** Whether no account that shares the limit can be missing. */
  readonly complete: boolean;
  readonly gaps: readonly LookGap[];
  readonly failures: readonly FailedCall[];
}

/** Finds the accounts of a portfolio; asks Meta about once an hour. Never throws. */
export interface Discovery {
  of(plan: PortfolioPlan, chain: Chain): Promise<Discovered>;
}

interface Edge {
  readonly wabas: readonly AccountWire[];
  readonly holds: Span;
  readonly failure: FailedCall | null;
  /** Whether it was ever read whole. */
  readonly whole: boolean;
}

const keptFor = HOUR;
const triedAgain = 10 * MINUTE;

/** Owned accounts share the portfolio's limit; those of clients are watched too. */
const edges = ['owned_whatsapp_business_accounts', 'client_whatsapp_business_accounts'] as const;

/** A discovery that knows nothing yet. Finds at most so many accounts of a portfolio. */
export function createDiscovery(call: GraphCall, clock: Clock, most: number): Discovery {
  const kept = new Map<string, Edge>();
  const tooMany = { kind: 'too-many', what: 'accounts', most, setting: 'graph.maxAccounts' } as const;

  async function edgeOf(business: string, edge: (typeof edges)[number], chain: Chain): Promise<Edge> {
    const key = `${chain.fingerprint}:${business}:${edge}`;
    const known = kept.get(key);
    const now = clock.now();
    if (known !== undefined && (isOn(known.holds, now) || (known.whole && call.isTight(chain, null))))
      return known;
    const { rows, trouble } = await walkPages(
      null,
      (cursor) =>
        call.get({
          path: [business, edge],
          query: pageQuery('id,name', cursor),
          account: null,
          chain,
        }),
      { look: chain.bounds, rows: most, what: tooMany },
    );
    const read = rows.map(accountFrom).filter((account) => account !== null);
    // An account that is not on a list we could not read to its end is not gone; and those that are known go first.
    const wabas = trouble === null ? read : unique([...(known?.wabas ?? []), ...read]).slice(0, most);
    const again =
      trouble === null
        ? keptFor
        : problemOf(trouble).retried === 'no' && trouble.heldUntil === null
          ? triedAgain
          : 0;
    const made = {
      wabas,
      holds: waitFrom(now, again),
      failure: trouble,
      whole: trouble === null || (known?.whole === true && trouble.cause !== 'beyond'),
    };
    kept.set(key, made);
    return made;
  }

  return {
    async of(plan, chain) {
      const named = plan.wabas.map((id): AccountWire => ({ id, name: null }));
      if (plan.business === null) return { wabas: unique(named), complete: true, gaps: [], failures: [] };
      const found: Edge[] = [];
      for (const edge of edges) found.push(await edgeOf(plan.business, edge, chain));
      const all = unique(found.flatMap(({ wabas }) => wabas));
      const failures = found.flatMap(({ failure }) => failure ?? []);
      if (all.length > most) failures.push(chain.bounds.beyond(tooMany));
      const first = failures[0];
      return {
        wabas: unique([...all.slice(0, most), ...named]),
        complete: found[0]?.whole === true,
        gaps:
          first === undefined
            ? []
            : [
                {
                  waba: null,
                  part: 'discovery',
                  problem: problemOf(first).problem,
                  cause: causeOf(first),
                },
              ],
        failures,
      };
    },
  };
}

function unique(accounts: readonly AccountWire[]): readonly AccountWire[] {
  const byId = new Map<WabaId, AccountWire>();
  for (const account of accounts) if (!byId.has(account.id)) byId.set(account.id, account);
  return [...byId.values()];
}
