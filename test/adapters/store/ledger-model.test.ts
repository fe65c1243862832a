import { openSqlite } from '../../../src/adapters/store/sqlite-file.js';
import { ledgerContract, ledgerIn } from '../../support/contracts/ledger-contract.js';
import { fakeLog } from '../../support/fakes/log.js';
import { newPlace } from './opened.js';

ledgerContract(
  'the ledger in SQLite',
  newPlace,
  async (path) => ledgerIn(await openSqlite({ url: `sqlite://${path}`, access: 'write', log: fakeLog() })),
  Number(process.env['STORED_LEDGER_HISTORIES'] ?? 6),
);
