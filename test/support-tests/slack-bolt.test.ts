import { App, LogLevel } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { slackFault } from '../support/slack/faults.js';
import { postSignedRequest } from '../support/slack/signed-request.js';
import type { SlackServer } from '../support/slack/server.js';
import { startSlackServer } from '../support/slack/server.js';
import { HOME_CHANNEL, SOMEBODY } from '../support/slack/workspace.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function startBolt(): Promise<{ readonly slack: SlackServer; readonly app: App }> {
  const slack = await startSlackServer();
  closers.push(() => slack.close());
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  app.error(async () => undefined);
  closers.push(() => app.stop());
  return { slack, app };
}

const button = (actionId: string, value = '') => ({
  type: 'actions' as const,
  elements: [
    {
      type: 'button' as const,
      action_id: actionId,
      value,
      text: { type: 'plain_text' as const, text: 'Press' },
    },
  ],
});
const MODAL = {
  type: 'modal' as const,
  callback_id: 'mute',
  title: { type: 'plain_text' as const, text: 'Mute' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'why',
      label: { type: 'plain_text' as const, text: 'Why' },
      element: { type: 'plain_text_input' as const, action_id: 'reason' },
    },
  ],
};

describe('Bolt in Socket Mode against the server', () => {
  it('connects, acknowledges a slash command and answers it through the response_url', async () => {
    const { slack, app } = await startBolt();
    app.command('/quota', async ({ ack, respond, command }) => {
      await ack();
      await respond({ text: `You asked for ${command.text}` });
    });
    await app.start();
    await slack.connected();

    const asked = slack.sendSlash({ command: '/quota', text: '+62 812' });

    expect((await asked.acked()).ms).toBeLessThan(1_000);
    expect((await asked.reply())['text']).toBe('You asked for +62 812');
    expect(slack.ephemerals).toMatchObject([{ user: SOMEBODY, channel: HOME_CHANNEL, via: 'response_url' }]);
    expect(slack.problems()).toEqual([]);
  });

  it('shows an ack that says something to everybody in the channel', async () => {
    const { slack, app } = await startBolt();
    app.command('/quota', async ({ ack }) => ack({ response_type: 'in_channel', text: 'All is well' }));
    await app.start();

    await slack.sendSlash({ command: '/quota' }).acked();

    expect(slack.messages.list(HOME_CHANNEL)).toMatchObject([{ text: 'All is well' }]);
  });

  it('lets a button edit its message and remembers what it said before', async () => {
    const { slack, app } = await startBolt();
    app.action('look-again', async ({ ack, respond, action }) => {
      await ack();
      if (action.type === 'button')
        await respond({ text: `pressed ${action.value ?? ''}`, replace_original: true });
    });
    await app.start();
    const sent = await app.client.chat.postMessage({
      channel: HOME_CHANNEL,
      text: 'Quality fell',
      blocks: [button('look-again', 'promo')],
    });
    const ts = sent.ts ?? '';

    await slack.sendAction({ actionId: 'look-again', messageTs: ts }).posted();

    const message = slack.messages.find(HOME_CHANNEL, ts);
    expect(message?.text).toBe('pressed promo');
    expect(message?.edits.map((edit) => edit.text)).toEqual(['Quality fell']);
    expect(() => slack.sendAction({ actionId: 'nothing', messageTs: ts })).toThrow('only: look-again');
    expect(slack.problems()).toEqual([]);
  });

  it('opens a modal with the trigger, takes it in and hands back its error', async () => {
    const { slack, app } = await startBolt();
    app.command('/mute', async ({ ack, client, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: MODAL });
    });
    app.view('mute', async ({ ack, view }) => {
      const reason = view.state.values['why']?.['reason']?.value ?? '';
      if (reason === 'because') await ack();
      else await ack({ response_action: 'errors', errors: { why: 'Say why' } });
    });
    await app.start();

    const view = await slack.sendSlash({ command: '/mute' }).view();
    const refused = await slack.sendViewSubmission({ viewId: view.id, values: { reason: 'no' } }).acked();
    const taken = await slack.sendViewSubmission({ viewId: view.id, values: { reason: 'because' } }).acked();

    expect(refused.body).toEqual({ response_action: 'errors', errors: { why: 'Say why' } });
    expect(taken.body).toEqual({});
    expect(() => slack.sendViewSubmission({ viewId: view.id, values: { other: 'x' } })).toThrow('other');
    await expect(app.client.views.open({ trigger_id: 'made up', view: MODAL })).rejects.toThrow(
      'invalid_trigger_id',
    );
    expect(slack.problems()).toEqual([]);
  });

  it('publishes the Home tab, whose button works, and runs a shortcut on a message', async () => {
    const { slack, app } = await startBolt();
    const heard: string[] = [];
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [button('refresh')] },
      });
    });
    app.action('refresh', async ({ ack, body }) => {
      heard.push(body.type);
      await ack();
    });
    app.shortcut('explain', async ({ ack, shortcut }) => {
      heard.push(shortcut.type);
      await ack();
    });
    await app.start();

    slack.openHome();
    await slack.until('the Home tab', () => slack.views.home(SOMEBODY));
    await slack.sendAction({ actionId: 'refresh' }).acked();
    const messageTs = slack.say(HOME_CHANNEL, SOMEBODY, 'What is this?');
    await slack.sendShortcut({ callbackId: 'explain', messageTs }).acked();

    expect(heard).toEqual(['block_actions', 'message_action']);
    expect(slack.problems()).toEqual([]);
  });

  it('runs a handler twice when the same envelope comes twice', async () => {
    const { slack, app } = await startBolt();
    let runs = 0;
    app.command('/quota', async ({ ack }) => {
      runs += 1;
      await ack();
    });
    await app.start();

    const asked = slack.sendSlash({ command: '/quota' });
    await asked.acked();
    slack.redeliver(asked);
    await slack.until('a second ack', () => (asked.acks.length === 2 ? true : undefined));

    expect(runs).toBe(2);
  });

  it('comes back after it was asked to reconnect, and after its line was cut', async () => {
    const { slack, app } = await startBolt();
    app.command('/quota', async ({ ack }) => ack('here'));
    await app.start();

    await slack.disconnect('refresh_requested');
    expect(slack.connections()).toBe(0);
    expect(() => slack.sendSlash({ command: '/quota' })).toThrow('Nobody is connected');
    await slack.connected();
    await slack.dropSocket();
    await slack.connected();

    expect((await slack.sendSlash({ command: '/quota' }).acked()).body).toEqual({ text: 'here' });
  }, 30_000);

  it('does not start when the connection is refused', async () => {
    const { slack, app } = await startBolt();
    slack.faults.always('apps.connections.open', slackFault.refused('invalid_auth'));
    await expect(app.start()).rejects.toThrow('invalid_auth');
  });

  it('reports a command that nobody acknowledged', async () => {
    const { slack, app } = await startBolt();
    app.command('/quota', async () => undefined);
    await app.start();

    const asked = slack.sendSlash({ command: '/quota' });

    await expect(asked.acked()).rejects.toThrow('an ack of /quota');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(slack.problems()).toEqual(['/quota : no ack within 3000 ms']);
  });
});

