import { onTestFinished } from 'vitest';
import { signalsContract } from '../../support/contracts/signals-contract.js';
import { newPlace, storesAt } from './opened.js';

signalsContract('a file', async () => {
  const stores = await storesAt(newPlace());
  onTestFinished(() => stores.close());
  return stores;
});
