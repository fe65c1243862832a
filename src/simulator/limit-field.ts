import { nonexistingField } from './failure.js';
import type { ReadContext } from './read.js';

/** First Graph version that knows `whatsapp_business_manager_messaging_limit` (8 October 2025). */
const firstVersion = 24;

/** The portfolio limit field; throws error 100 for versions from before it existed. */
export function readLimitField(
  limit: string | null,
  nodeType: string,
  context: ReadContext,
): string | undefined {
  if (context.version < firstVersion) {
    throw nonexistingField('whatsapp_business_manager_messaging_limit', nodeType);
  }
  return limit ?? undefined;
}
