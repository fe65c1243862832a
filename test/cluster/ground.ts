import { createServer, type Server } from 'node:http';
import { flatIds, flatStory, flatToken } from '../../src/simulator/stories/flat.js';
import { subscribedFields } from '../../src/simulator/stories/demo.js';
import { withNumber } from '../../src/simulator/edits.js';
import { startSimulator, type Simulator } from '../../src/simulator/server.js';
import type { SimChange, Story } from '../../src/simulator/story.js';
import { startDiscordServer, type DiscordServer } from '../support/discord/server.js';
import { startSlackServer, type SlackServer } from '../support/slack/server.js';

const callback = 'https://tierwatch.example/webhooks/meta';

/** Whose quality falls, and when. */
export interface Fall {
  readonly portfolio: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The channels that hear of alerts, and one that gets a digest each minute. */
export const channels = {
  slack: ['C0000000001', 'C0000000002'],
  discord: ['300000000000000001', '300000000000000002'],
  digest: 'C0000000003',
} as const;

/** Meta, Slack and Discord for many portfolios of one number each, on this machine. */
export interface Ground {
  readonly meta: Simulator;
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  /** A response_url, and what was sent to it. */
  readonly answers: { readonly url: string; readonly bodies: readonly string[] };
  readonly settings: string;
  readonly env: Readonly<Record<string, string>>;
  /** Lets a number of each turn red at its time; they are told in that order. */
  turnRed(falls: readonly Fall[]): void;
  close(): Promise<void>;
}

export const appSecret = 'flat-app-secret';

/** How the phone number of a portfolio ends, as people read it. */
export function phoneOf(portfolio: number): string {
  const tail = String(10_000_000 + portfolio);
  return `${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** Opens it. */
export async function openGround(portfolios: number): Promise<Ground> {
  const changes: SimChange[] = [];
  const calm = flatStory({ portfolios, wabasPerPortfolio: 1, numbersPerWaba: 1, startMs: Date.now() });
  const story: Story = {
    ...calm,
    start: { ...calm.start, app: { ...calm.start.app, webhooks: { callback, fields: subscribedFields } } },
    changes,
  };
  const slackChannels = [...channels.slack, channels.digest].map((id) => ({ id }));
  const [meta, slack, discord, answers] = await Promise.all([
    // So that a process is frozen in the middle of looks.
    // Slow enough that no process has done all that is due before the others begin.
    startSimulator({ story, now: () => Date.now(), latencyMs: 400 }),
    startSlackServer({ channels: slackChannels }),
    startDiscordServer({ channels: channels.discord.map((id) => ({ id })) }),
    openAnswers(),
  ]);
  const routes = [
    ...channels.slack.map((id) => `  - to: slack:${id}`),
    ...channels.discord.map((id) => `  - to: discord:${id}`),
    `  - { to: "slack:${channels.digest}", digest: "* * * * *", portfolios: ["Portfolio 0"] }`,
  ];
  const plans = Array.from(
    { length: portfolios },
    (_, i) => `  - { name: "Portfolio ${String(i)}", id: "${flatIds.portfolio(i)}" }`,
  );
  return {
    meta,
    slack,
    discord,
    answers,
    settings: [
      'portfolios:',
      ...plans,
      'routes:',
      ...routes,
      'graph: { maxCallsPerHour: 1000000, concurrency: 12 }',
      'access: { ask: [{ users: ["slack:U0000000001"] }] }',
      '',
    ].join('\n'),
    env: {
      META_ACCESS_TOKEN: flatToken,
      META_APP_SECRET: appSecret,
      META_WEBHOOK_VERIFY_TOKEN: 'verify',
      META_GRAPH_URL: meta.url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_GUILD_ID: discord.guildId,
      DISCORD_API_URL: discord.apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
    },
    turnRed(falls) {
      for (const { portfolio, at } of falls)
        changes.push({
          at,
          label: `Portfolio ${String(portfolio)} turns red.`,
          change: (world) => withNumber(world, flatIds.number(portfolio, 0, 0), { quality: 'RED' }),
        });
    },
    async close() {
      await Promise.all([meta.close(), slack.close(), discord.close()]);
      answers.close();
    },
  };
}

interface Answers {
  readonly url: string;
  readonly bodies: readonly string[];
  close(): void;
}

async function openAnswers(): Promise<Answers> {
  const bodies: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      bodies.push(body);
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return { url: `http://127.0.0.1:${String(address.port)}/`, bodies, close: () => void server.close() };
}
