import type { PlatformName, Route } from '../src/domain/route.js';
import type { Settings } from './schema.js';

/** What somebody needs of the configuration. What is not needed may be missing. */
export interface Needs {
  /** `all`: the whole settings file. Else these settings of it, and there need be no file. */
  readonly settings: 'all' | readonly (keyof Settings)[];
  /** Whether Meta is asked, with the access token of each portfolio. */
  readonly meta: boolean;
  /** The routes whose chats must be usable. */
  readonly routes: (route: Route) => boolean;
  /** Chats that must be usable whether routes lead there or not. */
  readonly chats: readonly PlatformName[];
  /** Whether people ask questions in the chats; else the bot only posts. */
  readonly answering: boolean;
}

/** Nothing of the settings file, and no token. */
export const nothing: Needs = { settings: [], meta: false, routes: () => false, chats: [], answering: false };

/** All that the bot itself needs. */
export const everything: Needs = {
  settings: 'all',
  meta: true,
  routes: () => true,
  chats: [],
  answering: true,
};
