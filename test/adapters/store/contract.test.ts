import { expect, it, onTestFinished } from 'vitest';
import { memoryHistory, memoryPreferences, memoryStore } from '../../support/fakes/stores.js';
import type { Preferences } from '../../../src/ports.js';
import { historyContract } from '../../support/contracts/history-contract.js';
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

for (const { scheme, place } of allStores) {
  const open = (): Promise<Stores> => opened(`${scheme}://${place.example}`);
  storeContract(`the store ${scheme}`, async () => (await open()).store);
  historyContract(`the history ${scheme}`, async () => filledThrough(await open()));
  preferencesContract(`preferences ${scheme}`, async () => (await open()).preferences);
}
preferencesContract('the preferences of tests', async () => memoryPreferences());

/** What all preferences promise. */
function preferencesContract(name: string, open: () => Promise<Preferences>): void {
  it(`${name} know the language somebody chose last, and nobody else’s`, async () => {
    const preferences = await open();
    expect(await preferences.localeOf('slack:U1')).toBeNull();
    await preferences.setLocale('slack:U1', 'en');
    await preferences.setLocale('slack:U1', 'id');
    expect(await preferences.localeOf('slack:U1')).toBe('id');
    expect(await preferences.localeOf('discord:U1')).toBeNull();
  });
}
