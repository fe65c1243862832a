import { ClaimLost, type Delivery } from '../ports.js';

/** Throws ClaimLost where a request is no longer this process's to make. To be asked just before each one. */
export function stillOurs({ mayBegin }: Pick<Delivery, 'mayBegin'>): void {
  if (mayBegin?.() === false) throw new ClaimLost();
}
