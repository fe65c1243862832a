import { postgres, sqlite } from './adapters/store/index.js';
import { StoreError } from './ports.js';
import type { OpenStores, StoreDescription, StorePlace, Stores } from './store-description.js';

/** The stores, one line each; the first is the usual one. */
export const allStores = [sqlite, postgres] as const satisfies readonly StoreDescription[];

/** The usual STORE_URL. */
export const usualStoreUrl = exampleOf(allStores[0]);

/** How a STORE_URL may be written, in words. */
export const storeForms: readonly string[] = allStores.map(
  (store) => `${store.scheme}:// and ${store.place.what}, like ${exampleOf(store)}`,
);

const noSuchStore = `This must be ${storeForms.join('; or ')}.`;

/** What is wrong with a STORE_URL, as a sentence that does not repeat it; null: nothing. */
export function storeUrlMistake(url: string): string | null {
  return named(url) === null ? noSuchStore : null;
}

/** Where the store of a STORE_URL lies; null: it names none. */
export function whereStoreIs(url: string): StorePlace | null {
  const found = named(url);
  return found && found.store.whereIs(found.place);
}

/** The secrets in a STORE_URL. */
export function secretsInStoreUrl(url: string): readonly string[] {
  const found = named(url);
  return found === null ? [] : found.store.secretsIn(found.place);
}

/** Opens the stores that a STORE_URL names. Throws StoreError, `locked` at once when another process has them. */
export async function openStores(options: OpenStores): Promise<Stores> {
  const found = named(options.url);
  if (found === null) throw new StoreError('other', `STORE_URL: ${noSuchStore}`);
  return found.store.open(options);
}

function named(url: string): { readonly store: StoreDescription; readonly place: string } | null {
  for (const store of allStores) {
    const begin = `${store.scheme}://`;
    const place = url.startsWith(begin) ? url.slice(begin.length) : '';
    if (store.place.pattern.test(place)) return { store, place };
  }
  return null;
}

function exampleOf({ scheme, place }: StoreDescription): string {
  return `${scheme}://${place.example}`;
}
