import { slack } from '../../../src/adapters/slack/index.js';
import type { ChatPlatform } from '../../../src/ports.js';
import { stringFrom } from '../loopback/json.js';
import { slackFault } from '../slack/faults.js';
import { startSlackServer } from '../slack/server.js';
import { HOME_CHANNEL } from '../slack/workspace.js';
import { memorySharing } from '../fakes/sharing.js';
import { opened, type ChatStage } from './stage.js';

const group = 'S0123456789';
const asker = 'U0000000001';

/** Slack on loopback. */
export async function slackStage(): Promise<ChatStage> {
  const server = await startSlackServer({ usergroups: { [group]: [asker] } });
  const { once } = memorySharing().of('the bot');
  const env = {
    SLACK_BOT_TOKEN: server.botToken,
    SLACK_APP_TOKEN: server.appToken,
    SLACK_API_URL: server.apiUrl,
  };
  const open = (): Promise<ChatPlatform> => opened(slack, env, { groups: [group], once });
  const chat = await open();
  const all = [chat];
  const post = 'chat.postMessage';
  return {
    chat,
    channel: HOME_CHANNEL,
    absentChannel: 'C0000000404',
    group,
    messages: () =>
      server.messages.list(HOME_CHANNEL).map(({ ts, text, threadTs, blocks, attachments }) => ({
        id: ts,
        text,
        under: threadTs ?? null,
        mentions: JSON.stringify([text, blocks, attachments]).includes(`<!subteam^${group}`) ? [group] : [],
      })),
    problems: () => server.problems(),
    distrust: (...texts) => server.distrust(...texts),
    trouble: {
      busy: () => server.faults.next(post, slackFault.rateLimited(2)),
      refused: () => server.faults.next(post, slackFault.refused('is_archived')),
      lost: () => server.faults.next(post, slackFault.acceptThenReset),
    },
    async twin() {
      const second = await open();
      all.push(second);
      return second;
    },
    async ask(command, user) {
      await server.connected(20_000);
      const asked = server.sendSlash({ command: `/${command}`, userId: user });
      if (server.connections() > 1) server.redeliver(asked);
      const [answer] = await asked.posted();
      const body = answer?.body ?? {};
      return { text: JSON.stringify(body), isPrivate: stringFrom(body['response_type']) === 'ephemeral' };
    },
    asker,
    async close() {
      for (const one of all) await one.stop();
      await server.close();
    },
  };
}
