import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tableLedger } from '../../src/adapters/store/ledger/table-ledger.js';
import { openSqlite } from '../../src/adapters/store/sqlite-file.js';
import type { LedgerFigure } from '../../src/domain/ledger/figure.js';
import { after, SECOND } from '../../src/domain/time.js';
import { fakeLedger } from '../support/fakes/ledger.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, portfolioId } from '../support/looks.js';
import { bodiesAccount, ledgerBodies, type LedgerScript } from './crash/ledger-bodies.js';
import { builtChild } from './crash/life.js';
import { chance, killsFor } from './crash/lives.js';

/** So many processes are killed; KILLS asks for more, and 300 for one at each statement. */
const kills = killsFor(0.3);
const asked = after(noon, 10 * SECOND);
let folder: string;
let child: string;

beforeAll(async () => {
  [child, folder] = await Promise.all([
    builtChild('ledger-child'),
    mkdtemp(join(tmpdir(), 'tierwatch-crash-')),
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function lives(script: LedgerScript): { readonly kept: number; readonly statements: number | null } {
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, [child, JSON.stringify(script)], {
    encoding: 'utf8',
  });
  if (status !== 0 && signal !== 'SIGKILL') throw new Error(stderr);
  const [, lived] = /^lived through (\d+)/m.exec(stdout) ?? [];
  return {
    kept: [...stdout.matchAll(/^kept/gm)].length,
    statements: lived === undefined ? null : Number(lived),
  };
}

/** What is counted after so many of the bodies. */
async function figureAfter(bodies: number): Promise<LedgerFigure | null> {
  const ledger = fakeLedger();
  await ledger.alive(portfolioId, [bodiesAccount], noon);
  for (const body of ledgerBodies.slice(0, bodies)) await ledger.record(portfolioId, body, noon);
  return ledger.figure(portfolioId, asked);
}

async function figureIn(store: string): Promise<LedgerFigure | null> {
  const file = await openSqlite({ url: `sqlite://${store}`, access: 'read', log: fakeLog() });
  try {
    return await tableLedger(file).figure(portfolioId, asked);
  } finally {
    await file.close();
  }
}

it('a ledger killed before a statement has all it said it kept, and counts a repeat once', async () => {
  const whole = join(folder, 'whole.sqlite');
  const { statements } = lives({ store: whole, killAt: 0 });
  const usual = await figureIn(whole);
  expect(usual).toEqual(await figureAfter(ledgerBodies.length));
  expect(statements).toBeGreaterThan(20);
  const step = Math.max(1, Math.floor((statements ?? 0) / kills));
  for (let killAt = chance(0, 0, step); killAt <= (statements ?? 0); killAt += step) {
    const store = join(folder, `${String(killAt)}.sqlite`);
    const { kept, statements: unharmed } = lives({ store, killAt });
    expect(unharmed, `killed at ${String(killAt)}`).toBeNull();
    const found = await figureIn(store);
    const possible = [await figureAfter(kept), await figureAfter(kept + 1)];
    if (kept > 0) expect(possible).toContainEqual(found);
    lives({ store, killAt: 0 });
    expect(await figureIn(store), `killed at ${String(killAt)}, then repeated`).toEqual(usual);
  }
}, 600_000);
