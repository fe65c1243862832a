import {
  DeliveryError,
  type ChatPlatform,
  type Delivery,
  type PictureDelivery,
  type Posted,
} from '../../../src/ports.js';
import type { Card, Picture } from '../../../src/cards/card.js';
import type { PlatformName } from '../../../src/domain/route.js';

/** A message as the readers of the fake chat see it. */
interface ChatMessage {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly under: string | null;
  readonly mention: string | null;
  readonly loud: boolean;
  /** What it says now, and what it said before it was edited. */
  readonly card: Card;
  readonly edits: number;
}

/** A picture as the readers of the fake chat see it: after so many messages. */
interface ChatPicture {
  readonly key: string;
  readonly after: number;
  readonly picture: Picture;
}

/** What happens to one call: it is refused, or it arrives and the answer is lost. */
type Trouble = DeliveryError | 'accepted-then-lost' | 'never-arrives';

/** A chat in memory that keeps the promises of the port, and breaks them on demand. */
export interface FakeChat extends ChatPlatform {
  readonly messages: readonly ChatMessage[];
  /** Pictures that are messages of their own. */
  readonly pictures: readonly ChatPicture[];
  /** The next calls meet these, in order; `null` is a call that works. */
  readonly troubles: (Trouble | null)[];
  /** Somebody deletes a message in the chat. */
  deleteMessage(id: string): void;
}

/** A chat platform that knows a repeat by its key, as Discord does and as Slack's history allows; `joins` as the port's. */
export function fakeChat(name: PlatformName = 'slack', joins = 1): FakeChat {
  const messages: ChatMessage[] = [];
  const pictures: ChatPicture[] = [];
  const troubles: (Trouble | null)[] = [];
  const deleted = new Set<string>();
  const meet = (arrive: () => void): void => {
    const trouble = troubles.shift() ?? null;
    if (trouble instanceof DeliveryError) throw trouble;
    if (trouble !== 'never-arrives') arrive();
    if (trouble === null) return;
    throw new DeliveryError('unclear', { chat: 'Slack', reason: 'too-slow' });
  };
  const posted = (channel: string, id: string, earlier: boolean): Posted => ({
    channel,
    message: id,
    thread: null,
    earlier,
  });
  const postPicture = ({ channel, key, picture, maybeSentSince }: PictureDelivery): Promise<Posted> =>
    Promise.resolve().then(() => {
      if (maybeSentSince !== null && pictures.some((one) => one.key === key))
        return posted(channel, key, true);
      meet(() => pictures.push({ key, after: messages.length, picture }));
      return posted(channel, key, false);
    });
  return {
    name,
    http: null,
    messages,
    pictures,
    postPicture: name === 'slack' ? postPicture : null,
    joins,
    troubles,
    deleteMessage(id) {
      deleted.add(id);
    },
    start: () => Promise.resolve(),
    inspect: () => Promise.resolve([]),
    ready: () => true,
    stop: () => Promise.resolve(),
    post(delivery: Delivery): Promise<Posted> {
      const earlier =
        delivery.maybeSentSince !== null ? messages.find((one) => one.key === delivery.key) : undefined;
      if (earlier) return Promise.resolve(posted(delivery.channel, earlier.id, true));
      return Promise.resolve().then(() => {
        const id = String(messages.length + 1);
        meet(() => {
          messages.push({
            id,
            channel: delivery.channel,
            key: delivery.key,
            under: delivery.under?.message ?? null,
            mention: delivery.mention,
            loud: delivery.loud,
            card: delivery.card,
            edits: 0,
          });
        });
        return posted(delivery.channel, id, false);
      });
    },
    edit(receipt, card): Promise<void> {
      return Promise.resolve().then(() => {
        meet(() => {
          const index = messages.findIndex((one) => one.id === receipt.message);
          const known = deleted.has(receipt.message) ? undefined : messages[index];
          if (!known) throw new DeliveryError('gone', { chat: 'Slack', reason: 'message-gone' });
          messages[index] = { ...known, card, edits: known.edits + 1 };
        });
      });
    },
  };
}
