import { allowanceContract } from '../../support/contracts/allowance-contract.js';
import { leasesContract, type LeasesOnTrial } from '../../support/contracts/leases-contract.js';
import { onceContract } from '../../support/contracts/once-contract.js';
import { scheduleContract } from '../../support/contracts/schedule-contract.js';
import { memorySharing } from '../../support/fakes/sharing.js';

const places = {
  leases: async (): Promise<LeasesOnTrial> => {
    const place = memorySharing();
    return { of: (holder) => place.of(holder).leases, pass: (ms) => place.pass(ms) };
  },
};

leasesContract('the leases of tests', places.leases);
onceContract('what tests handle', async () => {
  const place = memorySharing();
  return { one: () => place.of('one').once, pass: (ms) => place.pass(ms) };
});
scheduleContract('the schedule of tests', async () => {
  const place = memorySharing();
  return { of: (holder) => place.of(holder).schedule, pass: (ms) => place.pass(ms) };
});
allowanceContract('the allowance of tests', async () => {
  const place = memorySharing();
  return { one: () => place.of('one').allowance, pass: (ms) => place.pass(ms) };
});
