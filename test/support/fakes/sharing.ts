import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { instantOf } from '../../../src/domain/time.js';
import type {
  CallRefusal,
  Lease,
  Leases,
  Once,
  RouteNotes,
  Schedule,
  Sharing,
  Turn,
} from '../../../src/sharing-port.js';

/** What processes share, in the memory of one, by a clock that is moved by hand. */
export interface MemorySharing {
  of(holder: string): Sharing;
  pass(ms: number): Promise<void>;
}

interface Name {
  holder: string;
  epoch: number;
  until: number;
}

interface Look {
  holder: string;
  /** Who looked last. */
  home: string;
  due: number;
  done: number;
  epoch: number;
  until: number;
}

/** Nobody shares anything yet. */
export function memorySharing(): MemorySharing {
  let now = 1;
  const names = new Map<string, Name>();
  const handled = new Map<string, number>();
  const looks = new Map<PortfolioId, Look>();
  const spent = new Map<string, { calls: number; restsUntil: number }>();
  const notes = new Map<string, string>();

  const leasesOf = (holder: string): Leases => {
    const leaseOf = (name: string, epoch: number, until: number): Lease => ({
      name,
      epoch,
      isHeld: () => now < until,
    });
    const mine = ({ name, epoch }: Lease): Name | null => {
      const known = names.get(name);
      return known?.holder === holder && known.epoch === epoch && known.until > now ? known : null;
    };
    return {
      async take(name, ms) {
        const known = names.get(name);
        if (known && known.until > now) return null;
        const epoch = (known?.epoch ?? 0) + 1;
        names.set(name, { holder, epoch, until: now + ms });
        return leaseOf(name, epoch, now + ms);
      },
      async renew(lease, ms) {
        const known = mine(lease);
        if (known === null) return null;
        known.until = now + ms;
        return leaseOf(lease.name, lease.epoch, known.until);
      },
      async drop(lease) {
        const known = mine(lease);
        if (known) known.until = 0;
      },
      async held() {
        return [...names]
          .filter(([, { until }]) => until > now)
          .map(([name, { holder: who, until }]) => ({ name, holder: who, left: until - now }))
          .toSorted((a, b) => a.name.localeCompare(b.name));
      },
    };
  };

  const once: Once = {
    async first(key, ms) {
      if ((handled.get(key) ?? 0) > now) return false;
      handled.set(key, now + ms);
      return true;
    },
  };

  const scheduleOf = (holder: string): Schedule => ({
    async offer(slot, portfolios) {
      for (const id of portfolios) {
        const look = looks.get(id) ?? { holder: '', home: '', due: 0, done: 0, epoch: 0, until: 0 };
        look.due = Math.max(look.due, slot);
        looks.set(id, look);
      }
    },
    async take(except, most, ms) {
      const free = [...looks].filter(
        ([id, { due, done, until }]) => !except.includes(id) && done < due && until <= now,
      );
      const lost = (one: Look): boolean => one.until > 0 && one.holder !== '';
      const before = (one: Look, other: Look): number =>
        Number(lost(other)) - Number(lost(one)) ||
        one.done - other.done ||
        Number(other.home === holder) - Number(one.home === holder);
      return free
        .toSorted(([, a], [, b]) => before(a, b))
        .slice(0, most)
        .map(([portfolio, look]): Turn => {
          look.epoch += 1;
          look.holder = holder;
          look.home = holder;
          look.until = now + ms;
          return { portfolio, slot: instantOf(look.due), epoch: look.epoch };
        });
    },
    async renew(turns, ms) {
      for (const { portfolio, epoch } of turns) {
        const look = looks.get(portfolio);
        if (look?.epoch === epoch && look.until > now) look.until = now + ms;
      }
    },
    async rest({ portfolio, epoch }, ms) {
      const look = looks.get(portfolio);
      if (look?.epoch !== epoch) return;
      look.until = now + ms;
      look.holder = '';
    },
    async giveBack({ portfolio, epoch }) {
      const look = looks.get(portfolio);
      if (look?.epoch === epoch) look.until = 0;
    },
    async end({ portfolio, slot, epoch }) {
      const look = looks.get(portfolio);
      if (look?.epoch !== epoch) return;
      look.done = Math.max(look.done, slot);
      look.until = 0;
    },
  });

  const routeNotes: RouteNotes = {
    async read(route) {
      return notes.get(route) ?? null;
    },
    async keep(route, note) {
      if (note === null) notes.delete(route);
      else notes.set(route, note);
    },
  };

  return {
    of: (holder) => ({
      holder,
      leases: leasesOf(holder),
      once,
      schedule: scheduleOf(holder),
      routeNotes,
      allowance: {
        async spend(limits): Promise<CallRefusal | null> {
          for (const { key, most } of limits) {
            const known = spent.get(key) ?? { calls: 0, restsUntil: 0 };
            if (known.restsUntil > now) return { key, why: 'rests', until: instantOf(known.restsUntil) };
            if (known.calls >= most) return { key, why: 'spent', until: instantOf(now + 60_000) };
            spent.set(key, { ...known, calls: known.calls + 1 });
          }
          return null;
        },
        async rest(key, ms) {
          const known = spent.get(key) ?? { calls: 0, restsUntil: 0 };
          spent.set(key, { ...known, restsUntil: Math.max(known.restsUntil, now + ms) });
        },
      },
      limitSharers: () => Promise.resolve(new Map()),
      onNews: () => () => undefined,
    }),
    async pass(ms) {
      now += ms;
    },
  };
}
