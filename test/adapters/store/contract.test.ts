import { onTestFinished } from 'vitest';
import { memoryHistory, memoryPreferences, memoryStore } from '../../support/fakes/stores.js';
import { historyContract } from '../../support/contracts/history-contract.js';
import { preferencesContract } from '../../support/contracts/preferences-contract.js';
import { storeContract } from '../../support/contracts/store-contract.js';
import { filledThrough } from '../../support/filled-history.js';
import { folderWith } from '../../support/folder.js';
import { fakeLog } from '../../support/fakes/log.js';
import type { Stores } from '../../../src/store-description.js';
import { allStores, openStores } from '../../../src/stores.js';
import { keeping } from './opened.js';

/** Opens a store as its description shows it, in a folder of its own. */
async function opened(url: string): Promise<Stores> {
  const stores = await openStores({ url, cwd: folderWith(), keeping, log: fakeLog() });
  onTestFinished(() => stores.close());
  return stores;
}

storeContract('the store of tests', async () => memoryStore());
historyContract('the history of tests', async () => memoryHistory());

for (const store of allStores) {
  const { scheme, place } = store;
  // What is on a server is tried in a test file of its own.
  if (store.whereIs(place.example).kind === 'server') continue;
  const open = (): Promise<Stores> => opened(`${scheme}://${place.example}`);
  storeContract(`the store ${scheme}`, async () => (await open()).store);
  historyContract(`the history ${scheme}`, async () => filledThrough(await open()));
  preferencesContract(`preferences ${scheme}`, async () => (await open()).preferences);
}
preferencesContract('the preferences of tests', async () => memoryPreferences());
