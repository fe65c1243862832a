import { DeliveryError } from '../ports.js';
import { wordsOf } from '../words/index.js';
import { deliveryText } from '../words/trouble-text.js';

/** What an error says to the operator, without anything else it carries. */
export function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return deliveryText(error.trouble, wordsOf.en);
  return error instanceof Error ? error.message : String(error);
}
