/** Why a chat did not take a message, as facts: words are made of it when it is told. */
export interface DeliveryTrouble {
  /** The chat by its own name, the same in every language. */
  readonly chat: string;
  readonly reason: DeliveryReason;
  /** The chat's or the network's own code, without spaces, to look it up. */
  readonly code?: string;
  /** The environment variable to look at. */
  readonly setting?: string;
  /** What the bot needs there, as the chat calls it. */
  readonly permissions?: readonly string[];
}

/** What a chat may have against a message. */
export type DeliveryReason =
  | 'token-refused'
  | 'token-of-wrong-kind'
  | 'token-of-person'
  | 'app-token-refused'
  | 'app-token-permission-missing'
  | 'socket-mode-off'
  | 'app-removed'
  | 'app-permission-missing'
  | 'server-unknown'
  | 'workspace-closed'
  | 'workspace-moving'
  | 'posting-suspended'
  | 'access-refused'
  | 'channel-unknown'
  | 'channel-unseen'
  | 'channel-archived'
  | 'channel-takes-no-messages'
  | 'channel-takes-only-replies'
  | 'channel-of-wrong-kind'
  | 'channel-permission-missing'
  | 'not-in-channel'
  | 'posting-not-allowed'
  | 'thread-locked'
  | 'person-not-in-channel'
  | 'message-gone'
  | 'thread-gone'
  | 'edit-not-allowed'
  | 'edit-too-late'
  | 'message-refused'
  | 'message-unmade'
  | 'picture-not-ready'
  | 'too-many-messages'
  | 'unavailable'
  | 'own-trouble'
  | 'too-slow'
  | 'unreachable'
  | 'line-broke'
  | 'line-closed'
  | 'blocked-on-the-way'
  | 'answer-unreadable'
  | 'sent-elsewhere'
  | 'refused';
