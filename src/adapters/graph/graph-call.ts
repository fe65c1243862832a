import type { SightNote } from '../../domain/sight-cause.js';
import { HOUR, MINUTE, type Instant, type Span } from '../../domain/time.js';
import { waitFrom } from '../../domain/wait.js';
import type { Clock, Log } from '../../ports.js';
import type { Allowance } from '../../sharing-port.js';
import type { CallBudget } from './call-budget.js';
import type { Chain } from './chain.js';
import { failed, failureOf, type FailedCall, type GraphOutcome } from './failure.js';
import type { Flow, FlowSign } from './flow.js';
import type { GraphAnswer, GraphHttp } from './http-client.js';
import type { MetaClock } from './meta-clock.js';
import { problemOf } from './problem.js';
import type { RestKey, Rests } from './rests.js';
import { fingerprintOf } from './secrets.js';
import { allowancesFrom } from './usage-headers.js';

/** One read of Graph. */
interface Call {
  /** Path segments after the version. */
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  /** The WhatsApp account whose allowance it uses; null for the app's. */
  readonly account: string | null;
  readonly chain: Chain;
}

/** Reads Graph with all care: retries what may pass, rests where Meta wants it, and never throws. */
export interface GraphCall {
  get(call: Call): Promise<GraphOutcome<unknown>>;
  /** Whether so much of the allowance is used that only the needful is asked. */
  isTight(chain: Chain, account: string | null): boolean;
  /** Whether the next call with this token tries whether the token works again. */
  isTrial(token: string): boolean;
  /**
   * Milliseconds to lie between looks that ask these accounts as much as was asked since. So the budget lasts and
   * Meta's allowance is not used up.
   */
  spacing(token: string, accounts: readonly string[], since: Instant): number;
  /** The share of an hour's calls lately taken by the token or the busiest account: 1 is all. */
  spent(token: string, accounts: readonly string[]): number;
}

/** What reads need besides the line. */
export interface CallOptions {
  readonly version: string;
  readonly line: GraphHttp;
  readonly rests: Rests;
  /** Of single accounts, and of tokens. */
  readonly budget: CallBudget;
  readonly tokenBudget: CallBudget;
  /** What is left of both for all processes together; null: there are no others. */
  readonly allowance: Allowance | null;
  readonly clock: Clock;
  readonly metaClock: Pick<MetaClock, 'heard'>;
  /** Hears of every answer. */
  readonly flow: Pick<Flow, 'heard'>;
  readonly log: Log;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** From this share of Meta's allowance on, 0 to 1, only the needful is asked. */
  readonly callBudgetShare: number;
}

const attempts = 4;
const firstBackoff = 400;
/** Calls in a row, retries not counted, after which the unreachable rest. */
const accountFailuresInARow = 3;
const tokenFailuresInARow = 10;
const deadTokenRest = 15 * MINUTE;
const throttledRest = 30 * MINUTE;
const fullRest = 10 * MINUTE;
/** From so much of Meta's allowance on, looks are so far apart. */
const slowFrom = 0.75;
const slowLooks = 15 * MINUTE;

