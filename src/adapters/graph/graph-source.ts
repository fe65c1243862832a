import { unknown } from '../../domain/reading.js';
import type { SightCause } from '../../domain/sight-cause.js';
import type { Observation, PortfolioId, TokenSnapshot, WabaId } from '../../domain/snapshot.js';
import type { InsightsSight } from '../../domain/template-day.js';
import { after, SECOND, type Instant, type Span } from '../../domain/time.js';
import { movingDay } from '../../domain/usage.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import type { GraphLook, GraphSource, PortfolioPlan } from '../../ports.js';
import type { VolumeSince } from '../../domain/history/recorded-usage.js';
import type { TokenReach } from '../../token-reach-port.js';
import type { WebhookSetup } from '../../webhook-setup-port.js';
import { createAccountLooks } from './account-looks.js';
import { callsOfShare, createCallBudget } from './call-budget.js';
import { timeLeft, withinChain } from './chain.js';
import { createCommonLimits } from './common-limits.js';
import { createDiscovery, type Discovered } from './discovery.js';
import { createFlow } from './flow.js';
import { failureOf, type FailedCall } from './failure.js';
import { createGraphCall } from './graph-call.js';
import type { GraphSourceOptions } from './graph-source-options.js';
import { openLine } from './http-client.js';
import { lookAtAllInsights, lookAtInsights } from './insights-look.js';
import { boundsTeller, createLookBounds, usualBounds, type LookBounds } from './look-bounds.js';
import { createMetaClock } from './meta-clock.js';
import { ownerOf, viewOf } from './portfolio-view.js';
import { causeOf, mostTelling, problemOf } from './problem.js';
import { createRefusedPartsMemory } from './refused-parts-memory.js';
import { createRests } from './rests.js';
import { fingerprintOf, withoutSecrets } from './secrets.js';
import { createTemplateLook, type TemplateSight } from './template-look.js';
import { createTokenCheck, describedToken } from './token-check.js';
import { reachOf } from './token-reach.js';
import { concurrencyLimitOf } from './concurrency-limit.js';
import { unknownPricingTeller } from './unknown-pricing.js';
import { doesTellLimit, versionTeller } from './version-life.js';
import type { WabaLook } from './waba-look.js';
import { createWebhookSetup } from './webhook-setup.js';

/** A source that holds connections until it is closed. */
export interface OpenGraphSource extends GraphSource {
  /** A token as Meta describes it now, or why it does not. */
  describe(token: string, label: string): Promise<TokenSnapshot | SightCause>;
  /** The portfolios that a token sees, or why none is seen. */
  reach(token: string): Promise<TokenReach | SightCause>;
  /** By how many milliseconds Meta's clock is ahead of ours, 0 within the tolerance; null: Meta told no time yet. */
  clockAhead(): number | null;
  /** The share of an hour's calls taken with the plan's token or about one account: 1 is all. */
  callShare(plan: PortfolioPlan, accounts: readonly WabaId[]): number;
  /** How webhooks are set up. */
  readonly webhooks: WebhookSetup;
  close(): void;
}

