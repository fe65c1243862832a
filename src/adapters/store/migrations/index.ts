import { bot } from './bot.js';
import { dueWork } from './due-work.js';
import { identifiers } from './identifiers.js';
import { ledger } from './ledger.js';
import type { Migration } from './migration.js';
import { looks } from './looks.js';
import { people } from './people.js';
import { portfolios } from './portfolios.js';
import { sharing } from './sharing.js';
import { signals } from './signals.js';
import { usage } from './usage.js';

/**
 * All changes of the tables, in order. A new group of tables: a file here that creates them, and one line in this list.
 * Then a file beside `table-store.ts` that alone reads and writes them.
 */
export const migrations: readonly Migration[] = [
  portfolios,
  ledger,
  bot,
  usage,
  looks,
  people,
  identifiers,
  sharing,
  signals,
  dueWork,
];
