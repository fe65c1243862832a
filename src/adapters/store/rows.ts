import Keyv, { type KeyvStoreAdapter } from 'keyv';

/** The rows of one namespace. Every trouble is thrown. */
export function rowsOf(store: KeyvStoreAdapter, namespace: string): Keyv {
  // Keyv clears a namespace with LIKE, where _ stands for any character.
  if (!/^[a-z0-9-]+$/.test(namespace)) throw new RangeError(`No namespace may be called ${namespace}.`);
  const rows = new Keyv({
    store,
    namespace,
    // Otherwise a locked or broken file reads as if nothing had ever been saved.
    throwOnErrors: true,
    serialize: ({ value }) => JSON.stringify({ value }),
    deserialize: (text) => {
      const row: unknown = JSON.parse(text);
      if (typeof row !== 'object' || row === null || !('value' in row) || row.value === null) {
        throw new SyntaxError('The row holds no value.');
      }
      // Nothing here expires; a row must never vanish by being read.
      return { value: row.value as never };
    },
  });
  // Each is thrown too; without a listener it would end the process.
  rows.on('error', () => undefined);
  return rows;
}
