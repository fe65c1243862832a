import { slack } from '../../../src/adapters/slack/index.js';
import { stringFrom } from '../loopback/json.js';
import { slackFault } from '../slack/faults.js';
import { startSlackServer } from '../slack/server.js';
import { HOME_CHANNEL } from '../slack/workspace.js';
import { opened, type ChatStage } from './stage.js';

const group = 'S0123456789';
const asker = 'U0000000001';

/** Slack on loopback. */
export async function slackStage(): Promise<ChatStage> {
  const server = await startSlackServer({ usergroups: { [group]: [asker] } });
  const chat = await opened(
    slack,
    { SLACK_BOT_TOKEN: server.botToken, SLACK_APP_TOKEN: server.appToken, SLACK_API_URL: server.apiUrl },
    [group],
  );
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
    async ask(command, user) {
      await server.connected(20_000);
      const [answer] = await server.sendSlash({ command: `/${command}`, userId: user }).posted();
      const body = answer?.body ?? {};
      return { text: JSON.stringify(body), isPrivate: stringFrom(body['response_type']) === 'ephemeral' };
    },
    asker,
    async close() {
      await chat.stop();
      await server.close();
    },
  };
}
