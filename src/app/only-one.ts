import type { KeptLease, Leases } from '../sharing-port.js';
import { keepLease } from './kept-lease.js';

/** Work that one process at a time does, again and again; who begins goes on until it is gone. */
export interface OnlyOne {
  /** Runs the work if no other process does it. Throws StoreError, and what the work throws. */
  run(work: () => Promise<void>): Promise<void>;
  /** Lets another process do it. */
  stop(): Promise<void>;
}

/** Nobody does it yet. */
export function onlyOne(leases: Leases, name: string): OnlyOne {
  let lease: KeptLease | null = null;
  return {
    async run(work) {
      if (lease?.isHeld() !== true) lease = await keepLease(leases, name);
      if (lease) await work();
    },
    async stop() {
      await lease?.drop();
    },
  };
}
