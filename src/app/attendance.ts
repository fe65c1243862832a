import type { WabaId } from '../domain/snapshot.js';
import { HOUR, MINUTE, type Span } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Ledger } from '../ledger-port.js';
import type { Clock, PortfolioPlan, Store } from '../ports.js';

/** Keeps the ledger sure that nothing is told while nobody is there to hear it. */
export interface Attendance {
  /** Proves that we are there; to be called every 20 seconds. Throws StoreError. */
  prove(): Promise<void>;
  /** Asks which accounts tell us everything, where that is due. Throws StoreError. */
  ask(): Promise<void>;
}

/** What attending needs; `tells` says whether an account tells us everything, null when Meta does not say. */
export interface AttendanceOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly store: Pick<Store, 'read'>;
  readonly ledger: Pick<Ledger, 'alive' | 'subscription'>;
  readonly clock: Clock;
  readonly tells: (plan: PortfolioPlan, account: WabaId) => Promise<boolean | null>;
}

const askedAgainAfter = HOUR;
const askedSoonAfter = MINUTE;

/** Attends for the accounts that looks found. */
export function attendance({ plans, store, ledger, clock, tells }: AttendanceOptions): Attendance {
  const settled = new Map<string, Span>();

  async function accountsOf(plan: PortfolioPlan): Promise<readonly WabaId[]> {
    return (await store.read(plan.id))?.sight?.snapshot.wabas.map(({ id }) => id) ?? [];
  }

  async function askOne(plan: PortfolioPlan, account: WabaId): Promise<void> {
    const key = `${plan.id} ${account}`;
    const until = settled.get(key);
    if (until && isOn(until, clock.now())) return;
    const answer = await tells(plan, account);
    settled.set(key, waitFrom(clock.now(), answer === true ? askedAgainAfter : askedSoonAfter));
    if (answer !== null) await ledger.subscription(plan.id, account, answer, clock.now());
  }

  return {
    async prove() {
      for (const plan of plans) {
        const accounts = await accountsOf(plan);
        if (accounts.length > 0) await ledger.alive(plan.id, accounts, clock.now());
      }
    },
    async ask() {
      for (const plan of plans) {
        for (const account of await accountsOf(plan)) await askOne(plan, account);
      }
    },
  };
}