/** Meta's Graph API as a source of looks. Trouble is a blind observation or a gap; `observe` never throws. */
export function graphSource(options: GraphSourceOptions): OpenGraphSource {
  const { clock, log, tokenOf, version = 'v26.0', concurrency = 16 } = options;
  const { deadline = 15_000, lookDeadline = 240_000, callBudgetShare = 0.75 } = options;
  const tellsLimit = doesTellLimit(version);
  if (!tellsLimit) log.warn('graph.version-without-limit', { version });
  const { accounts, callsPerLook, callsPerHour } = { ...usualBounds, ...options.bounds };
  const tellVersionEnd = versionTeller(version, log);
  const metaClock = createMetaClock(clock);
  const line = openLine({
    baseUrl: options.baseUrl,
    appSecret: options.appSecret,
    connectTimeout: options.connectTimeout ?? 4_000,
    responseTimeout: options.responseTimeout ?? 10_000,
    bodyCap: options.bodyCap ?? 20_000_000,
    sockets: concurrency + 2,
    tunnel: options.tunnel ?? null,
  });
  const flow = createFlow({ most: concurrency, elapsed: () => performance.now() });
  const call = createGraphCall({
    version,
    line,
    flow,
    rests: createRests(),
    clock,
    metaClock,
    log,
    sleep: options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    random: options.random ?? Math.random,
    budget: createCallBudget(callsOfShare(callBudgetShare)),
    tokenBudget: createCallBudget(callsPerHour),
    allowance: options.allowance ?? null,
    callBudgetShare,
  });
  const context = {
    call,
    refusals: createRefusedPartsMemory(),
    volumes: new Map(),
    clock,
    metaClock,
    tellUnknown: unknownPricingTeller(log),
  };
  const discovery = createDiscovery(call, clock, accounts);
  const tokenCheck = createTokenCheck(call, clock, log);
  const templateLook = createTemplateLook(call, clock);
  const turns = concurrencyLimitOf(flow);
  /** Looks that begin later wait with nothing read. So what was read is told soon. */
  const lookTurns = concurrencyLimitOf(flow);
  const accountLooks = createAccountLooks({ ...context, metaClock, turns, deadline });
  const apart = options.apart ?? null;
  const common = createCommonLimits(apart);
  const spaced = new Map<PortfolioId, Span>();
  const tellBounds = boundsTeller(log);
  const remembered = new Map<WabaId, { readonly name: string | null; readonly owner: string | null }>();

  function blind(at: Instant, failure: FailedCall): GraphLook {
    return blindLook({ kind: 'blind', at, problem: problemOf(failure).problem, cause: causeOf(failure) });
  }

  function remember(look: WabaLook): void {
    if (look.kind === 'hidden') return;
    const last = remembered.get(look.id);
    remembered.set(look.id, {
      name: look.name ?? last?.name ?? null,
      owner: look.owner?.id ?? last?.owner ?? null,
    });
  }

  async function lookAtTemplates(
    plan: PortfolioPlan,
    token: string,
    looks: readonly WabaLook[],
    left: () => number,
    bounds: LookBounds,
  ): Promise<ReadonlyMap<WabaId, TemplateSight>> {
    if (options.templates?.(plan) !== true) return new Map();
    const seen = looks.filter((look) => look.kind === 'seen');
    const sights = seen.map(({ id }) =>
      turns.take(fingerprintOf(token), () =>
        withinChain(
          token,
          Math.min(deadline, left()),
          async (chain) => [id, await templateLook.of(id, chain)] as const,
          bounds,
        ),
      ),
    );
    return new Map(await Promise.all(sights));
  }

  /** What became of yesterday's messages, of each account. */
  function insightsOf(
    { token, looks, left, at }: Pick<AccountsRead, 'looks' | 'left' | 'at'> & { readonly token: string },
    templates: ReadonlyMap<WabaId, TemplateSight>,
    { insights, bounds }: Asked,
  ): Promise<ReadonlyMap<WabaId, InsightsSight>> {
    if (options.templateInsights !== true) return Promise.resolve(new Map());
    const wanted = looks.map(({ id }) => {
      const all = templates.get(id)?.templates ?? unknown('not-looked-yet');
      return { waba: id, templates: all, last: insights.get(id), at };
    });
    return lookAtAllInsights(wanted, (one) =>
      turns.take(fingerprintOf(token), () =>
        withinChain(token, Math.min(deadline, left()), (chain) => lookAtInsights(call, chain, one), bounds),
      ),
    );
  }

  /** Notes when the next look is due at the earliest; ticks of the clock come a little early or late. */
  function space(plan: PortfolioPlan, token: string, ids: readonly WabaId[], at: Instant): void {
    spaced.set(plan.id, waitFrom(at, call.spacing(token, ids, at) - 30 * SECOND));
  }

  /** The accounts of a portfolio, and what was read of them. `now` is when it was this look's turn. */
  async function readAccounts(
    plan: PortfolioPlan,
    token: string,
    { asked, now, since, bounds }: Asked,
  ): Promise<AccountsRead> {
    const left = timeLeft(lookDeadline);
    const found = await withinChain(token, deadline, (chain) => discovery.of(plan, chain), bounds);
    for (const { id, name } of found.wabas) {
      if (!remembered.has(id)) remembered.set(id, { name, owner: null });
    }
    const ids = found.wabas.map(({ id }) => id);
    if (ids.length === 0) return { found, ids, now, at: now, looks: [], left };
    const { at, looks } = await accountLooks.of(ids, { token, now, since, left, bounds });
    // Counted from when the round began, so that the calls of its other looks with the same token count too.
    space(plan, token, ids, asked);
    for (const one of looks) {
      remember(one);
      common.keep(one, remembered.get(one.id)?.owner ?? null, at);
    }
    return { found, ids, now, at, looks, left };
  }

  async function look(plan: PortfolioPlan, wanted: Asked, read: () => void): Promise<GraphLook> {
    const { token, label } = tokenOf(plan);
    if (token === '') return blind(wanted.now, failureOf('refused', { code: 104, status: 401 }));
    const began = performance.now();
    const accounts = await lookTurns.take(fingerprintOf(token), () =>
      readAccounts(plan, token, { ...wanted, now: afterWait(wanted.now, performance.now() - began) }),
    );
    const { found, ids, now, at, looks, left } = accounts;
    if (found.wabas.length === 0) {
      const failure = mostTelling(found.failures);
      return failure === null ? nothingAssigned(now) : blind(now, failure);
    }
    read();
    const failures = looks.flatMap((one) => (one.kind === 'hidden' ? [one.failure] : []));
    const worst = mostTelling(failures);
    if (worst !== null && failures.length === looks.length) return blind(now, worst);
    const [templates, tokens] = await Promise.all([
      lookAtTemplates(plan, token, looks, left, wanted.bounds),
      // Not of the look's own calls: however many it made, whether the token ends soon must be known.
      withinChain(token, deadline, async (chain): Promise<readonly TokenSnapshot[]> => [
        await tokenCheck.of(label, chain),
      ]),
    ]);
    const insights = await insightsOf({ token, looks, left, at }, templates, wanted);
    const { complete, gaps } = found;
    const others = await common.others(ownerOf({ plan, looks, remembered }), plan.id, new Set(ids), at);
    const view = viewOf({
      plan,
      at,
      ahead: at - now,
      window: movingDay(at),
      looks,
      others,
      complete,
      gaps,
      templates,
      insights,
      tokens,
      remembered,
      tellsLimit,
      ...(apart && { savesFor: (owner: string) => apart.isShared(owner) }),
    });
    const { snapshot, volumes, owner } = view;
    return { observation: { kind: 'seen', at: now, snapshot }, volumes, owner };
  }

  return {
    async observe(plan, now, since, insights = new Map()) {
      const read = common.begin(plan);
      const bounds = createLookBounds({ callsPerLook });
      try {
        return await look(plan, { asked: now, now, since, insights, bounds }, read);
      } catch (error) {
        const told = error instanceof Error ? `${error.name}: ${error.message}` : 'no error object';
        const clean = withoutSecrets(told, [options.appSecret]);
        log.error('graph.look-broke', { portfolio: plan.id, detail: clean });
        return blindLook({
          kind: 'blind',
          at: now,
          problem: 'unintelligible',
          cause: { reason: 'broke-inside' },
        });
      } finally {
        read();
        tellVersionEnd(after(now, metaClock.ahead()));
        tellBounds(plan, bounds.met());
      }
    },
    notBefore({ id }) {
      const wait = spaced.get(id);
      return wait !== undefined && isOn(wait, clock.now()) ? wait.to : null;
    },
    webhooks: createWebhookSetup({ call, line, version, appSecret: options.appSecret, deadline, tokenOf }),
    clockAhead: () => (metaClock.isKnown() ? metaClock.ahead() : null),
    callShare: (plan, accounts) => call.spent(tokenOf(plan).token, accounts),
    describe: (token, label) =>
      withinChain(token, deadline, async (chain) => {
        const told = await describedToken(call, chain);
        return told.ok ? { label, ...told.value } : causeOf(told.failure);
      }),
    reach: (token) =>
      withinChain(token, lookDeadline, async (chain) => {
        const told = await reachOf(call, chain);
        return told.ok ? told.value : causeOf(told.failure);
      }),
    close() {
      line.close();
    },
  };
}

/** What a look is to read. Times are by our clock. */
interface Asked {
  /** When it was asked for. */
  readonly asked: Instant;
  readonly now: Instant;
  readonly since: VolumeSince;
  readonly insights: ReadonlyMap<WabaId, InsightsSight>;
  readonly bounds: LookBounds;
}

interface AccountsRead {
  readonly found: Discovered;
  readonly ids: readonly WabaId[];
  readonly now: Instant;
  /** By Meta's clock. */
  readonly at: Instant;
  readonly looks: readonly WabaLook[];
  /** Milliseconds until the end of the look. */
  readonly left: () => number;
}

/** When a look begins that was asked for at `at` and waited its turn; a moment is no wait. */
function afterWait(at: Instant, ms: number): Instant {
  return ms < SECOND ? at : after(at, Math.round(ms));
}

function blindLook(observation: Extract<Observation, { kind: 'blind' }>): GraphLook {
  return { observation, volumes: new Map(), owner: null };
}

function nothingAssigned(at: Instant): GraphLook {
  return blindLook({ kind: 'blind', at, problem: 'forbidden', cause: { reason: 'nothing-assigned' } });
}
