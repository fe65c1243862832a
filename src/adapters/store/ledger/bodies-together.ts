import type { LedgerFact } from '../../../domain/ledger/fact.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import type { Instant } from '../../../domain/time.js';
import type { Ledger } from '../../../ledger-port.js';
import { StoreError } from '../../../ports.js';

/** The facts of one webhook, and when it arrived. */
export interface ArrivedFacts {
  readonly facts: readonly LedgerFact[];
  readonly at: Instant;
}

/** Writes all that `arrived` gives in one transaction. It is asked once the turn has come, and gives at least one. */
export type WriteArrived = (portfolio: PortfolioId, arrived: () => readonly ArrivedFacts[]) => Promise<void>;

/** Facts in one transaction: more would keep everything else waiting for long. */
const mostFacts = 1_000;

interface Waiting extends ArrivedFacts {
  readonly kept: () => void;
  readonly lost: (error: unknown) => void;
}

/**
 * Lets what arrives while something is written share the next transaction of its portfolio. Each is told when that is on
 * disk. What cannot be kept for a reason of its own takes no other down.
 */
export function bodiesTogether(write: WriteArrived): Ledger['record'] {
  const queues = new Map<PortfolioId, Waiting[]>();

  async function writeSome(portfolio: PortfolioId, queue: Waiting[]): Promise<void> {
    let taken: readonly Waiting[] = [];
    const take = (): readonly Waiting[] => {
      if (taken.length === 0) taken = firstOf(queue);
      return taken;
    };
    try {
      await write(portfolio, take);
      for (const { kept } of take()) kept();
    } catch (error) {
      const bodies = take();
      if (bodies.length > 1 && mayBeOfOne(error)) await writeEach(portfolio, bodies);
      else for (const { lost } of bodies) lost(error);
    }
  }

  async function writeEach(portfolio: PortfolioId, bodies: readonly Waiting[]): Promise<void> {
    for (const body of bodies) await write(portfolio, () => [body]).then(body.kept, body.lost);
  }

  async function writeAll(portfolio: PortfolioId, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) await writeSome(portfolio, queue);
    queues.delete(portfolio);
  }

  return (portfolio, facts, at) =>
    new Promise((kept, lost) => {
      const known = queues.get(portfolio);
      const queue = known ?? [];
      queue.push({ facts, at, kept, lost });
      if (known !== undefined) return;
      queues.set(portfolio, queue);
      void writeAll(portfolio, queue);
    });
}

/** Takes the first out of the queue, and as many more as fit. */
function firstOf(queue: Waiting[]): readonly Waiting[] {
  let count = 0;
  let facts = 0;
  for (const body of queue) {
    facts += body.facts.length;
    if (count > 0 && facts > mostFacts) break;
    count += 1;
  }
  return queue.splice(0, count);
}

/** Whether one of the bodies may be to blame, and not the store. */
function mayBeOfOne(error: unknown): boolean {
  return !(error instanceof StoreError) || error.kind === 'other' || error.kind === 'damaged';
}
