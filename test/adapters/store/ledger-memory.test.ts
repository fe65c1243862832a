import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../../src/adapters/store/database.js';
import { openSqlite } from '../../../src/adapters/store/sqlite-file.js';
import { tableLedger } from '../../../src/adapters/store/ledger/table-ledger.js';
import type { LedgerFact } from '../../../src/domain/ledger/fact.js';
import type { WabaId } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE, SECOND, type Instant } from '../../../src/domain/time.js';
import type { Ledger } from '../../../src/ledger-port.js';
import { fakeLog } from '../../support/fakes/log.js';
import { facts } from '../../support/ledger-facts.js';
import { noon, portfolioId } from '../../support/looks.js';

const account = '901' as WabaId;
const later = after(noon, HOUR);

/** So many people from one on, each told by phone and by id. */
function reached(from: number, count: number, seconds = 0): readonly LedgerFact[] {
  return Array.from({ length: count }, (_, i) => {
    const person = String(from + i);
    return facts(`phone:62${person}`, `user:ID.${person}`).status('delivered', `m${person}`, seconds);
  });
}

/** A file that tells how often it is read and written. */
function watched(file: Database): {
  readonly file: Database;
  readonly done: { read: number; written: number };
} {
  const done = { read: 0, written: 0 };
  return {
    done,
    file: {
      ...file,
      reading: (work) => ((done.read += 1), file.reading(work)),
      writing: (work) => ((done.written += 1), file.writing(work)),
    },
  };
}

async function inMemory(): Promise<Database> {
  const file = await openSqlite({ url: 'sqlite://:memory:', access: 'write', log: fakeLog() });
  onTestFinished(() => file.close());
  return file;
}

async function heldIn(ledger: Ledger, at = later): Promise<number | undefined> {
  return (await ledger.figure(portfolioId, at))?.releases.reduce(
    (sum, { recipients }) => sum + recipients,
    0,
  );
}

async function rowsIn(file: Database, table: string): Promise<number> {
  return (await file.reading((tables) => tables(table).select())).length;
}

describe('the figure of who holds the file', () => {
  const times: readonly Instant[] = [0, 1, 59, 60, 61, 90 * 60, 23 * 3_600].map((s) =>
    after(later, s * SECOND),
  );

  it('is that of the rows after each write, whenever it is asked', async () => {
    const file = await inMemory();
    const ledger = tableLedger(file);
    for (const hours of [-60, -30]) await ledger.alive(portfolioId, [account], after(noon, hours * HOUR));
    for (let body = 0; body < 4; body += 1) {
      // The first ones are back in the very minute in which it is asked.
      await ledger.record(portfolioId, reached(10 * body, 5, body * 31 + 20 - 23 * 3_600), later);
      for (const at of times) {
        const figure = await ledger.figure(portfolioId, at);
        expect(figure).toEqual(await tableLedger(file).figure(portfolioId, at));
      }
    }
    expect(await heldIn(ledger)).toBe(20);
    expect((await ledger.figure(portfolioId, later))?.atLeast).toBeGreaterThan(0);
    await ledger.alive(portfolioId, [account], after(later, 3 * DAY));
    const anew = await ledger.figure(portfolioId, after(later, 3 * DAY));
    expect(anew).toEqual(await tableLedger(file).figure(portfolioId, after(later, 3 * DAY)));
    expect(anew).toMatchObject({ atLeast: 0, countingSince: after(later, 3 * DAY) });
  });

  it('reads nothing while a minute lasts, and only its seconds in the next one', async () => {
    const { file, done } = watched(await inMemory());
    const ledger = tableLedger(file);
    const now = after(later, SECOND);
    await ledger.alive(portfolioId, [account], later);
    await ledger.record(portfolioId, reached(0, 5), later);
    await ledger.figure(portfolioId, now);
    done.read = 0;
    // They are free again half a minute later.
    await ledger.record(portfolioId, reached(10, 5, 30 - 23 * 3_600), later);
    for (let i = 0; i < 10; i += 1) expect(await heldIn(ledger, now)).toBe(10);
    expect(done.read).toBe(0);
    await ledger.figure(portfolioId, after(now, MINUTE));
    expect(done.read).toBe(1);
  });

  it.each(['before', 'after'] as const)(
    'is that of the rows when a write fails %s it is kept',
    async (when) => {
      const real = await inMemory();
      let fails = false;
      const file: Database = {
        ...real,
        async writing(work) {
          const done = await real.writing(async (tables) => {
            const result = await work(tables);
            if (fails && when === 'before') throw new Error('no');
            return result;
          });
          if (fails) throw new Error('no');
          return done;
        },
      };
      const ledger = tableLedger(file, 16);
      await ledger.alive(portfolioId, [account], later);
      await ledger.record(portfolioId, reached(0, 5), later);
      // Half of the hashes are sorted in from here on.
      await ledger.record(portfolioId, reached(5, 5), later);
      await ledger.figure(portfolioId, later);
      fails = true;
      await expect(ledger.record(portfolioId, reached(8, 7), later)).rejects.toThrow();
      fails = false;
      expect(await heldIn(ledger)).toBe(when === 'before' ? 10 : 15);
      // Meta tells it again, and more.
      await ledger.record(portfolioId, reached(8, 7), later);
      await ledger.record(portfolioId, reached(0, 20), later);
      expect(await heldIn(ledger)).toBe(20);
      expect(await rowsIn(real, 'ledger_person')).toBe(20);
      expect(await rowsIn(real, 'ledger_identifier')).toBe(40);
    },
  );
});

