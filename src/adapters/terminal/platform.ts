import { plainText } from '../../cards/plain.js';
import { DeliveryError, stillOurs, type ChatPlatform, type Delivery } from '../../ports.js';

/** Prints cards as text: the chat of the demo and of a bot without any chat account. */
export function terminalPlatform(options: {
  /** May return a promise; what it throws makes the delivery fail. */
  readonly write: (text: string) => unknown;
  /** A line above each message, such as its channel and time. */
  readonly heading: (what: 'post' | 'edit' | 'reply', delivery: { readonly channel: string }) => string;
}): ChatPlatform {
  let count = 0;
  const print = async (heading: string, text: string): Promise<void> => {
    try {
      await options.write(`${heading}\n${text}\n\n`);
    } catch {
      throw new DeliveryError('permanent', { chat: 'Terminal', reason: 'line-closed' });
    }
  };
  return {
    name: 'terminal',
    http: null,
    start: () => Promise.resolve(),
    async post(delivery: Delivery) {
      stillOurs(delivery);
      count += 1;
      const message = String(count);
      await print(options.heading(delivery.under ? 'reply' : 'post', delivery), plainText(delivery.card));
      return { channel: delivery.channel, message, thread: null, earlier: false };
    },
    postPicture: null,
    joins: 1,
    async edit(receipt, card, amendment) {
      stillOurs(amendment);
      await print(options.heading('edit', receipt), plainText(card));
    },
    inspect: () => Promise.resolve([{ what: 'Terminal', ok: true, say: 'Messages are printed here.' }]),
    ready: () => true,
    stop: () => Promise.resolve(),
  };
}
