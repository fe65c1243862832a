import { socketPath } from './adapters/control/socket-path.js';
import { storeFile } from './stores.js';

/** Where the running bot that holds the store of a STORE_URL listens for the command line; null: nowhere. */
export function controlSocket(storeUrl: string): string | null {
  return socketPath(storeFile(storeUrl));
}