describe('hashes that are gathered before they are sorted in', () => {
  it('lead to the same people before, while and after they are', async () => {
    const file = await inMemory();
    const ledger = tableLedger(file, 16);
    const sorted: number[] = [];
    for (let body = 0; body < 8; body += 1) {
      await ledger.record(portfolioId, reached(5 * body, 5), later);
      await ledger.record(portfolioId, reached(0, 5 * body, 1), later);
      expect(await rowsIn(file, 'ledger_person')).toBe(5 * (body + 1));
      sorted.push(await rowsIn(file, 'ledger_hash'));
    }
    expect(sorted.slice(0, 4)).toEqual([0, 10, 20, 30]);
    const reopened = tableLedger(file, 16);
    await reopened.record(portfolioId, reached(0, 40, 2), later);
    expect(await rowsIn(file, 'ledger_person')).toBe(40);
  });

  it('are read once by each of two that write by turns', async () => {
    const file = await inMemory();
    const readFrom: unknown[] = [];
    await file.reading((tables) => {
      tables.on('query', ({ sql, bindings }: { sql: string; bindings: readonly unknown[] }) => {
        if (sql.includes('`number` >= ?')) readFrom.push(bindings[0]);
      });
      return Promise.resolve();
    });
    const both = [tableLedger(file, 16), tableLedger(file, 16)];
    for (let body = 0; body < 12; body += 1) {
      await both[body % 2]?.record(portfolioId, reached(5 * body, 5), later);
      expect(await rowsIn(file, 'ledger_person')).toBe(5 * (body + 1));
    }
    expect(readFrom).toEqual([1, ...Array.from({ length: 11 }, (_, body) => 10 * body + 1)]);
    for (const ledger of both) await ledger.record(portfolioId, reached(0, 60, 1), later);
    expect(await rowsIn(file, 'ledger_person')).toBe(60);
  });

  it('are not sorted in once their people are forgotten', async () => {
    const file = await inMemory();
    const ledger = tableLedger(file, 16);
    await ledger.record(portfolioId, reached(0, 7), noon);
    const longAfter = after(noon, 40 * DAY);
    await ledger.alive(portfolioId, [account], longAfter);
    await ledger.record(portfolioId, reached(2, 8, 40 * 86_400), longAfter);
    await ledger.record(portfolioId, reached(20, 8, 40 * 86_400), longAfter);
    expect(await rowsIn(file, 'ledger_person')).toBe(16);
    expect(await rowsIn(file, 'ledger_identifier')).toBe(32);
    const hashes = await rowsIn(file, 'ledger_hash');
    expect(hashes).toBeGreaterThan(0);
    expect(hashes).toBeLessThanOrEqual(16);
    await ledger.alive(portfolioId, [account], after(longAfter, 40 * DAY));
    for (const table of ['ledger_person', 'ledger_identifier', 'ledger_hash'])
      expect(await rowsIn(file, table), table).toBe(0);
  });
});

describe('a proof that we are there', () => {
  it('is one write while nobody is to be forgotten', async () => {
    const { file, done } = watched(await inMemory());
    const ledger = tableLedger(file);
    await ledger.record(portfolioId, reached(0, 5), noon);
    await ledger.alive(portfolioId, [account], noon);
    done.written = 0;
    for (let proof = 1; proof <= 60; proof += 1)
      await ledger.alive(portfolioId, [account], after(noon, proof * 20 * SECOND));
    expect(done.written).toBe(60);
  });
});
