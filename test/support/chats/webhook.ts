import { webhook } from '../../../src/adapters/webhook/index.js';
import { webhookReceiver, type Taken } from '../webhook-receiver.js';
import { opened, type ChatStage, type SeenMessage } from './stage.js';

/** A program that is told, which keeps what it was told as people would read it. */
export async function webhookStage(): Promise<ChatStage> {
  const receiver = await webhookReceiver();
  const chat = await opened(webhook, {
    WEBHOOK_ONCALL_URL: receiver.url,
    WEBHOOK_ONCALL_SECRET: receiver.secret,
  });
  return {
    chat,
    channel: 'oncall',
    absentChannel: 'nobody',
    group: null,
    messages: () => read(receiver.taken),
    problems: () => receiver.problems,
    distrust: () => undefined,
    trouble: {
      busy: () => receiver.meets({ status: 429, headers: { 'retry-after': '2' }, body: '' }),
      refused: () => receiver.meets({ status: 410, body: '' }),
      lost: () => receiver.meets('lost'),
    },
    twin: null,
    ask: null,
    asker: '',
    async close() {
      await chat.stop();
      await receiver.close();
    },
  };
}

/** What stands in the place of another event is read there. */
function read(taken: readonly Taken[]): readonly SeenMessage[] {
  const messages: SeenMessage[] = [];
  for (const { id, event } of taken) {
    const { text, replaces, under } = event.data;
    const index = messages.findIndex((one) => one.id === replaces);
    const before = messages[index];
    if (before) messages[index] = { ...before, text };
    else messages.push({ id, text, under, mentions: [] });
  }
  return messages;
}
