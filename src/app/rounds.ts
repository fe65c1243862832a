import type { PortfolioId } from '../domain/snapshot.js';
import type { Instant } from '../domain/time.js';
import { StoreError, type Clock, type GraphSource, type Log, type PortfolioPlan } from '../ports.js';
import type { Schedule, Turn } from '../sharing-port.js';
import { leaseFor, renewEvery } from './kept-lease.js';
import type { TakenLook, Poller } from './poll.js';
import { reasonOf } from './reason.js';

/** What sharing looks needs from the world. */
export interface RoundOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly schedule: Schedule;
  readonly graph: Pick<GraphSource, 'notBefore'>;
  readonly poller: Pick<Poller, 'pollInTurn'>;
  /** More are not begun at a time by this process, so that others get theirs. */
  readonly atOnce: number;
  /** The newest planned time that is not after an instant; null: there is none. */
  readonly plannedBy: (now: Instant) => Instant | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who hears of looks. */
interface LookListener {
  /** A look is saved. */
  taken(): void;
  /** A look has ended. */
  ended(look: TakenLook): void;
}

/** Looks that are shared with other processes, each portfolio once for each planned time. */
export interface Rounds {
  /**
   * Offers what the newest planned time wants. Begins what is due and nobody has, so many at a time. To be called every
   * second: what a process that died has left is taken up so. Throws StoreError.
   */
  go(listener: LookListener): Promise<void>;
  /** Whether no look is under way. */
  isIdle(): boolean;
  /** Begins nothing more; resolves when what was begun has ended. */
  stop(): Promise<void>;
}

/** Builds the rounds. */
export function rounds(options: RoundOptions): Rounds {
  const { plans, schedule, graph, poller, atOnce, plannedBy, clock, log } = options;
  const running = new Map<Turn, Promise<void>>();
  let offered: Instant | null = null;
  let stopped = false;
  let taking: Promise<void> | null = null;
  let renewing: NodeJS.Timeout | undefined;

  const planOf = new Map(plans.map((plan) => [plan.id, plan]));
  const ids = [...planOf.keys()];
  /** Of other processes, whose settings name them. */
  const strange = new Set<PortfolioId>();

  /** For how long a portfolio is to rest, so that its allowance of calls lasts; other processes know only this. */
  function restOf({ portfolio }: Turn): number {
    const plan = planOf.get(portfolio);
    const now = clock.now();
    return plan === undefined ? 0 : (graph.notBefore(plan) ?? now) - now;
  }

  async function look(turn: Turn, listener: LookListener): Promise<void> {
    try {
      const ended = await poller.pollInTurn(turn, () => listener.taken());
      listener.ended(ended);
      if (!ended.summary.taken) await schedule.end(turn);
      const rest = restOf(turn);
      if (rest > 0) await schedule.rest(turn, rest);
    } catch (error) {
      log.error('look.failed', { portfolio: turn.portfolio, reason: reasonOf(error) });
      // What may go on failing is due again only when its end has come.
      const passes = error instanceof StoreError && (error.kind === 'unreachable' || error.kind === 'locked');
      if (passes) await schedule.giveBack(turn).catch(() => undefined);
    }
  }

  function begin(turn: Turn, listener: LookListener): void {
    const done = look(turn, listener).finally(() => {
      running.delete(turn);
      if (running.size === 0) clearInterval(renewing);
      take(listener).catch((error: unknown) => log.warn('looks.not-taken', { reason: reasonOf(error) }));
    });
    if (running.size === 0) {
      clearInterval(renewing);
      // What cannot be renewed ends, and another process looks.
      renewing = setInterval(
        () => void schedule.renew([...running.keys()], leaseFor).catch(() => undefined),
        renewEvery,
      );
    }
    running.set(turn, done);
  }

  /** Lets a portfolio rest. One that our settings do not name is left to other processes. */
  async function leave(turn: Turn): Promise<void> {
    const rest = restOf(turn);
    if (rest > 0) return schedule.rest(turn, rest);
    strange.add(turn.portfolio);
    await schedule.giveBack(turn);
  }

  async function fill(listener: LookListener): Promise<void> {
    while (!stopped && running.size < atOnce) {
      const turns = await schedule.take([...strange], atOnce - running.size, leaseFor);
      if (turns.length === 0) return;
      const others = turns.filter((turn) => !planOf.has(turn.portfolio) || restOf(turn) > 0);
      for (const turn of turns) if (!others.includes(turn)) begin(turn, listener);
      for (const turn of others) await leave(turn);
    }
  }

  function take(listener: LookListener): Promise<void> {
    taking ??= fill(listener).finally(() => (taking = null));
    return taking;
  }

  return {
    async go(listener) {
      if (stopped) return;
      const slot = plannedBy(clock.now());
      if (slot !== null && slot !== offered) {
        await schedule.offer(slot, ids);
        offered = slot;
      }
      await take(listener);
    },
    isIdle: () => running.size === 0,
    async stop() {
      stopped = true;
      await taking?.catch(() => undefined);
      await Promise.all(running.values());
      clearInterval(renewing);
    },
  };
}
