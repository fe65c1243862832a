import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatPlatform } from '../../../src/ports.js';
import type { Action } from '../../../src/cards/card.js';
import { slackFault } from '../../support/slack/faults.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import { bot, command, delivery, readableLog, scripted, type ReadableLog } from './bot.js';
import { card } from './cards.js';

let server: SlackServer;
let log: ReadableLog;
let slack: ChatPlatform;
const commands = [command('quota'), command('silence')];
const users = [
  { id: 'U0000000001', locale: 'en-US' },
  { id: 'U0000000002', locale: 'id-ID' },
];
const patience = { hello: 1_000, again: 20, refused: 50 };

beforeEach(async () => {
  server = await startSlackServer({ users });
  log = readableLog();
  slack = bot(server, log, { patience });
});

afterEach(async () => {
  await slack.stop();
  await server.until('the line to be closed', () => (server.connections() === 0 ? true : undefined), 1_000);
  await server.close();
  expect(log.text()).not.toMatch(/xox[a-z]-|xapp-/);
});

const button = (effect: Action['effect']): Action => ({
  label: 'Go',
  command: '/quota 7890',
  style: 'plain',
  effect,
});

describe('talking on Slack', () => {
  it('acknowledges a command at once and answers the asker alone', async () => {
    const responder = scripted();
    await slack.start(commands, responder);
    const asked = server.sendSlash({
      command: '/quota',
      text: '+62 812-3456-7890 &amp; more',
      userId: 'U0000000002',
    });
    expect((await asked.acked()).body).toEqual({});
    const [answer] = await asked.posted();
    expect(answer?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(responder.questions).toEqual([
      {
        command: 'quota',
        text: '+62 812-3456-7890 & more',
        options: {},
        asker: {
          platform: 'slack',
          user: 'U0000000002',
          name: expect.stringMatching(/^[a-z0-9]+$/) as string,
          channel: 'C0123456789',
          groups: [],
          language: 'id-ID',
        },
      },
    ]);
    expect(server.ephemerals).toHaveLength(1);
    expect(server.problems()).toEqual([]);
  });

  it('answers to all when the reply is for the channel', async () => {
    await slack.start(
      commands,
      scripted(() => ({ card: card(), audience: 'channel' })),
    );
    await server.sendSlash({ command: '/silence', text: '1h' }).posted();
    expect(server.messages.list()).toHaveLength(1);
  });

  it('hears its commands under the prefix', async () => {
    await slack.stop();
    slack = bot(server, log, { commandPrefix: 'wa-' });
    const responder = scripted();
    await slack.start(commands, responder);
    await server.sendSlash({ command: '/wa-quota' }).posted();
    expect(responder.questions.map((question) => question.command)).toEqual(['quota']);
  });

  it.each([
    ['answer', { response_type: 'ephemeral', replace_original: false }],
    ['replace', { replace_original: true }],
    ['share', { response_type: 'in_channel', replace_original: false }],
  ] as const)('does what a pressed button asks for: %s', async (effect, expected) => {
    const responder = scripted(() => ({ card: card({ actions: [button('share')] }), audience: 'asker' }));
    await slack.start(commands, responder);
    const receipt = await slack.post(delivery({ card: card({ actions: [button(effect)] }) }));
    const pressed = server.sendAction({ actionId: `tierwatch:${effect}:0`, messageTs: receipt.message });
    const [answer] = await pressed.posted();
    expect(answer?.body).toMatchObject(expected);
    expect(responder.questions[0]).toMatchObject({ command: 'quota', text: '7890' });
    expect(JSON.stringify(answer?.body).includes('tierwatch:share')).toBe(effect !== 'share');
    expect(JSON.stringify(answer?.body).includes('Shared by <@U0000000001>')).toBe(effect === 'share');
    expect(responder.questions[0]?.share).toBe(effect === 'share' ? true : undefined);
    await slack.stop();
    expect(responder.told).toEqual(effect === 'share' ? [['Toko Maju', true]] : []);
    expect(server.problems()).toEqual([]);
  });

  it('handles once what Slack sends twice, and acknowledges both', async () => {
    const responder = scripted();
    await slack.start(commands, responder);
    const asked = server.sendSlash({ command: '/quota' });
    await asked.posted();
    server.redeliver(asked);
    await server.until('the second ack', () => (asked.acks.length > 1 ? true : undefined));
    expect(responder.questions).toHaveLength(1);
    expect(asked.posts).toHaveLength(1);
  });

  it('says in the language of the asker that it takes a moment', async () => {
    let finish = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await slack.start(
      commands,
      scripted(async () => slow.then(() => ({ card: card(), audience: 'asker' }))),
    );
    const asked = server.sendSlash({ command: '/quota', userId: 'U0000000002' });
    const [first] = await asked.posted(1);
    expect(first?.body).toMatchObject({ text: 'Sedang dikerjakan.', response_type: 'ephemeral' });
    finish();
    await asked.posted(2);
  });

  it('answers in plain words when Slack refuses the card, and logs when it refuses everything', async () => {
    await slack.start(commands, scripted());
    server.faults.next('response_url', slackFault.refused('invalid_blocks'));
    await server.sendSlash({ command: '/quota' }).posted();
    expect(server.ephemerals).toMatchObject([{ blocks: [], attachments: [] }]);
    server.faults.next('response_url', slackFault.reset, slackFault.serverError());
    const lost = server.sendSlash({ command: '/quota' });
    await vi.waitFor(() => expect(log.text()).toContain('slack.answer-lost'), { timeout: 5_000 });
    expect((await lost.posted())[0]?.body['text']).toBe('That did not work.');
  });

  it('shows the picture of an answer to the asker alone', async () => {
    const picture = { png: new Uint8Array([137, 80]), name: 'usage.png', alt: 'Usage of 7 days' };
    await slack.start(
      commands,
      scripted(() => ({ card: card({ picture }), audience: 'asker' })),
    );
    const [answer] = await server.sendSlash({ command: '/quota' }).posted();
    expect(answer?.body['blocks']).toContainEqual(
      expect.objectContaining({
        type: 'image',
        slack_file: { id: 'F0000000001' },
        alt_text: 'Usage of 7 days',
      }),
    );
    expect(server.uploads.list()[0]?.channel).toBeUndefined();
    expect(server.problems()).toEqual([]);
  });

  it('answers without a language when Slack does not tell it', async () => {
    server.faults.always('users.info', slackFault.refused('missing_scope'));
    const responder = scripted();
    await slack.start(commands, responder);
    await server.sendSlash({ command: '/quota' }).posted();
    await server.sendSlash({ command: '/quota' }).posted();
    expect(responder.questions.map(({ asker }) => asker.language)).toEqual([null, null]);
    expect(server.requests.filter(({ method }) => method === 'users.info')).toHaveLength(1);
  });
});

describe('the Home tab', () => {
  it('shows the numbers to whoever opens it, in blocks a tab may hold', async () => {
    const table = { kind: 'table', columns: ['Number'], rows: [['Promo-2']], more: String } as const;
    const actions = [button('share'), button('replace')];
    const responder = scripted(() => ({ card: card({ sections: [table], actions }), audience: 'asker' }));
    await slack.start(commands, responder);
    server.openHome('U0000000002');
    await vi.waitFor(() => expect(server.views.home('U0000000002')).toBeDefined());
    expect(responder.questions[0]).toMatchObject({ command: 'home', text: '', asker: { channel: null } });
    const shown = JSON.stringify(server.views.home('U0000000002')?.content);
    expect(shown).toContain('Promo-2');
    expect(shown).not.toContain('tierwatch:share');
    server.sendAction({ actionId: 'tierwatch:replace:0', userId: 'U0000000002' });
    await vi.waitFor(() => expect(responder.questions).toHaveLength(3));
    expect(responder.questions[2]?.command).toBe('home');
    expect(responder.questions[1]).toMatchObject({ command: 'quota', text: '7890' });
    expect(server.problems()).toEqual([]);
  });
});

describe('user groups', () => {
  it('tells in which of the named groups the asker is, and in none when Slack does not say', async () => {
    await slack.stop();
    await server.close();
    server = await startSlackServer({ users, usergroups: { S0ONCALL: ['U0000000002'], S0OTHER: [] } });
    slack = bot(server, log, { groups: ['S0ONCALL', 'S0OTHER', 'S0GONE'] });
    const responder = scripted();
    await slack.start(commands, responder);
    await server.sendSlash({ command: '/quota', userId: 'U0000000002' }).posted();
    await server.sendSlash({ command: '/quota', userId: 'U0000000001' }).posted();
    expect(responder.questions.map(({ asker }) => asker.groups)).toEqual([['S0ONCALL'], []]);
  });
});

describe('the line to Slack', () => {
  it.each(['refresh_requested', 'warning'] as const)('comes back at once after %s', async (reason) => {
    await slack.start(commands, scripted());
    const began = performance.now();
    await server.disconnect(reason);
    await server.connected();
    expect(performance.now() - began).toBeLessThan(1_500);
    await server.sendSlash({ command: '/quota' }).posted();
    expect(slack.ready()).toBe(true);
  });

  it('notices that it stays open but silent, and answers again', async () => {
    slack = bot(server, log, { patience: { silent: 300 } });
    await slack.start(commands, scripted());
    server.fallSilent();
    // It may be back sooner than a poll would see that it was away; the log keeps both.
    await vi.waitFor(() => expect(log.text()).toMatch(/slack\.line-lost[^]*slack\.connected/), {
      timeout: 20_000,
    });
    expect(slack.ready()).toBe(true);
    await server.sendSlash({ command: '/quota' }).posted();
  });

  it('comes back when it is cut', async () => {
    await slack.start(commands, scripted());
    server.faults.next(
      'apps.connections.open',
      slackFault.serverError(),
      slackFault.rateLimited(1),
      slackFault.reset,
    );
    await server.dropSocket();
    await server.connected();
    await server.sendSlash({ command: '/quota' }).posted();
  });

  it.each(['invalid_auth', 'account_inactive', 'team_disabled', 'not_authed', 'user_removed_from_team'])(
    'survives %s while it comes back, says that it is not ready, and returns when it may',
    async (code) => {
      await slack.start(commands, scripted());
      const allowed = server.faults.always('apps.connections.open', slackFault.refused(code));
      await server.dropSocket();
      await vi.waitFor(() => expect(log.text()).toContain('slack.refused'), { timeout: 5_000 });
      expect(slack.ready()).toBe(false);
      allowed();
      await server.connected();
      await server.sendSlash({ command: '/quota' }).posted();
      expect(slack.ready()).toBe(true);
    },
  );

  it.each([
    ['the bot token', 'auth.test'],
    ['the app token', 'apps.connections.open'],
  ])('does not start when Slack refuses %s, and says why', async (_what, method) => {
    server.faults.next(method, slackFault.refused('invalid_auth'));
    await expect(slack.start(commands, scripted())).rejects.toThrow(/invalid_auth/);
    expect(slack.ready()).toBe(false);
    await slack.start(commands, scripted());
    expect(slack.ready()).toBe(true);
  });

  it('does not wait for ever for a hello', async () => {
    const mute = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    server.faults.next('apps.connections.open', {
      kind: 'answer',
      answer: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/` }),
      },
    });
    await expect(slack.start(commands, scripted())).rejects.toThrow('did not say hello within 1 s');
    await vi.waitFor(() => expect(mute.clients.size).toBe(0));
    mute.close();
  });

  it('posts and edits without an app token, and is ready', async () => {
    await slack.stop();
    slack = bot(server, log, { appToken: null });
    await slack.start(commands, scripted());
    await slack.post(delivery());
    expect(slack.ready()).toBe(true);
    expect(server.connections()).toBe(0);
  });

  it('stops within seconds, also while it is connecting', async () => {
    server.faults.next('apps.connections.open', slackFault.slow(5_000));
    const starting = slack.start(commands, scripted()).catch(() => 'stopped');
    await vi.waitFor(() =>
      expect(server.requests.map(({ method }) => method)).toContain('apps.connections.open'),
    );
    const began = performance.now();
    await slack.stop();
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await starting).toBe('stopped');
    expect(slack.ready()).toBe(false);
  });
});
