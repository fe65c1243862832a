import { beforeEach, describe, expect, it, vi } from 'vitest';
import { leaseFor } from '../../src/app/kept-lease.js';
import type { TakenLook } from '../../src/app/poll.js';
import { rounds, type Rounds } from '../../src/app/rounds.js';
import type { PortfolioId } from '../../src/domain/snapshot.js';
import { after, instantOf, MINUTE, type Instant } from '../../src/domain/time.js';
import { StoreError, type PortfolioPlan } from '../../src/ports.js';
import type { Turn } from '../../src/sharing-port.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { memorySharing, type MemorySharing } from '../support/fakes/sharing.js';
import { noon } from '../support/looks.js';

const plans: readonly PortfolioPlan[] = Array.from({ length: 10 }, (_, i) => ({
  ...tokoMaju,
  id: `portfolio-${String(i)}` as PortfolioId,
}));

let place: MemorySharing;
let clock: FakeClock;
/** Who looked at what, for which planned time. */
let looked: { readonly who: string; readonly turn: Turn }[];
beforeEach(() => {
  place = memorySharing();
  clock = fakeClock(noon);
  looked = [];
});

const plannedBy = (now: Instant): Instant => instantOf(Math.floor(now / (5 * MINUTE)) * 5 * MINUTE);
const ignored = { taken: () => undefined, ended: () => undefined };

interface Worker extends Rounds {
  /** The looks that wait until they may end, and how each is to end. */
  readonly waiting: ((how: 'saved' | 'overtaken' | StoreError) => void)[];
}

/** A process whose looks end when the test says so. */
function worker(
  who: string,
  notBefore: (id: PortfolioId) => Instant | null = () => null,
  known: readonly PortfolioPlan[] = plans,
): Worker {
  const { schedule } = place.of(who);
  const waiting: Worker['waiting'] = [];
  const mine = rounds({
    plans: known,
    schedule,
    graph: { notBefore: ({ id }) => notBefore(id) },
    atOnce: 4,
    plannedBy,
    clock,
    log: fakeLog(),
    poller: {
      pollInTurn(turn) {
        looked.push({ who, turn });
        return new Promise<TakenLook>((resolve, reject) => {
          waiting.push((how) => {
            if (how instanceof StoreError) {
              reject(how);
              return;
            }
            const taken = how === 'saved';
            // A look that is saved ends its turn by that.
            if (taken) void schedule.end(turn);
            resolve({ summary: { taken, notices: [], queued: 0 } } as unknown as TakenLook);
          });
        });
      },
    },
  });
  return { ...mine, waiting };
}

/** Ends what is under way, as it comes, until nothing more does. */
async function finish(...workers: readonly Worker[]): Promise<void> {
  await vi.waitFor(() => {
    for (const { waiting } of workers) waiting.splice(0).forEach((end) => end('saved'));
    expect(workers.every((one) => one.isIdle())).toBe(true);
  });
}

const ids = (): readonly string[] => looked.map(({ turn }) => turn.portfolio).toSorted();
const all = plans.map(({ id }) => String(id));

describe('looks that are shared', () => {
  it('are each made once for a planned time, some at a time by each process', async () => {
    const [one, two] = [worker('one'), worker('two')];
    await Promise.all([one.go(ignored), two.go(ignored)]);
    expect([one.waiting.length, two.waiting.length]).toEqual([4, 4]);
    await finish(one, two);
    for (const who of [one, two]) await who.go(ignored);
    expect(ids()).toEqual(all);
    clock.set(after(noon, 5 * MINUTE));
    await one.go(ignored);
    await finish(one, two);
    expect(ids()).toEqual([...all, ...all].toSorted());
  });

  it('of a process that died are made by another one when their end has come', async () => {
    const [dead, two] = [worker('dead'), worker('two')];
    await dead.go(ignored);
    await two.go(ignored);
    await finish(two);
    expect(ids()).toEqual(all);
    await two.go(ignored);
    expect(ids(), 'not before').toEqual(all);
    await place.pass(leaseFor);
    await two.go(ignored);
    await finish(two);
    const again = looked.filter(({ who, turn }) => who === 'two' && turn.epoch > 1);
    expect(again).toHaveLength(4);
  });

  it('that failed because the store went away are due again at once, and others only later', async () => {
    const [one, two] = [worker('one'), worker('two')];
    await one.go(ignored);
    const [away, damaged, ...rest] = one.waiting.splice(0);
    for (const end of rest) end('saved');
    away?.(new StoreError('unreachable', 'away'));
    damaged?.(new StoreError('damaged', 'damaged'));
    await finish(one);
    await two.go(ignored);
    await finish(one, two);
    const [first, second] = looked.map(({ turn }) => turn.portfolio);
    const count = (id: unknown): number => looked.filter(({ turn }) => turn.portfolio === id).length;
    expect([count(first), count(second)]).toEqual([2, 1]);
  });

  it('that were overtaken are over', async () => {
    const one = worker('one');
    await one.go(ignored);
    one.waiting.splice(0).forEach((end) => end('overtaken'));
    await finish(one);
    await place.pass(leaseFor);
    await one.go(ignored);
    expect(ids()).toEqual(all);
  });

  it('wait in every process where the allowance of calls runs short', async () => {
    const later = after(noon, 6 * MINUTE);
    let isShort = false;
    const [one, two] = [
      worker('one', (id) => (isShort && id === plans[0]?.id ? later : null)),
      worker('two'),
    ];
    await one.go(ignored);
    isShort = true;
    await finish(one);
    expect(ids()).toEqual(all);
    clock.set(after(noon, 5 * MINUTE));
    for (const who of [one, two]) await who.go(ignored);
    await finish(one, two);
    expect(ids()).toEqual([...all, ...all.slice(1)].toSorted());
    clock.set(later);
    await place.pass(6 * MINUTE);
    await two.go(ignored);
    await finish(two);
    expect(ids().filter((id) => id === all[0])).toHaveLength(3 - 1);
  });

  it('that somebody asked for meanwhile wait too where the allowance runs short', async () => {
    const later = after(noon, 6 * MINUTE);
    const two = worker('two', (id) => (id === plans[0]?.id ? later : null));
    await two.go(ignored);
    await finish(two);
    expect(ids()).toEqual(all.slice(1));
    await worker('three').go(ignored);
    expect(ids(), 'nor by others').toEqual(all.slice(1));
  });

  it('that one process knows nothing of are left to those that do', async () => {
    const [one, two] = [worker('one', () => null, plans.slice(5)), worker('two')];
    await two.go(ignored);
    await finish(two);
    looked = [];
    clock.set(after(noon, 5 * MINUTE));
    await place.of('two').schedule.offer(
      plannedBy(clock.now()),
      plans.map(({ id }) => id),
    );
    await one.go(ignored);
    await finish(one);
    expect(ids()).toEqual(all.slice(5));
    await two.go(ignored);
    await finish(two);
    expect(ids()).toEqual(all);
  });

  it('are told as they are taken in and end, and stop beginning when the process stops', async () => {
    const one = worker('one');
    const ended: TakenLook[] = [];
    await one.go({ ...ignored, ended: (look) => ended.push(look) });
    const stopped = one.stop();
    one.waiting.splice(0).forEach((end) => end('saved'));
    await stopped;
    await one.go(ignored);
    expect([ended.length, looked.length]).toEqual([4, 4]);
  });
});