/** Makes reads out of a line. */
export function createGraphCall(options: CallOptions): GraphCall {
  const { version, line, rests, budget, tokenBudget, allowance, clock, log, sleep, random } = options;
  const tokenKey = (chain: Pick<Chain, 'fingerprint'>): RestKey => `token:${chain.fingerprint}`;
  const accountKey = (chain: Pick<Chain, 'fingerprint'>, account: string): RestKey =>
    `account:${chain.fingerprint}:${account}`;
  const keysOf = (call: Call): readonly RestKey[] => [
    tokenKey(call.chain),
    ...(call.account === null ? [] : [accountKey(call.chain, call.account)]),
  ];

  function hindrance(call: Call, again: boolean): FailedCall | null {
    for (const key of keysOf(call)) {
      const failure = rests.hindrance(key, clock.now(), again);
      if (failure !== null) return failure;
    }
    const now = clock.now();
    // Only of single accounts does Meta tell the allowance.
    const account = call.account === null ? null : budget.freeAt(accountKey(call.chain, call.account), now);
    if (account !== null) return usedUp({ kind: 'hourly-calls-used' }, account);
    const token = tokenBudget.freeAt(tokenKey(call.chain), now);
    return token === null
      ? null
      : usedUp({ kind: 'hourly-calls-used', setting: 'graph.maxCallsPerHour' }, token);
  }

  /** Counts the call for all processes. A store that cannot be asked stops nobody: each still counts its own. */
  async function refusalByOthers({ chain, account }: Call): Promise<FailedCall | null> {
    if (allowance === null) return null;
    const token = tokenKey(chain);
    const ofAccount = account === null ? [] : [{ key: accountKey(chain, account), most: budget.most }];
    const limits = [...ofAccount, { key: token, most: tokenBudget.most }];
    const refusal = await allowance.spend(limits).catch(() => null);
    if (refusal?.why === 'rests') return failureOf('refused', { status: 429, heldUntil: refusal.until });
    if (refusal === null) return null;
    const setting = refusal.key === token ? { setting: 'graph.maxCallsPerHour' as const } : {};
    return usedUp({ kind: 'hourly-calls-used', ...setting }, refusal.until);
  }

  /** Lets a key rest here, and in every other process. */
  function restForAll(key: RestKey, wait: Span, failure: FailedCall): void {
    rests.rest(key, wait, failure);
    allowance?.rest(key, wait.to - wait.from).catch(() => undefined);
  }

  function noteAllowance(call: Call, answer: GraphAnswer): void {
    const { app, account } = allowancesFrom(answer.header, call.account);
    const own = call.account === null ? tokenKey(call.chain) : accountKey(call.chain, call.account);
    for (const [key, { share, regain }] of [
      [tokenKey(call.chain), app],
      [own, account],
    ] as const) {
      if (share === 0 && regain === 0) continue;
      const now = clock.now();
      rests.noteShare(key, share, now);
      if (share < 1 && regain === 0) continue;
      const failure = failureOf('refused', {
        status: 429,
        note: { kind: 'calls-used', percent: Math.round(share * 100) },
      });
      restForAll(key, waitFrom(now, regain > 0 ? regain : fullRest), failure);
    }
  }

  /** Lets rest what the failure says must rest. */
  function noteFailure(call: Call, failure: FailedCall): void {
    const now = clock.now();
    const { rests: what, problem, retried } = problemOf(failure);
    const [token = '', account = token] = keysOf(call);
    rests.wentWrong(token, failure, now, tokenFailuresInARow);
    if (call.account !== null) rests.wentWrong(account, failure, now, accountFailuresInARow);
    const reached = problem !== 'unreachable' && failure.cause !== 'unreadable';
    if (reached && what !== 'token') rests.wentWell(token);
    if (reached && what === 'nothing') rests.wentWell(account);
    if (what === 'nothing' && failure.retryAfter === null) return;
    const key = what === 'token' ? token : account;
    rests.rest(
      key,
      restFrom(
        failure,
        problem === 'unauthorised' ? deadTokenRest : retried === 'later' ? throttledRest : 0,
        now,
      ),
      failure,
    );
  }

  async function attempt(call: Call): Promise<GraphOutcome<unknown>> {
    const path = [version, ...call.path.map(encodeURIComponent)].join('/');
    const started = performance.now();
    const now = clock.now();
    tokenBudget.spend(tokenKey(call.chain), now);
    if (call.account !== null) budget.spend(accountKey(call.chain, call.account), now);
    const answer = await line.get({
      path,
      query: call.query,
      token: call.chain.token,
      signal: call.chain.signal,
    });
    const ms = Math.round(performance.now() - started);
    options.metaClock.heard(answer.header('date'), ms);
    if (answer.outcome.ok) {
      for (const key of keysOf(call)) rests.wentWell(key);
      log.debug('graph.read', { path, ms });
    } else {
      const { cause, status, code, subcode, trace } = answer.outcome.failure;
      log.debug('graph.read-failed', { path, ms, cause, status, code, subcode, trace });
    }
    noteAllowance(call, answer);
    options.flow.heard(signOf(call, answer));
    return answer.outcome;
  }

  return {
    async get(call) {
      for (let tried = 1; ; tried++) {
        const held = hindrance(call, tried > 1);
        if (held !== null) return failed(held);
        if (call.chain.remaining() <= 0)
          return failed(failureOf('timeout', { note: { kind: 'look-out-of-time' } }));
        const beyond = call.chain.bounds.takeCall();
        if (beyond !== null) return failed(beyond);
        const refused = allowance && (await refusalByOthers(call));
        if (refused) return failed(refused);
        const outcome = await attempt(call);
        if (outcome.ok) return outcome;
        const { failure } = outcome;
        const wait = waitAfter(failure, tried, random());
        if (wait === null || tried >= attempts || wait >= call.chain.remaining()) {
          noteFailure(call, failure);
          return outcome;
        }
        await sleep(wait);
      }
    },
    isTight(chain, account) {
      const now = clock.now();
      const tight = (key: RestKey, spent: CallBudget): boolean =>
        rests.shareOf(key, now) >= options.callBudgetShare || spent.spent(key, now) >= slowFrom;
      return (
        tight(tokenKey(chain), tokenBudget) || (account !== null && tight(accountKey(chain, account), budget))
      );
    },
    isTrial: (token) => rests.isTrial(tokenKey({ fingerprint: fingerprintOf(token) }), clock.now()),
    spacing(token, accounts, since) {
      const now = clock.now();
      const chain = { fingerprint: fingerprintOf(token) };
      const ofAccounts = accounts.map((account) => accountKey(chain, account));
      const keys = [tokenKey(chain), ...ofAccounts];
      return Math.max(
        tokenBudget.spacing(tokenKey(chain), since, now),
        ...ofAccounts.map((key) => budget.spacing(key, since, now)),
        keys.some((key) => rests.shareOf(key, now) >= slowFrom) ? slowLooks : 0,
      );
    },
    spent(token, accounts) {
      const now = clock.now();
      const chain = { fingerprint: fingerprintOf(token) };
      const ofAccounts = accounts.map((account) => budget.spent(accountKey(chain, account), now));
      return Math.max(tokenBudget.spent(tokenKey(chain), now), ...ofAccounts);
    },
  };
}

