import { withNumber } from '../../src/simulator/edits.js';
import { startSimulator } from '../../src/simulator/server.js';
import { flatIds } from '../../src/simulator/stories/flat.js';
import type { SimChange, Story } from '../../src/simulator/story.js';
import { HOME_CHANNEL as discordChannel } from '../support/discord/guild.js';
import { startDiscordServer } from '../support/discord/server.js';
import { startSlackServer } from '../support/slack/server.js';
import { HOME_CHANNEL as slackChannel } from '../support/slack/workspace.js';
import { storyOf, type WorldSize } from './worlds.js';

/** What the bot reads from its environment to reach Meta, Slack and Discord in this process, and its channels. */
export interface TownAt {
  readonly env: Readonly<Record<string, string>>;
  readonly slackChannel: string;
  readonly discordChannel: string;
}

/** Turns the number of that place in its account in each of so many portfolios to a quality, from now on. */
export interface Turn {
  readonly kind: 'turn';
  readonly portfolios: number;
  readonly number: number;
  readonly quality: string;
}

/** Asks what the chats were sent since a time, in milliseconds since 1970. */
export interface Hear {
  readonly kind: 'hear';
  readonly since: number;
}

/** A request that changes what people see, as it came. */
export interface HeardRequest {
  readonly chat: 'slack' | 'discord';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether it is a new message in the channel itself: no edit, and in no thread. */
  readonly isRoot: boolean;
  readonly says: string;
}

/**
 * Meta, Slack and Discord on loopback by the machine's own clock, in a process of their own, so that what they cost is
 * not counted.
 */
const size = JSON.parse(process.argv[2] ?? '') as WorldSize;
const changes: SimChange[] = [];
const story: Story = { ...storyOf(size, Date.now()), changes };
const [meta, slack, discord] = await Promise.all([
  startSimulator({ story, now: Date.now, latencyMs: size.latency }),
  startSlackServer(),
  startDiscordServer(),
]);

function turn({ portfolios, number, quality }: Turn): void {
  changes.push({
    at: Date.now(),
    label: `A number of each of ${portfolios} portfolios becomes ${quality}.`,
    change: (world) =>
      Array.from({ length: portfolios }, (_, portfolio) => flatIds.number(portfolio, 0, number)).reduce(
        (changed, id) => withNumber(changed, id, { quality }),
        world,
      ),
  });
}

function heardSince(since: number): readonly HeardRequest[] {
  const told = slack.requests
    .filter(({ at, method }) => at >= since && (method === 'chat.postMessage' || method === 'chat.update'))
    .map(({ at, method, args }): HeardRequest => {
      const isRoot = method === 'chat.postMessage' && args['thread_ts'] === undefined;
      return { chat: 'slack', at, isRoot, says: JSON.stringify(args) };
    });
  const posted = discord.requests
    .filter(({ at, verb }) => at >= since && (verb === 'POST' || verb === 'PATCH'))
    .map(({ at, verb, path, body }): HeardRequest => {
      const isRoot = verb === 'POST' && path.endsWith(`/channels/${discordChannel}/messages`);
      return { chat: 'discord', at, isRoot, says: JSON.stringify(body) };
    });
  return [...told, ...posted];
}

process.on('message', (message: Turn | Hear) => {
  if (message.kind === 'turn') turn(message);
  else process.send?.(heardSince(message.since));
});
process.on('disconnect', () => process.exit());
const at: TownAt = {
  env: {
    META_GRAPH_URL: meta.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_GUILD_ID: discord.guildId,
  },
  slackChannel,
  discordChannel,
};
process.send?.(at);
