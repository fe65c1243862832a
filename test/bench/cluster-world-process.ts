import { withNumber } from '../../src/simulator/edits.js';
import { startSimulator } from '../../src/simulator/server.js';
import { flatIds } from '../../src/simulator/stories/flat.js';
import type { SimChange, Story } from '../../src/simulator/story.js';
import { startSlackServer } from '../support/slack/server.js';
import { HOME_CHANNEL } from '../support/slack/workspace.js';
import { storyOf, type WorldSize } from './worlds.js';

/** Where this world is reached. */
export interface ClusterWorldAt {
  readonly env: Readonly<Record<string, string>>;
  readonly channel: string;
}

/** Turns the first number of these portfolios red, from now on. */
export interface Redden {
  readonly redden: readonly number[];
}

/** An alert that came to Slack, and when, in milliseconds since 1970. */
export interface CameAlert {
  readonly portfolio: number;
  readonly came: number;
}

/** Meta and Slack on loopback, in a process of their own, so that what they cost is not counted. */
const size = JSON.parse(process.argv[2] ?? '') as WorldSize;
const changes: SimChange[] = [];
const story: Story = { ...storyOf(size, Date.now()), changes };
const [meta, slack] = await Promise.all([
  startSimulator({ story, now: Date.now, latencyMs: size.latency }),
  startSlackServer(),
]);

function redden({ redden: portfolios }: Redden): void {
  changes.push({
    at: Date.now(),
    label: `A number of each of ${portfolios.length} portfolios becomes red.`,
    change: (world) =>
      portfolios
        .map((portfolio) => flatIds.number(portfolio, 0, 0))
        .reduce((changed, id) => withNumber(changed, id, { quality: 'RED' }), world),
  });
}

/** What came since the last time, each portfolio by its first message. */
function alertsSince(): readonly CameAlert[] {
  const all = slack.requests.slice(heard);
  heard = slack.requests.length;
  return all.flatMap(({ method, args, at: came }) => {
    if (method !== 'chat.postMessage' || args['thread_ts'] !== undefined) return [];
    const [, portfolio] = /Portfolio (\d+)/.exec(JSON.stringify(args)) ?? [];
    return portfolio === undefined ? [] : [{ portfolio: Number(portfolio), came }];
  });
}
let heard = 0;

process.on('message', (message: Redden | 'alerts') => {
  if (message !== 'alerts') {
    redden(message);
    return;
  }
  process.send?.(alertsSince());
});
process.on('disconnect', () => process.exit());
const at: ClusterWorldAt = {
  env: {
    META_GRAPH_URL: meta.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
  },
  channel: HOME_CHANNEL,
};
process.send?.(at);
