import type { WabaId } from '../domain/snapshot.js';
import { HOUR, MINUTE, type Span } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Hearing } from '../domain/webhook-subscription.js';
import type { Ledger } from '../ledger-port.js';
import type { Clock, Log, PortfolioPlan, Store } from '../ports.js';
import { causeSentence } from './cause-sentence.js';
import type { Hear } from './hearing.js';

/** Keeps the ledger sure that nothing is told while nobody is there to hear it. */
export interface Attendance {
  /** Proves that we are there; to be called every 20 seconds. Throws StoreError. */
  prove(): Promise<void>;
  /** Asks which accounts tell us everything, where that is due. Throws StoreError. */
  ask(): Promise<void>;
}

/** What attending needs. */
export interface AttendanceOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly store: Pick<Store, 'read' | 'readBot'>;
  readonly ledger: Pick<Ledger, 'allAlive' | 'subscription'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Begins a round of questions. */
  readonly round: () => Hear;
}

const askedAgainAfter = HOUR;
const askedSoonAfter = MINUTE;

/** Attends for the accounts that looks found. */
export function attendance({ plans, store, ledger, clock, log, round }: AttendanceOptions): Attendance {
  const settled = new Map<string, Span>();
  const logged = new Map<string, string>();

  async function accountsOf(plan: PortfolioPlan): Promise<readonly WabaId[]> {
    return (await store.read(plan.id))?.sight?.snapshot.wabas.map(({ id }) => id) ?? [];
  }

  async function askOne(plan: PortfolioPlan, account: WabaId, hear: Hear): Promise<void> {
    const key = `${plan.id} ${account}`;
    const until = settled.get(key);
    if (until && isOn(until, clock.now())) return;
    const hearing = await hear(plan, account);
    const now = clock.now();
    settled.set(key, waitFrom(now, hearing.kind === 'told' ? askedAgainAfter : askedSoonAfter));
    note(plan, account, hearing);
    if (hearing.kind === 'unread' && (await wasHeard(account))) return;
    await ledger.subscription(plan.id, account, hearing.kind === 'told', now);
  }

  /** Whether messages of an account ever came; only then is silence a sign that nobody was reached. */
  async function wasHeard(account: WabaId): Promise<boolean> {
    return (await store.readBot()).heard[account]?.['messages'] !== undefined;
  }

  /** Logs each change once; that all is well from the start is no news. */
  function note(plan: PortfolioPlan, account: WabaId, hearing: Hearing): void {
    const key = `${plan.id} ${account}`;
    const state = stateOf(hearing);
    const before = logged.get(key) ?? 'told';
    logged.set(key, state);
    if (state === before) return;
    const facts = { portfolio: plan.id, account };
    if (hearing.kind === 'told') log.info('webhook.account-tells', facts);
    else if (hearing.kind === 'not-told') log.warn('webhook.account-silent', { ...facts, why: hearing.why });
    else log.warn('webhook.account-unread', { ...facts, reason: causeSentence(hearing.cause, clock.now()) });
  }

  return {
    async prove() {
      const all = await Promise.all(plans.map(async (plan) => [plan.id, await accountsOf(plan)] as const));
      const found = all.filter(([, accounts]) => accounts.length > 0);
      if (found.length > 0) await ledger.allAlive(new Map(found), clock.now());
    },
    async ask() {
      const hear = round();
      for (const plan of plans) {
        for (const account of await accountsOf(plan)) await askOne(plan, account, hear);
      }
    },
  };
}

/** What two answers share that say the same. */
function stateOf(hearing: Hearing): string {
  switch (hearing.kind) {
    case 'told':
      return 'told';
    case 'not-told':
      return hearing.why;
    case 'unread':
      return `unread: ${hearing.cause.reason}`;
  }
}
