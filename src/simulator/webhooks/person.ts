import type { SimSend } from '../volume.js';

/** A person who uses WhatsApp, by what webhooks call them. */
export interface SimPerson {
  /** Digits, with the country's. */
  readonly phone: string;
  /** The id within the portfolio. */
  readonly userId: string;
}

const everybody = { first: 0, size: 100_000 };

/** The n-th person of the simulated country. */
export function personAt(n: number): SimPerson {
  return { phone: `62877${String(10_000_000 + n)}`, userId: `ID.${String(40_000_000_000_000 + n * 7_919)}` };
}

/** Who gets the delivery with this place in the send. */
export function receiverOf({ audience = everybody }: SimSend, index: number): SimPerson {
  return personAt(audience.first + (index % audience.size));
}
