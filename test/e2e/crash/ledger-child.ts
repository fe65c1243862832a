// Run as a process of its own: keeps some bodies in a ledger, and dies before the statement it is told.
import { writeSync } from 'node:fs';
import { tableLedger } from '../../../src/adapters/store/ledger/table-ledger.js';
import type { Database } from '../../../src/adapters/store/database.js';
import { noon, portfolioId } from '../../support/looks.js';
import { databaseAt } from './database-at.js';
import { bodiesAccount, ledgerBodies, type LedgerScript } from './ledger-bodies.js';

const script = JSON.parse(process.argv[2] ?? '') as LedgerScript;
const opened = await databaseAt(script.store, 'write');
let statements = 0;

const file: Database = {
  ...opened,
  writing: (work) =>
    opened.writing((tables) => {
      tables.on('query', ({ sql }: { readonly sql: string }) => {
        statements += 1;
        if (statements !== script.killAt) return;
        writeSync(1, `killed ${sql.slice(0, 40)}\n`);
        process.kill(process.pid, 'SIGKILL');
      });
      return work(tables);
    }),
};
// So few are gathered that hashes are sorted in by several bodies.
const ledger = tableLedger(file, 4);
await ledger.alive(portfolioId, [bodiesAccount], noon);
for (const [i, body] of ledgerBodies.entries()) {
  await ledger.record(portfolioId, body, noon);
  writeSync(1, `kept ${String(i + 1)}\n`);
}
await file.close();
writeSync(1, `lived through ${String(statements)} statements\n`);
