import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstToHandle } from '../../src/app/first-to-handle.js';
import { keepLease, leaseFor, renewEvery } from '../../src/app/kept-lease.js';
import { onlyOne } from '../../src/app/only-one.js';
import { seatOf } from '../../src/app/seat.js';
import { StoreError } from '../../src/ports.js';
import { fakeLog } from '../support/fakes/log.js';
import { memorySharing, type MemorySharing } from '../support/fakes/sharing.js';

let place: MemorySharing;
beforeEach(() => {
  vi.useFakeTimers();
  place = memorySharing();
});
afterEach(() => void vi.useRealTimers());

/** Lets time pass for those who live; who is frozen has no timers. */
async function passes(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    await place.pass(100);
    await vi.advanceTimersByTimeAsync(100);
  }
}

describe('a lease that is kept', () => {
  it('lasts as long as its holder lives, and is over when it is dropped', async () => {
    const lease = await keepLease(place.of('one').leases, 'route');
    await passes(10 * leaseFor);
    expect(lease?.isHeld()).toBe(true);
    expect(await keepLease(place.of('two').leases, 'route')).toBeNull();
    await lease?.drop();
    await lease?.over;
    expect(lease?.isHeld()).toBe(false);
    expect(await keepLease(place.of('two').leases, 'route')).not.toBeNull();
  });

  it('is lost by a holder that was frozen, which knows it before it does anything', async () => {
    const lease = await keepLease(place.of('one').leases, 'route');
    await place.pass(leaseFor);
    expect(lease?.isHeld()).toBe(false);
    const next = await keepLease(place.of('two').leases, 'route');
    expect(next?.isHeld()).toBe(true);
    await vi.advanceTimersByTimeAsync(renewEvery);
    await lease?.over;
    await lease?.drop();
    expect(next?.isHeld(), 'who lost it takes nothing from who has it').toBe(true);
  });

  it('outlives a store that is away for a moment, and no longer', async () => {
    const { leases } = place.of('one');
    let isAway = false;
    const renew: typeof leases.renew = (...asked) =>
      isAway ? Promise.reject(new StoreError('unreachable', 'away')) : leases.renew(...asked);
    const lease = await keepLease({ ...leases, renew }, 'route');
    isAway = true;
    await passes(leaseFor - 1.5 * renewEvery);
    isAway = false;
    await passes(2 * leaseFor);
    expect(lease?.isHeld()).toBe(true);
    isAway = true;
    await passes(leaseFor + renewEvery);
    expect(lease?.isHeld()).toBe(false);
    await lease?.over;
  });
});

describe('a seat', () => {
  it('is taken by who comes first, and then by who waited', async () => {
    const [one, two] = ['one', 'two'].map((holder) => seatOf(place.of(holder).leases, 'discord', fakeLog()));
    const { signal } = new AbortController();
    const first = await one?.take(signal);
    let second = false;
    void two?.take(signal).then((seated) => (second = seated !== null));
    await passes(3 * leaseFor);
    expect([first?.isHeld(), second]).toEqual([true, false]);
    await first?.drop();
    await passes(1_100);
    expect(second).toBe(true);
  });

  it('is left by who is told to stop, whether it has it or waits', async () => {
    const seat = seatOf(place.of('one').leases, 'discord', fakeLog());
    const other = await seatOf(place.of('two').leases, 'discord', fakeLog()).take(
      new AbortController().signal,
    );
    const halt = new AbortController();
    const waiting = seat.take(halt.signal);
    await passes(500);
    halt.abort();
    expect(await waiting).toBeNull();
    await other?.drop();
    expect(await seat.take(halt.signal)).toBeNull();
    expect(await place.of('one').leases.held()).toEqual([]);
  });

  it('is given to nobody by a store that cannot be asked', async () => {
    const { leases } = place.of('one');
    const away = { ...leases, take: () => Promise.reject(new StoreError('unreachable', 'away')) };
    const halt = new AbortController();
    let seated: unknown = 'waits';
    void seatOf(away, 'discord', fakeLog())
      .take(halt.signal)
      .then((given) => (seated = given));
    await passes(5_000);
    expect(seated).toBe('waits');
    halt.abort();
    await passes(100);
    expect(seated).toBeNull();
  });
});

describe('work for one process', () => {
  it('is done by one of many, and taken over when that one is gone', async () => {
    const done: string[] = [];
    const workers = ['one', 'two'].map((holder) => {
      const work = onlyOne(place.of(holder).leases, 'attendance');
      return { ...work, run: () => work.run(async () => void done.push(holder)) };
    });
    for (const one of [...workers, ...workers]) await one.run();
    expect(done).toEqual(['one', 'one']);
    await workers[0]?.stop();
    await workers[1]?.run();
    expect(done).toEqual(['one', 'one', 'two']);
  });
});

describe('what two processes are asked', () => {
  it('is handled by the first, and by both where nobody can tell in time', async () => {
    const isFirst = firstToHandle(place.of('one').once);
    expect([await isFirst('a'), await isFirst('a'), await isFirst('b')]).toEqual([true, false, true]);
    const away = firstToHandle({ first: () => Promise.reject(new StoreError('unreachable', 'away')) });
    expect(await away('a')).toBe(true);
    const silent = firstToHandle({ first: () => new Promise(() => undefined) })('a');
    await passes(1_000);
    expect(await silent).toBe(true);
  });
});
