import { expect, it } from 'vitest';
import { storesIn } from '../../../src/adapters/store/stores-in.js';
import type { Stores } from '../../../src/store-description.js';
import { story } from '../../support/story.js';
import { fakeLog } from '../../support/fakes/log.js';
import { fileAt, keeping, newPlace } from './opened.js';

/** Two that each believe to be alone with a file, as on an engine without a lock. */
async function two(): Promise<readonly [Stores, Stores]> {
  const file = await fileAt(newPlace());
  const open = (): Stores => storesIn(file, { keeping, log: fakeLog() });
  return [open(), open()];
}

it('an update that another one overtook runs again on what that one wrote', async () => {
  const [one, other] = await two();
  const { state } = story();
  const add = ({ store }: Stores, part: string): Promise<void> =>
    store.update(state.portfolio, (saved) => {
      const before = saved ?? { ...state, name: '' };
      return { state: { ...before, name: before.name + part }, result: undefined };
    });
  for (const [stores, part] of [
    [one, 'a'],
    [other, 'b'],
    [one, 'c'],
    [other, 'd'],
  ] as const) {
    await add(stores, part);
  }
  expect((await other.store.read(state.portfolio))?.name).toBe('abcd');
});

it('so does one of the bot’s own state', async () => {
  const [one, other] = await two();
  const add = ({ store }: Stores): Promise<void> =>
    store.updateBot((before) => {
      const { sequence, ...outbox } = before.outbox;
      return { state: { ...before, outbox: { ...outbox, sequence: sequence + 1 } }, result: undefined };
    });
  for (const stores of [one, other, one, other]) await add(stores);
  expect((await other.store.readBot()).outbox.sequence).toBe(4);
});
