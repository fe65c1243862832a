import { setTimeout as pause } from 'node:timers/promises';
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

/** An alert that came to Slack, and when Meta had given the last answer of the look that brought it. */
export interface CameAlert {
  readonly portfolio: number;
  /** Both in milliseconds since 1970. */
  readonly answered: number;
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

/** When the last call of a portfolio was answered that was before a time. */
function answeredBefore(portfolio: number, time: number): number | undefined {
  const account = flatIds.waba(portfolio, 0);
  const answers = meta.calls.filter(({ path }) => path.includes(account)).map(({ at }) => at + size.latency);
  return answers.findLast((at) => at <= time);
}

let told = 0;
let came: CameAlert[] = [];
function hear(): void {
  const { requests } = slack;
  for (; told < requests.length; told += 1) {
    const request = requests[told];
    if (request?.method !== 'chat.postMessage' || request.args['thread_ts'] !== undefined) continue;
    const portfolio = Number(/Portfolio (\d+)/.exec(JSON.stringify(request.args))?.[1] ?? Number.NaN);
    const answered = answeredBefore(portfolio, request.at);
    if (answered !== undefined) came.push({ portfolio, answered, came: request.at });
  }
}

process.on('message', (message: Redden | 'alerts') => {
  if (message !== 'alerts') {
    redden(message);
    return;
  }
  hear();
  process.send?.(came);
  came = [];
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
// The simulator forgets its calls after a minute of many looks.
for (;;) {
  await pause(200);
  hear();
}
