import { setTimeout as pause } from 'node:timers/promises';
import type { Sharing } from '../../../../src/sharing-port.js';
import { sharedRows } from '../../../../src/adapters/store/postgres/sharing/index.js';
import { allowanceContract } from '../../../support/contracts/allowance-contract.js';
import { leasesContract } from '../../../support/contracts/leases-contract.js';
import { onceContract } from '../../../support/contracts/once-contract.js';
import { scheduleContract } from '../../../support/contracts/schedule-contract.js';
import { describeWithPostgres } from '../../../support/postgres.js';
import { databaseAt, newStore } from './opened.js';

/** What processes share on an empty database, by their names. */
async function shared(): Promise<(holder: string) => Omit<Sharing, 'onNews'>> {
  const url = await newStore();
  const [one, other] = [await databaseAt(url), await databaseAt(url)];
  return (holder) => sharedRows(holder === 'one' ? one : other, holder);
}

const pass = (ms: number): Promise<void> => pause(ms);

describeWithPostgres('what processes share in PostgreSQL', () => {
  leasesContract('leases in PostgreSQL', async () => {
    const of = await shared();
    return { of: (holder) => of(holder).leases, pass };
  });
  onceContract('what is handled in PostgreSQL', async () => {
    const of = await shared();
    let asked = 0;
    return { one: () => of((asked += 1) % 2 === 0 ? 'one' : 'two').once, pass };
  });
  scheduleContract('the schedule in PostgreSQL', async () => {
    const of = await shared();
    return { of: (holder) => of(holder).schedule, pass };
  });
  allowanceContract('the allowance in PostgreSQL', async () => {
    const of = await shared();
    let asked = 0;
    return { one: () => of((asked += 1) % 2 === 0 ? 'one' : 'two').allowance, pass };
  });
});
