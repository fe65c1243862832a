import { SECOND } from '../domain/time.js';
import type { KeptLease, Lease, Leases } from '../sharing-port.js';

/** So long a name stays taken after its holder died or froze. */
export const leaseFor = 6 * SECOND;
export const renewEvery = 1.5 * SECOND;

/** Takes a name and keeps it; null: another process has it. Throws StoreError. */
export async function keepLease(leases: Leases, name: string): Promise<KeptLease | null> {
  const first = await leases.take(name, leaseFor);
  if (first === null) return null;
  let lease: Lease | null = first;
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));

  const letGo = (): void => {
    clearInterval(timer);
    lease = null;
    end();
  };
  async function renew(held: Lease): Promise<void> {
    const next = await leases.renew(held, leaseFor);
    if (lease === null) return;
    if (next === null) letGo();
    else lease = next;
  }
  const timer = setInterval(() => {
    if (lease === null) return;
    if (!lease.isHeld()) letGo();
    // What cannot be renewed ends; until then it is tried again.
    else renew(lease).catch(() => undefined);
  }, renewEvery);

  return {
    over,
    isHeld: () => lease?.isHeld() ?? false,
    async drop() {
      const held = lease;
      letGo();
      if (held) await leases.drop(held).catch(() => undefined);
    },
  };
}
