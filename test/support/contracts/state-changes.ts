import { withNotification } from '../../../src/domain/outbox.js';
import type { BotState } from '../../../src/domain/bot-state.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../../src/domain/state.js';
import { instantOf } from '../../../src/domain/time.js';
import { numberOf, portfolioOf } from '../looks.js';

/** Two portfolios that have nothing to do with each other. */
export const toko = '506914307656634' as PortfolioId;
export const waba = 'waba:102290129340398' as PortfolioId;

/** The change that counts updates, from nothing on. */
export function counted(
  id: PortfolioId,
): (state: PortfolioState | null) => { state: PortfolioState; result: number } {
  return (state) => {
    const before = state ?? freshState(id, 'Toko Maju');
    const sequence = before.outbox.sequence + 1;
    return { state: { ...before, outbox: { ...before.outbox, sequence } }, result: sequence };
  };
}

/** The change after which something waits to be said, in words that a document could be mistaken by. */
export function queued(
  id: PortfolioId,
): (state: PortfolioState | null) => { state: PortfolioState; result: null } {
  return (state) => {
    const before = state ?? freshState(id, 'Toko Maju');
    const name = 'Toko "notifications":[] {}';
    const wish = { owner: id, route: { id: name }, body: { kind: 'test' }, now: instantOf(1_000) } as const;
    return { state: { ...before, name, outbox: withNotification(before.outbox, wish) }, result: null };
  };
}

/** The change after which all is said. */
export function emptied(
  id: PortfolioId,
): (state: PortfolioState | null) => { state: PortfolioState; result: null } {
  return (state) => {
    const before = state ?? freshState(id, 'Toko Maju');
    return { state: { ...before, outbox: { ...before.outbox, notifications: [] } }, result: null };
  };
}

/** The same of the bot's own state. */
export function botCounted(before: BotState): { state: BotState; result: number } {
  const sequence = before.outbox.sequence + 1;
  return { state: { ...before, outbox: { ...before.outbox, sequence } }, result: sequence };
}

/** The change that takes in a look at so many numbers, and remembers when in `lookedAt` too. */
export function looked(
  id: PortfolioId,
  at: number,
  numbers = 2,
): (state: PortfolioState | null) => { state: PortfolioState; result: null } {
  const snapshot = portfolioOf({ id, numbers: Array.from({ length: numbers }, (_, i) => numberOf(i)) });
  return (state) => ({
    state: {
      ...(state ?? freshState(id, 'Toko Maju')),
      lookedAt: instantOf(at),
      sight: { at: instantOf(at), snapshot },
    },
    result: null,
  });
}
