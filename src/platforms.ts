import { discord } from './adapters/discord/index.js';
import { slack } from './adapters/slack/index.js';
import { terminal } from './adapters/terminal/index.js';
import { webhook } from './adapters/webhook/index.js';
import type { PlatformName } from './domain/route.js';
import type { PlatformDescription } from './platform-description.js';

/** The chat platforms, one line each. */
export const platforms = {
  slack,
  discord,
  webhook,
  terminal,
} satisfies {
  readonly [N in PlatformName]: PlatformDescription<N>;
};

/** The same as a list. */
export const allPlatforms: readonly PlatformDescription[] = Object.values(platforms);
