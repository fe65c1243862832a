import { describe, expect, it } from 'vitest';
import { bodiesTogether } from '../../../src/adapters/store/ledger/bodies-together.js';
import { tableLedger } from '../../../src/adapters/store/ledger/table-ledger.js';
import type { LedgerFact } from '../../../src/domain/ledger/fact.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { after, HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { StoreError } from '../../../src/ports.js';
import { facts } from '../../support/ledger-facts.js';
import { noon, portfolioId } from '../../support/looks.js';
import { fileAt, newPlace } from './opened.js';

const reached = (person: number, seconds = 0): LedgerFact =>
  facts(`phone:62${String(person)}`, `user:ID.${String(person)}`).status(
    'delivered',
    `m${String(person)}`,
    seconds,
  );
const several = (first: number, count: number): readonly LedgerFact[] =>
  Array.from({ length: count }, (_, i) => reached(first + i));

/** Writes when it is let go, and tells what was written together. */
function held(): {
  readonly record: ReturnType<typeof bodiesTogether>;
  readonly written: { readonly portfolio: PortfolioId; readonly facts: readonly number[] }[];
  readonly release: () => void;
} {
  const written: { readonly portfolio: PortfolioId; readonly facts: readonly number[] }[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  return {
    written,
    release,
    record: bodiesTogether(async (portfolio, arrived) => {
      const bodies = arrived();
      await gate;
      written.push({ portfolio, facts: bodies.map((body) => body.facts.length) });
    }),
  };
}

describe('bodies that arrive while another is written', () => {
  it('share the next transaction, up to a thousand facts and in their order', async () => {
    const { record, written, release } = held();
    const sizes = [1, 2, 3, 994, 1, 2_000, 5, 6];
    const all = sizes.map((size) => record(portfolioId, several(0, size), noon));
    release();
    await Promise.all(all);
    expect(written.map((one) => one.facts)).toEqual([[1], [2, 3, 994, 1], [2_000], [5, 6]]);
  });

  it('of another portfolio have a transaction of their own', async () => {
    const { record, written, release } = held();
    const other = '77' as PortfolioId;
    const all = [portfolioId, other, portfolioId, other, portfolioId].map((id) =>
      record(id, several(0, 1), noon),
    );
    release();
    await Promise.all(all);
    expect(written.filter(({ portfolio }) => portfolio === other).map((one) => one.facts)).toEqual([
      [1],
      [1],
    ]);
    expect(written.filter(({ portfolio }) => portfolio !== other).map((one) => one.facts)).toEqual([
      [1],
      [1, 1],
    ]);
  });

  it('are kept no sooner than their own transaction is', async () => {
    const kept: string[] = [];
    const record = bodiesTogether(async (_, arrived) => {
      const [first] = arrived();
      await Promise.resolve();
      kept.push(`written ${String(first?.facts.length)}`);
    });
    await Promise.all(
      [1, 2].map((size) =>
        record(portfolioId, several(0, size), noon).then(() => kept.push(`told ${String(size)}`)),
      ),
    );
    expect(kept).toEqual(['written 1', 'told 1', 'written 2', 'told 2']);
  });

  it.each([
    ['full', [false, false, false]],
    ['other', [true, false, true]],
  ] as const)(
    'fail together where the store is %s, unless only one of them is to blame',
    async (kind, ends) => {
      const record = bodiesTogether((_, arrived) =>
        arrived().some((body) => body.facts.length === 2)
          ? Promise.reject(new StoreError(kind, 'no'))
          : Promise.resolve(),
      );
      const first = record(portfolioId, several(0, 10), noon);
      const all = await Promise.allSettled(
        [1, 2, 3].map((size) => record(portfolioId, several(0, size), noon)),
      );
      await first;
      expect(all.map(({ status }) => status === 'fulfilled')).toEqual(ends);
      await record(portfolioId, several(0, 4), noon);
    },
  );
});

describe('the ledger with many bodies at once', () => {
  it('counts as it does one after the other, repeats and gaps included', async () => {
    const bodies = Array.from({ length: 60 }, (_, i) => several((i * 7) % 50, 1 + (i % 3)));
    const counted = async (atOnce: boolean): Promise<unknown> => {
      const ledger = tableLedger(await fileAt(newPlace()), 16);
      for (const hours of [-60, -30]) await ledger.alive(portfolioId, [], after(noon, hours * HOUR));
      const recordAt = (i: number): Promise<void> =>
        ledger.record(portfolioId, bodies[i] ?? [], after(noon, i < 30 ? i : 10 * MINUTE + i));
      if (atOnce) await Promise.all(bodies.map((_, i) => recordAt(i)));
      else for (const i of bodies.keys()) await recordAt(i);
      return ledger.figure(portfolioId, after(noon, 20 * MINUTE));
    };
    const alone = await counted(false);
    expect(alone).toMatchObject({ releases: [{ recipients: 51 }] });
    expect(await counted(true)).toEqual(alone);
  });

  it('keeps the others where what is known of one person cannot be read', async () => {
    const file = await fileAt(newPlace());
    const ledger = tableLedger(file);
    await ledger.alive(portfolioId, [], noon);
    await ledger.record(portfolioId, [reached(1)], noon);
    await file.writing((tables) => tables('ledger_person').update({ facts: 'AAAA' }));
    const ends = await Promise.allSettled(
      [9, 2, 1, 3].map((person) => ledger.record(portfolioId, [reached(person)], after(noon, SECOND))),
    );
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    const figure = await ledger.figure(portfolioId, after(noon, MINUTE));
    expect(figure?.releases).toMatchObject([{ recipients: 4 }]);
  });
});
