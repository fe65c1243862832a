import { expect, describe, it } from 'vitest';
import { memoryHistory, memoryPreferences, memoryStore } from '../../support/fakes/stores.js';
import type { Preferences } from '../../../src/ports.js';
import { historyContract } from '../../support/contracts/history-contract.js';
import { storeContract } from '../../support/contracts/store-contract.js';
import { filledThrough } from '../../support/filled-history.js';
import { newPlace, storesAt } from './opened.js';

const openStores = () => storesAt(newPlace());

storeContract('the store in memory', async () => memoryStore());
storeContract('the store in a file', async () => (await openStores()).store);
historyContract('the history in memory', async () => memoryHistory());
historyContract('the history in a file', async () => filledThrough(await openStores()));

describe.each<[string, () => Promise<Preferences>]>([
  ['in memory', async () => memoryPreferences()],
  ['in a file', async () => (await openStores()).preferences],
])('preferences %s', (_, open) => {
  it('know the language somebody chose last, and nobody else’s', async () => {
    const preferences = await open();
    expect(await preferences.localeOf('slack:U1')).toBeNull();
    await preferences.setLocale('slack:U1', 'en');
    await preferences.setLocale('slack:U1', 'id');
    expect(await preferences.localeOf('slack:U1')).toBe('id');
    expect(await preferences.localeOf('discord:U1')).toBeNull();
  });
});
