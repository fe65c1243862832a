import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from '../../../../src/ledger-port.js';
import type { History, Preferences, Store } from '../../../../src/ports.js';

/** What one process wrote the others have heard of after this, in milliseconds. */
const word = 25;

/** Gives what is asked of it to one process after the other, and reads when the word of all writes has arrived. */
function byTurns<T>(all: readonly T[]): { readonly writer: () => T; readonly reader: () => Promise<T> } {
  let turn = 0;
  const next = (): T => {
    turn += 1;
    const one = all[turn % all.length];
    if (one === undefined) throw new Error('Nobody takes turns.');
    return one;
  };
  return {
    writer: next,
    async reader() {
      await pause(word);
      return next();
    },
  };
}

/** Several processes' stores, as if they were one. */
export function storeByTurns(all: readonly Store[]): Store {
  const { writer, reader } = byTurns(all);
  return {
    read: async (id) => (await reader()).read(id),
    waiting: async () => (await reader()).waiting(),
    readBot: async () => (await reader()).readBot(),
    update: (id, change) => writer().update(id, change),
    updateBot: (change) => writer().updateBot(change),
    claimLook: (id) => writer().claimLook(id),
    async close() {
      await Promise.all(all.map((store) => store.close()));
    },
  };
}

/** The same of the past. */
export function historyByTurns(all: readonly History[]): History {
  const { reader } = byTurns(all);
  return {
    read: async (id, span) => (await reader()).read(id, span),
    usage: async (id, number, span) => (await reader()).usage(id, number, span),
    notes: async (id, number, span) => (await reader()).notes(id, number, span),
  };
}

/** The same of preferences. */
export function preferencesByTurns(all: readonly Preferences[]): Preferences {
  const { writer, reader } = byTurns(all);
  return {
    localeOf: async (person) => (await reader()).localeOf(person),
    setLocale: (person, locale) => writer().setLocale(person, locale),
  };
}

/** The same of the ledger. */
export function ledgerByTurns(all: readonly Ledger[]): Ledger {
  const { writer, reader } = byTurns(all);
  return {
    record: (portfolio, facts, at) => writer().record(portfolio, facts, at),
    figure: async (portfolio, at) => (await reader()).figure(portfolio, at),
    alive: (portfolio, accounts, at) => writer().alive(portfolio, accounts, at),
    allAlive: (accounts, at) => writer().allAlive(accounts, at),
    subscription: (portfolio, account, tells, at) => writer().subscription(portfolio, account, tells, at),
  };
}
