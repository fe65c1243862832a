import { socketPath } from './adapters/control/socket-path.js';
import { whereStoreIs } from './stores.js';

/** Where this machine's bot that holds a STORE_URL's store listens for the command line; null: nowhere. */
export function controlSocket(storeUrl: string): string | null {
  const where = whereStoreIs(storeUrl);
  switch (where?.kind) {
    case 'file':
      return socketPath(where.path);
    case 'server':
      // In the current folder, since no file of the store is here to listen beside.
      return socketPath(`tierwatch-${where.name.replace(/[^A-Za-z0-9.-]+/g, '-').slice(-50)}`);
    case 'memory':
    case undefined:
      return null;
  }
}
