import { spawnSync } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { tableLedger } from '../../src/adapters/store/ledger/table-ledger.js';
import type { LedgerFigure } from '../../src/domain/ledger/figure.js';
import { after, SECOND } from '../../src/domain/time.js';
import { fakeLedger } from '../support/fakes/ledger.js';
import { noon, portfolioId } from '../support/looks.js';
import { databaseAt } from './crash/database-at.js';
import { bodiesAccount, ledgerBodies, type LedgerScript } from './crash/ledger-bodies.js';
import { builtChild } from './crash/life.js';
import { chance, killsFor, reportKills } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';

/** So many processes are killed; KILLS asks for more, and 300 for one at each statement. */
const kills = killsFor(0.3);
const asked = after(noon, 10 * SECOND);

/** What is counted after so many of the bodies. */
async function figureAfter(bodies: number): Promise<LedgerFigure | null> {
  const ledger = fakeLedger();
  await ledger.alive(portfolioId, [bodiesAccount], noon);
  for (const body of ledgerBodies.slice(0, bodies)) await ledger.record(portfolioId, body, noon);
  return ledger.figure(portfolioId, asked);
}

async function figureIn(url: string): Promise<LedgerFigure | null> {
  const database = await databaseAt(url, 'read');
  try {
    return await tableLedger(database).figure(portfolioId, asked);
  } finally {
    await database.close();
  }
}

interface Lived {
  readonly kept: number;
  /** Null: it was killed. */
  readonly statements: number | null;
  readonly killedAt: string | null;
}

onEveryStore({ neighbour: null }, (places) => {
  let child: string;
  beforeAll(async () => {
    child = await builtChild('ledger-child');
  });

  function lives(script: LedgerScript): Lived {
    const { stdout, stderr, status, signal } = spawnSync(process.execPath, [child, JSON.stringify(script)], {
      encoding: 'utf8',
    });
    if (status !== 0 && signal !== 'SIGKILL') throw new Error(stderr);
    const [, lived] = /^lived through (\d+)/m.exec(stdout) ?? [];
    return {
      kept: [...stdout.matchAll(/^kept/gm)].length,
      statements: lived === undefined ? null : Number(lived),
      killedAt: /^killed (.*)/m.exec(stdout)?.[1] ?? null,
    };
  }

  it('a ledger killed before a statement has all it said it kept, and counts a repeat once', async () => {
    await places.begin(0);
    const { statements } = lives({ store: places.urlOf(0), killAt: 0 });
    const usual = await figureIn(places.urlOf(0));
    await places.end(0);
    expect(usual).toEqual(await figureAfter(ledgerBodies.length));
    expect(statements).toBeGreaterThan(20);
    const step = Math.max(1, Math.floor((statements ?? 0) / kills));
    const deaths: string[] = [];
    for (let killAt = chance(0, 0, step); killAt <= (statements ?? 0); killAt += step) {
      await places.begin(killAt);
      const store = places.urlOf(killAt);
      const { kept, statements: unharmed, killedAt } = lives({ store, killAt });
      expect(unharmed, `killed at ${String(killAt)}`).toBeNull();
      deaths.push(killedAt ?? '');
      const found = await figureIn(store);
      const possible = [await figureAfter(kept), await figureAfter(kept + 1)];
      if (kept > 0) expect(possible).toContainEqual(found);
      lives({ store, killAt: 0 });
      expect(await figureIn(store), `killed at ${String(killAt)}, then repeated`).toEqual(usual);
      await places.end(killAt);
    }
    reportKills(`${places.engine}: ${String(deaths.length)} kills of a ledger`, deaths);
  }, 600_000);
});
