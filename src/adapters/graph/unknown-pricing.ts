import type { WabaId } from '../../domain/snapshot.js';
import type { Log } from '../../ports.js';
import type { PricingRow } from './pricing-wire.js';
import { withoutSecrets } from './secrets.js';

const categories: ReadonlySet<string> = new Set([
  'AUTHENTICATION',
  'AUTHENTICATION_INTERNATIONAL',
  'MARKETING',
  'MARKETING_LITE',
  'REFERRAL_CONVERSION',
  'SERVICE',
  'UTILITY',
]);
const types: ReadonlySet<string> = new Set(['FREE_CUSTOMER_SERVICE', 'FREE_ENTRY_POINT', 'REGULAR']);

/** Meta adds a word now and then; an answer full of other words is no reason to fill the log. */
const mostTold = 50;
const longestWord = 60;

/** Where volume was read, and the token that was used, which must not be logged. */
interface ReadWith {
  readonly waba: WabaId;
  readonly token: string;
}

/** Logs each unknown pricing category and type once by its name. */
export type UnknownPricingTeller = (rows: readonly PricingRow[], read: ReadWith) => void;

/** Nothing was logged yet. */
export function unknownPricingTeller(log: Log): UnknownPricingTeller {
  const told = new Set<string>();
  return (rows, { waba, token }) => {
    const tell = (what: 'category' | 'type', word: string | null, known: ReadonlySet<string>): void => {
      if (word === null || known.has(word.toUpperCase())) return;
      const name = withoutSecrets(word, [token]).slice(0, longestWord);
      const key = `${what} ${name}`;
      if (told.has(key) || told.size >= mostTold) return;
      told.add(key);
      log.warn(`graph.unknown-pricing-${what}`, {
        [what]: name,
        account: waba,
        detail: 'Its volume counts towards the limit.',
      });
    };
    for (const { category, type } of rows) {
      tell('category', category, categories);
      tell('type', type, types);
    }
  };
}
