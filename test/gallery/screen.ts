import type { InEach } from '../support/translated.js';
import type { Instant } from '../../src/domain/time.js';

export type Theme = 'light' | 'dark';

/** Who looks at a message, and when: a chat draws times and mentions for its reader, whatever the bot's language. */
export interface Viewer {
  readonly now: Instant;
  readonly zone: string;
  /** The language of the reader's chat app. Slack has no Indonesian one. */
  readonly app: keyof InEach<unknown>;
  /** What groups, roles and people are called, by their id. */
  readonly names: Readonly<Record<string, string>>;
}

/** What stands around a message. */
export interface Surroundings {
  readonly viewer: Viewer;
  readonly channel: string;
  readonly sentAt: Instant;
  readonly theme: Theme;
  /** What somebody typed to get this answer; null for a message that came by itself. */
  readonly typed: string | null;
  /** How many replies are in the thread below; 0 for none. */
  readonly replies: number;
}
