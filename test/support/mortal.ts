import type { Store } from '../../src/ports.js';
import type { FakeChat } from './fakes/chat.js';

/** Thrown where the process dies; nothing after it happens. */
export class Death extends Error {
  override readonly name = 'Death';
}

/** A store and a chat of a process that dies after `steps` steps: before or after a write or a call. */
export function mortal(
  store: Store,
  chat: FakeChat,
  steps: number,
): { readonly store: Store; readonly chat: FakeChat; readonly died: () => boolean } {
  let left = steps;
  const step = (): void => {
    left -= 1;
    if (left < 0) throw new Death('The process was killed.');
  };
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    step();
    const result = await work();
    step();
    return result;
  };
  const { postPicture } = chat;
  return {
    store: {
      ...store,
      read: (id) => (left < 0 ? Promise.reject(new Death('dead')) : store.read(id)),
      update: (id, change) => around(() => store.update(id, change)),
      readBot: () => (left < 0 ? Promise.reject(new Death('dead')) : store.readBot()),
      updateBot: (change) => around(() => store.updateBot(change)),
    },
    chat: {
      ...chat,
      post: (delivery) => around(() => chat.post(delivery)),
      postPicture: postPicture === null ? null : (delivery) => around(() => postPicture(delivery)),
      edit: (receipt, card, amendment) => around(() => chat.edit(receipt, card, amendment)),
    },
    died: () => left < 0,
  };
}
