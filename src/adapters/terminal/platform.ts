import { plainText } from '../../cards/plain.js';
import type { ChatPlatform, Delivery } from '../../ports.js';

/** Prints cards as text: the chat of the demo and of a bot without any chat account. */
export function terminalPlatform(options: {
  readonly write: (text: string) => void;
  /** A line above each message, such as its channel and time. */
  readonly heading: (what: 'post' | 'edit' | 'reply', delivery: { readonly channel: string }) => string;
}): ChatPlatform {
  let count = 0;
  const print = (heading: string, text: string): void => options.write(`${heading}\n${text}\n\n`);
  return {
    name: 'terminal',
    http: null,
    start: () => Promise.resolve(),
    post(delivery: Delivery) {
      count += 1;
      print(options.heading(delivery.under ? 'reply' : 'post', delivery), plainText(delivery.card));
      return Promise.resolve({
        channel: delivery.channel,
        message: String(count),
        thread: null,
        earlier: false,
      });
    },
    postPicture: null,
    edit(receipt, card) {
      print(options.heading('edit', receipt), plainText(card));
      return Promise.resolve();
    },
    inspect: () => Promise.resolve([{ what: 'Terminal', ok: true, say: 'Messages are printed here.' }]),
    ready: () => true,
    stop: () => Promise.resolve(),
  };
}