describe('Bolt over signed HTTP', () => {
  it('takes a signed command and refuses a wrong, a missing and an old signature', async () => {
    const slack = await startSlackServer();
    closers.push(() => slack.close());
    const app = new App({
      token: slack.botToken,
      signingSecret: slack.signingSecret,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    app.command('/quota', async ({ ack }) => ack('over HTTP'));
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    closers.push(() => app.stop());
    const address = 'address' in server ? server.address() : null;
    if (address === null || typeof address === 'string') throw new Error('no port');
    const url = `http://127.0.0.1:${address.port}/slack/events`;
    slack.deliverTo(url);

    expect((await slack.sendSlash({ command: '/quota' }).reply())['text']).toBe('over HTTP');

    const payload = { command: '/quota', text: '' };
    const { signingSecret } = slack;
    const send = async (options: Partial<Parameters<typeof postSignedRequest>[2]>): Promise<number> =>
      (await postSignedRequest(url, payload, { signingSecret, ...options })).status;
    expect(await send({ signature: 'v0=00' })).toBe(401);
    expect(await send({ signature: null })).toBe(401);
    expect(await send({ timestamp: Math.floor(Date.now() / 1000) - 400 })).toBe(401);
    expect(await send({ signingSecret: 'another' })).toBe(401);
  });
});
