import type { DeliveryReason } from '../../domain/delivery-trouble.js';

const reasons: Readonly<Record<DeliveryReason, (chat: string) => string>> = {
  'token-refused': (chat) => `${chat} does not accept the bot's token.`,
  'token-of-wrong-kind': (chat) => `${chat} wants another kind of token for the bot.`,
  'token-of-person': () => 'It is the token of a person, not of the app.',
  'app-token-refused': (chat) => `${chat} does not accept the app token.`,
  'app-token-permission-missing': () => 'The app token lacks a permission. Make one that has it.',
  'socket-mode-off': () =>
    'Socket Mode is off for this app. Switch it on in the app\'s settings, under "Socket Mode".',
  'app-removed': (chat) => `The bot was removed from ${chat}. Install the app again.`,
  'app-permission-missing': (chat) =>
    `The app lacks a permission in ${chat}. Install it again with the current manifest.`,
  'server-unknown': (chat) => `${chat} does not know this server. Invite the bot again.`,
  'workspace-closed': (chat) => `The app has no access to this workspace of ${chat}. Install it there.`,
  'workspace-moving': (chat) => `The workspace is being moved into an organisation of ${chat}.`,
  'posting-suspended': (chat) =>
    `The workspace has suspended the posting of messages in ${chat}. Ask its administrator.`,
  'access-refused': (chat) => `${chat} refuses the bot access. Check its permissions in the channel.`,
  'channel-unknown': (chat) =>
    `${chat} knows no such channel, or the bot may not see it. Check the channel's id and invite the bot.`,
  'channel-unseen': () => 'The bot cannot see the channel. Let it see the channel, or invite it again.',
  'channel-archived': () =>
    'The channel is archived. Bring it back, or name another channel in the settings.',
  'channel-takes-no-messages': () => 'The channel takes no messages. Name another channel in the settings.',
  'channel-takes-only-replies': () =>
    'The channel takes only replies in threads. Name another channel in the settings.',
  'channel-of-wrong-kind': () => 'This kind of channel takes no messages. Use a text channel.',
  'channel-permission-missing': () => 'The bot lacks a permission in the channel.',
  'not-in-channel': () => 'The bot is not in the channel. Invite it.',
  'posting-not-allowed': () => 'The workspace does not let the bot post there. Ask its administrator.',
  'thread-locked': () => 'The thread is locked.',
  'person-not-in-channel': () => 'The person is not in the channel.',
  'message-gone': () => 'The message is gone; somebody deleted it.',
  'thread-gone': () => 'The thread is gone; somebody deleted it.',
  'edit-not-allowed': () => 'The bot may not change this message.',
  'edit-too-late': () => 'The message is too old to be changed.',
  'message-refused': (chat) => `${chat} does not take the message in this form.`,
  'message-unmade': (chat) =>
    `The message could not be made ready for ${chat}. The operator finds the reason in the log.`,
  'picture-not-ready': (chat) => `${chat} does not show the picture yet.`,
  'too-many-messages': (chat) => `Too many messages for ${chat}; it asks to wait.`,
  unavailable: (chat) => `${chat} is not available at the moment.`,
  'own-trouble': (chat) => `${chat} had trouble of its own.`,
  'too-slow': (chat) => `${chat} did not answer in time.`,
  unreachable: (chat) => `${chat} cannot be reached.`,
  'line-broke': (chat) => `The connection to ${chat} broke.`,
  'line-closed': (chat) => `The connection to ${chat} is closed.`,
  'blocked-on-the-way': (chat) =>
    `Something in front of ${chat} refuses this machine for a while. Check the network and any proxy.`,
  'answer-unreadable': (chat) => `${chat} gave an answer that cannot be read.`,
  'sent-elsewhere': (chat) =>
    `${chat} sends the bot to another address, where it does not go. Set the right address.`,
  refused: (chat) => `${chat} refused this and says no more than its code.`,
};

/** Why a chat did not take a message, in English. */
export const deliveries = {
  reasons,
  setting: (name: string): string => `Check ${name}.`,
  permissions: (names: readonly string[]): string =>
    `Needed: ${names.map((name) => `“${name}”`).join(', ')}.`,
};
