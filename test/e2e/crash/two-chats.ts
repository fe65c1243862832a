import { afterAll, beforeAll } from 'vitest';
import { DAY, HOUR } from '../../../src/domain/time.js';
import { startDiscordServer, type DiscordServer } from '../../support/discord/server.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import { readDiscord, readSlack, type Transcript } from './life.js';
import type { Places } from './places.js';
import type { Script } from './script.js';

/** Noon in Jakarta, yesterday, in milliseconds since 1970: no life crosses midnight, which messages write otherwise. */
export const noonYesterday = Math.floor(Date.now() / DAY) * DAY - DAY + 5 * HOUR;

/** What a life told each chat. */
export interface Told {
  readonly slack: Transcript;
  readonly discord: Transcript;
}

/** Slack and Discord, with a channel of each for every life. */
export interface TwoChats {
  /** Throws before the tests begin. */
  readonly slack: () => SlackServer;
  readonly discord: () => DiscordServer;
  /** The channel of a life. */
  readonly slackChannel: (life: number) => string;
  readonly discordChannel: (life: number) => string;
  /** What a process of a life is told: when the life starts, and the step at which it kills itself. */
  readonly script: (life: number, killAt: number) => Script;
  readonly read: (life: number) => Told;
  /** What was malformed of all that was sent. */
  readonly problems: () => readonly unknown[];
}

/** Opens both before the tests of a describe block, for so many lives that begin at `start`. Closes them after the tests. */
export function openTwoChats(places: Places, lives: number, start: number): TwoChats {
  let open: { readonly slack: SlackServer; readonly discord: DiscordServer } | null = null;
  const opened = (): NonNullable<typeof open> => {
    if (open === null) throw new Error('The tests have not begun.');
    return open;
  };
  const slackChannel = (life: number): string => `C${String(life).padStart(10, '0')}`;
  const discordChannel = (life: number): string => `3${String(life).padStart(17, '0')}`;
  const channels = (idOf: (life: number) => string): readonly { readonly id: string }[] =>
    Array.from({ length: lives }, (_, life) => ({ id: idOf(life) }));
  beforeAll(async () => {
    const [slack, discord] = await Promise.all([
      startSlackServer({ channels: channels(slackChannel) }),
      startDiscordServer({ channels: channels(discordChannel) }),
    ]);
    open = { slack, discord };
  }, 180_000);
  afterAll(async () => {
    await Promise.all([open?.slack.close(), open?.discord.close()]);
  });

  return {
    slack: () => opened().slack,
    discord: () => opened().discord,
    slackChannel,
    discordChannel,
    script(life, killAt) {
      const { slack, discord } = opened();
      return {
        store: places.urlOf(life),
        start,
        slack: { apiUrl: slack.apiUrl, token: slack.botToken, channel: slackChannel(life) },
        discord: { apiUrl: discord.apiUrl, token: discord.token, channel: discordChannel(life) },
        killAt,
      };
    },
    read(life) {
      const { slack, discord } = opened();
      return {
        slack: readSlack(slack, slackChannel(life)),
        discord: readDiscord(discord, discordChannel(life)),
      };
    },
    problems() {
      const { slack, discord } = opened();
      return [...slack.problems(), ...discord.problems()];
    },
  };
}
