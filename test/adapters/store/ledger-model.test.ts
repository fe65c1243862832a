import { openSqlite } from '../../../src/adapters/store/sqlite-file.js';
import { ledgerContract, ledgerIn, type OpenLedger } from '../../support/contracts/ledger-contract.js';
import { fakeLog } from '../../support/fakes/log.js';
import { newPlace } from './opened.js';

const runs = Number(process.env['STORED_LEDGER_HISTORIES'] ?? 6);

async function openAt(path: string): Promise<OpenLedger> {
  return ledgerIn(await openSqlite({ url: `sqlite://${path}`, access: 'write', log: fakeLog() }));
}

/** Told each fact of a body in a body of its own, all at once. */
async function toldAtOnce(path: string): Promise<OpenLedger> {
  const opened = await openAt(path);
  const { ledger } = opened;
  return {
    close: () => opened.close(),
    ledger: {
      ...ledger,
      async record(portfolio, facts, at) {
        const bodies = facts.length < 2 ? [facts] : facts.map((fact) => [fact]);
        await Promise.all(bodies.map((body) => ledger.record(portfolio, body, at)));
      },
    },
  };
}

ledgerContract('the ledger in SQLite', newPlace, openAt, runs);
ledgerContract('the ledger in SQLite, told many bodies at once,', newPlace, toldAtOnce, runs);
