import { writeSync } from 'node:fs';
import type { BotState } from '../../../src/domain/bot-state.js';
import type { Outbox } from '../../../src/domain/outbox.js';
import type { PortfolioState } from '../../../src/domain/state.js';
import type { ChatPlatform, Store } from '../../../src/ports.js';
import type { Sharing } from '../../../src/sharing-port.js';

/** A process that kills itself at a step it is told beforehand. */
export interface Mortal {
  store(store: Store): Store;
  chat(chat: ChatPlatform): ChatPlatform;
  /** Routes that are taken and let go of. */
  sharing(sharing: Sharing): Sharing;
  /** Work that the process may die before, in the middle of, or after. */
  call<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** How long a request is under way when the process dies in the middle of it, in milliseconds. */
const inTheMiddle = [0, 1, 2, 4, 8, 16] as const;

/** What a write was for, told from what it did to an outbox. */
function deliveryOf(before: Outbox | null, after: Outbox): string {
  const sending = (outbox: Outbox | null): number =>
    outbox?.notifications.filter((one) => one.sendingSince !== null).length ?? 0;
  const left = new Set(after.notifications.map((one) => one.id));
  if (before?.notifications.some((one) => !left.has(one.id)) === true) return 'mark';
  return sending(after) > sending(before) ? 'claim' : 'other write';
}

function writeOf(before: PortfolioState | null, after: PortfolioState): string {
  if (after.lookedAt !== (before?.lookedAt ?? null)) return 'look';
  return deliveryOf(before?.outbox ?? null, after.outbox);
}

function botWriteOf(before: BotState, after: BotState): string {
  const done = deliveryOf(before.outbox, after.outbox);
  return done !== 'mark' && after.digestsQueued !== before.digestsQueued ? 'plan' : done;
}

/** Counts the steps of this process and dies at the `killAt`-th with SIGKILL, after it said which it was. */
export function mortal(killAt: number): Mortal {
  let steps = 0;

  const die = (step: string): Promise<never> => {
    writeSync(1, `killed ${step}\n`);
    process.kill(process.pid, 'SIGKILL');
    // The signal ends the process before anything else can happen.
    return new Promise<never>(() => undefined);
  };
  const isLast = (): boolean => {
    steps += 1;
    return steps === killAt;
  };

  async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (isLast()) await die(`before ${name}`);
    const isCut = isLast();
    const done = work();
    if (isCut) {
      done.catch(() => undefined);
      const wait = inTheMiddle[killAt % inTheMiddle.length] ?? 0;
      await new Promise((resolve) => setTimeout(resolve, wait));
      await die(`during ${name}`);
    }
    const result = await done;
    if (isLast()) await die(`after ${name}`);
    return result;
  }

  async function write<T>(work: (note: (what: string) => void) => Promise<T>): Promise<T> {
    let what = 'other write';
    if (isLast()) await die('before a write');
    const result = await work((told) => {
      what = told;
    });
    if (isLast()) await die(`after the ${what}`);
    return result;
  }

  return {
    call,
    store: (store) => ({
      ...store,
      update: (id, change) =>
        write((note) =>
          store.update(id, (saved) => {
            const changed = change(saved);
            note(writeOf(saved, changed.state));
            return changed;
          }),
        ),
      updateBot: (change) =>
        write((note) =>
          store.updateBot((saved) => {
            const changed = change(saved);
            note(botWriteOf(saved, changed.state));
            return changed;
          }),
        ),
    }),
    sharing: (sharing) => ({
      ...sharing,
      leases: {
        ...sharing.leases,
        take: (name, ms) => call('the taking of a route', () => sharing.leases.take(name, ms)),
        drop: (lease) => call('the leaving of a route', () => sharing.leases.drop(lease)),
      },
    }),
    chat: (chat) => ({
      ...chat,
      post: (delivery) => call(`post to ${chat.name}`, () => chat.post(delivery)),
      edit: (receipt, card, amendment) =>
        call(`edit in ${chat.name}`, () => chat.edit(receipt, card, amendment)),
    }),
  };
}