/** From so much of an allowance on, no more is asked at once than is. */
const steadyFrom = 0.5;

/**
 * What an answer says of how much may be asked at once. One account that used up its own allowance is no reason to ask
 * others less.
 */
function signOf({ account }: Call, { outcome, header }: GraphAnswer): FlowSign {
  const shares = allowancesFrom(header, account);
  const ofAll = account === null ? Math.max(shares.app.share, shares.account.share) : shares.app.share;
  if (ofAll >= slowFrom) return 'strained';
  if (!outcome.ok) {
    const { problem, rests } = problemOf(outcome.failure);
    const isOfAll = problem === 'unreachable' || (problem === 'throttled' && rests === 'token');
    return isOfAll ? 'strained' : 'steady';
  }
  return Math.max(ofAll, shares.account.share) >= steadyFrom ? 'steady' : 'easy';
}

/** How long to wait before trying again within the look; null: do not. Back-off with full jitter, at least what the server asks. */
function waitAfter(failure: FailedCall, tried: number, chance: number): number | null {
  const { retried } = problemOf(failure);
  if (retried === 'no') return null;
  if (retried === 'later') return failure.retryAfter;
  const backoff = firstBackoff * 3 ** (tried - 1) * (0.5 + chance / 2);
  return Math.max(backoff, failure.retryAfter ?? 0);
}

function usedUp(note: SightNote, heldUntil: Instant): FailedCall {
  return failureOf('refused', { status: 429, note, heldUntil });
}

function restFrom(failure: FailedCall, usual: number, now: Instant): Span {
  return waitFrom(now, Math.min(failure.retryAfter ?? usual, 24 * HOUR));
}
