import { withNumber } from '../../../src/simulator/edits.js';
import { startSimulator, type Simulator } from '../../../src/simulator/server.js';
import { demoAccount, demoStory } from '../../../src/simulator/stories/demo.js';
import type { Story } from '../../../src/simulator/story.js';
import type { SimNumber } from '../../../src/simulator/world.js';
import type { GuildOptions } from '../discord/guild.js';
import { startDiscordServer, type DiscordServer } from '../discord/server.js';
import { startSlackServer, type SlackServer } from '../slack/server.js';
import type { WorkspaceOptions } from '../slack/workspace.js';
import { webhookReceiver, type WebhookReceiver } from '../webhook-receiver.js';
import { openMonitor, type Monitor } from './monitor.js';

/** What a test may say about the chats of a shop; the rest is filled in. */
export interface ShopChats {
  readonly slack?: WorkspaceOptions;
  readonly discord?: GuildOptions;
}

/** A shop whose Meta, Slack, Discord and receiver are on this machine. */
export interface Shop {
  readonly meta: Simulator;
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  /** A program that is told on the route webhook:oncall. */
  readonly receiver: WebhookReceiver;
  /** Waits for the bot's signs of life. */
  readonly monitor: Monitor;
  /** All that the bot reads from its environment; every secret is set. */
  readonly env: Readonly<Record<string, string>>;
  /** The values of `env` that nobody may ever see. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** Opens the shop. `now` is Meta's time, in milliseconds since 1970. */
export async function openShop(story: Story, now: () => number, chats: ShopChats = {}): Promise<Shop> {
  const [meta, slack, discord, receiver, monitor] = await Promise.all([
    startSimulator({ story, now }),
    startSlackServer(chats.slack),
    startDiscordServer(chats.discord),
    webhookReceiver(now),
    openMonitor(),
  ]);
  const secret = {
    META_ACCESS_TOKEN: demoAccount.token,
    META_APP_SECRET: demoAccount.appSecret,
    META_WEBHOOK_VERIFY_TOKEN: 'verify-CANARY-token',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    DISCORD_TOKEN: discord.token,
    HEARTBEAT_URL: monitor.url,
    WEBHOOK_ONCALL_URL: receiver.url,
    WEBHOOK_ONCALL_SECRET: receiver.secret,
    TIERWATCH_API_TOKEN: 'api-CANARY-token',
  };
  return {
    meta,
    slack,
    discord,
    receiver,
    monitor,
    secrets: Object.values(secret),
    env: {
      ...secret,
      META_GRAPH_URL: meta.url,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_GUILD_ID: discord.guildId,
      STORE_URL: 'sqlite://data/tierwatch.sqlite',
      HOST: '127.0.0.1',
      PORT: '0',
    },
    async close() {
      await Promise.all([meta, slack, discord, receiver, monitor].map((one) => one.close()));
    },
  };
}

/** The demo's shop in which some numbers are other than usual from the start, and nothing changes by itself. */
export function standingStory(
  startMs: number,
  numbers: Readonly<Record<string, Partial<SimNumber>>> = {},
): Story {
  const told = demoStory(startMs);
  const start = Object.entries(numbers).reduce(
    (world, [id, change]) => withNumber(world, id, change),
    told.start,
  );
  return { ...told, start, changes: [] };
}
