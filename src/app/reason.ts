import { DeliveryError } from '../ports.js';
import { usualWords } from '../words/index.js';
import { deliveryText } from '../words/trouble-text.js';

/** What an error says to the operator, without anything else it carries. */
export function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return deliveryText(error.trouble, usualWords);
  if (error instanceof Error) return error.message;
  // Other things may be thrown too, and some objects throw when they are made a text.
  return typeof error === 'string' ? error : 'an unknown error';
}
