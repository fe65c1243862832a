import type { Sharing } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';
import { allowanceRows } from './allowance.js';
import { leaseRows } from './leases.js';
import { limitSharers } from './limit-sharers.js';
import { handledRows } from './once.js';
import { routeNoteRows } from './route-notes.js';
import { turnRows } from './schedule.js';

/** What processes share on a database, under the name by which others know this one. */
export function sharedRows(database: Database, holder: string): Omit<Sharing, 'onNews'> {
  return {
    holder,
    leases: leaseRows(database, holder),
    once: handledRows(database),
    schedule: turnRows(database, holder),
    allowance: allowanceRows(database),
    routeNotes: routeNoteRows(database),
    limitSharers: () => limitSharers(database),
  };
}
