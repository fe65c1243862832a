import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatPlatform, Store } from '../../../src/ports.js';
import { memoryStore } from '../../support/fakes/stores.js';
import { asking } from '../../support/asking.js';
import { chatting, offered, type Chatting } from '../../support/chatting.js';
import { cityWith, look, sending, statesOf } from '../../support/city.js';
import { numberOf } from '../../support/looks.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import type { SlackMessage } from '../../support/slack/model.js';
import type { SlackView } from '../../support/slack/views.js';
import { slackFault } from '../../support/slack/faults.js';
import { routeOf } from '../../support/story.js';
import { bot, readableLog, type ReadableLog } from './bot.js';

const CHANNEL = 'C0123456789';
const SARI = 'U0000000001';
const BUDI = 'U0000000002';
const route = routeOf({ id: `slack:${CHANNEL}`, channel: CHANNEL });
const numbers = [numberOf(1, { quality: 'red', name: 'Promo' }), numberOf(2)];

let server: SlackServer;
let log: ReadableLog;
let slack: ChatPlatform;

beforeEach(async () => {
  const fifty = Array.from({ length: 50 }, (_, i) => ({
    id: `U1${String(i).padStart(9, '0')}`,
    locale: 'en-GB',
  }));
  server = await startSlackServer({
    users: [
      { id: SARI, name: 'sari', locale: 'en-US' },
      { id: BUDI, name: 'budi', locale: 'id-ID' },
      ...fifty,
    ],
  });
  log = readableLog();
  slack = bot(server, log);
});

afterEach(async () => {
  await slack.stop();
  expect(server.problems()).toEqual([]);
  await server.close();
});

const start = (more = {}): Promise<Chatting> => chatting(slack, route, numbers, more);
const said = (view: SlackView | undefined): string => JSON.stringify(view?.content ?? null);
const alertText = async (world: Chatting): Promise<string> => {
  await world.settled();
  return server.messages.find(CHANNEL, await world.alertMessage())?.text ?? '';
};
/** The view as it stands when its answer has arrived. */
const answeredView = (id: string): Promise<SlackView> =>
  server.until('an answer in the view', () => {
    const view = server.views.find(id);
    return view && !/One moment|Sebentar|Working on it|Sedang dikerjakan|tierwatch:form/.test(said(view))
      ? view
      : undefined;
  });
const pressed = (messageTs: string, index: string, userId = SARI) =>
  server.sendAction({ actionId: `tierwatch:${index}`, messageTs, userId });

describe('a silence with a reason on Slack', () => {
  it('is asked for in the language of whoever presses, put in force, and shown with its reason', async () => {
    const world = await start();
    const view = await pressed(await world.alertMessage(), 'form:1', BUDI).view();
    expect(view.content).toMatchObject({
      title: { text: 'Senyapkan peringatan' },
      submit: { text: 'Senyapkan' },
      blocks: [
        { block_id: 'time', element: { initial_option: { value: '30m' } } },
        { block_id: 'reason', optional: true, element: { max_length: 200 } },
      ],
    });
    const filled = server.sendViewSubmission({
      viewId: view.id,
      values: { time: '4h', reason: 'Meta *tahu* <!channel> & until 10:00' },
    });
    expect((await filled.acked()).body['response_action']).toBe('update');
    expect(said(await answeredView(view.id))).toContain('Disenyapkan');
    const [silence] = (await world.state()).silences;
    expect(silence).toMatchObject({ by: 'budi', reason: 'Meta *tahu* <!channel> & until 10:00' });
    expect((silence?.until ?? 0) - (silence?.from ?? 0)).toBe(4 * 3_600_000);
    await expect
      .poll(() => alertText(world))
      .toContain('Reason: Meta ∗tahu∗ &lt;!channel&gt; &amp; until 10:00');
    expect(server.messages.list()).toHaveLength(1);
  });

  it('needs no reason', async () => {
    const world = await start();
    const view = await pressed(await world.alertMessage(), 'form:1').view();
    server.sendViewSubmission({ viewId: view.id });
    await answeredView(view.id);
    expect((await world.state()).silences).toMatchObject([{ reason: null, untilHealthy: false }]);
  });

  it('is not asked for from whoever may not act, who hears so privately', async () => {
    const world = await start({ may: (_who: unknown, deed: string) => deed === 'ask' });
    await pressed(await world.alertMessage(), 'form:1').posted();
    expect(server.views.list()).toEqual([]);
    expect(server.ephemerals[0]?.text).toContain('Not allowed here');
  });

  it('still answers when Slack does not open the form', async () => {
    const world = await start();
    server.faults.next('views.open', slackFault.refused('expired_trigger_id'));
    await pressed(await world.alertMessage(), 'form:1').posted();
    expect(server.ephemerals[0]?.text).toContain('Not understood');
  });

  it('can be ended and silenced again from within the modals', async () => {
    const world = await start();
    const view = await pressed(await world.alertMessage(), 'form:1').view();
    server.sendViewSubmission({ viewId: view.id });
    await answeredView(view.id);
    const before = said(server.views.find(view.id));
    server.sendAction({ actionId: 'tierwatch:answer:0', viewId: view.id });
    await server.until('another answer', () =>
      said(server.views.find(view.id)) === before ? undefined : true,
    );
    expect(said(server.views.find(view.id))).toContain('Silence ended');
    expect((await world.state()).silences.map(({ endedBy }) => endedBy)).toEqual(['sari']);
  });
});

describe('the second to acknowledge on Slack', () => {
  it('hears privately who was first, and the alert still names the first', async () => {
    const world = await start();
    const message = await world.alertMessage();
    // Both press what they see before the first press has changed it.
    const presses = [pressed(message, 'answer:0'), pressed(message, 'answer:0', BUDI)];
    await Promise.all(presses.map((press) => press.posted()));
    const first = (await world.incident()).acknowledged?.by ?? '';
    const heard = new Map(server.ephemerals.map(({ user, text }) => [user, text]));
    expect(['sari', 'budi']).toContain(first);
    expect(heard.get(first === 'sari' ? SARI : BUDI)).toMatch(/^🟠 (Acknowledged|Ditangani)\n/);
    expect(heard.get(first === 'sari' ? BUDI : SARI)).toMatch(
      new RegExp(`^🟠 (Already acknowledged|Sudah ditangani)\n${first} (was first|lebih dulu)`),
    );
    await expect.poll(() => alertText(world)).toContain(`Acknowledged by: ${first}`);
    expect(server.messages.list(CHANNEL).filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
  });
});

describe('a message that alerts share on Slack', () => {
  it('has a button that acknowledges all of them, which is then gone', async () => {
    const city = cityWith(6, slack, route);
    await look(city, () => 'red');
    const send = sending(city);
    const { plans, store, clock } = city;
    const asked = await asking({}, { plans, store, clock, routes: [route] });
    await slack.start(offered, asked.responder);
    await send.deliverDue();
    const shared = (): SlackMessage =>
      server.messages.list(CHANNEL).filter(({ threadTs }) => threadTs === undefined)[1] ?? expect.fail();
    expect(JSON.stringify(shared().blocks)).toContain('Acknowledge all');
    await pressed(shared().ts, 'answer:0').posted();
    expect(server.ephemerals).toMatchObject([
      { user: SARI, text: expect.stringContaining('5 alerts acknowledged') as string },
    ]);
    const takers = (await statesOf(city)).flatMap(({ incidents }) =>
      incidents.map((one) => one.acknowledged?.by),
    );
    expect(takers).toEqual([undefined, ...Array<string>(5).fill('sari')]);
    await send.deliverDue();
    expect(JSON.stringify(shared().blocks)).not.toContain('Acknowledge all');
    expect(shared().text).toMatch(/^🟠 Acknowledged/);
  });
});

describe('the message shortcut on Slack', () => {
  it('tells the asker alone how the numbers in a message are doing', async () => {
    await start();
    const ts = server.say(
      CHANNEL,
      BUDI,
      'Tolong cek <tel:+6281234560001|+62 812-3456-0001> &amp; <tel:+442079460958|020 7946 0958> +44 20 7946 0958',
    );
    await server.sendShortcut({ callbackId: 'tierwatch:check', messageTs: ts, channelId: CHANNEL }).posted();
    const [answer] = server.ephemerals;
    expect(answer).toMatchObject({ user: SARI, channel: CHANNEL });
    expect(answer?.text).toContain('1 of 2 numbers is ours.');
    expect(answer?.text).toContain('Promo');
    expect(server.messages.list(CHANNEL).filter(({ user }) => user !== BUDI)).toHaveLength(1);
  });
});

describe('the Home tab on Slack', () => {
  it('shows numbers, alerts, silences and the language, and follows what its reader does', async () => {
    const world = await start();
    server.openHome(SARI);
    await expect.poll(() => said(server.views.home(SARI))).toContain('Language of your answers');
    expect(said(server.views.home(SARI))).toContain('1 of 2 numbers needs attention');
    expect(said(server.views.home(SARI))).toContain('No silence is in force.');

    const { id } = await world.incident();
    await server
      .sendSlash({ command: '/silence', text: `${id} 1h we know`, userId: SARI, channelId: CHANNEL })
      .posted();
    await expect.poll(() => said(server.views.home(SARI))).toContain('“we know”');

    server.sendAction({ actionId: 'tierwatch:replace:0', value: 'language id', userId: SARI });
    await expect.poll(() => said(server.views.home(SARI))).toContain('Nomor Anda');
    expect(await world.preferences.localeOf(`slack:${SARI}`)).toBe('id');
  });

  it('opens an answer over itself, and stays', async () => {
    await start();
    server.openHome(SARI);
    await expect.poll(() => said(server.views.home(SARI))).toContain('Open alerts');
    const press = server.sendAction({ actionId: 'tierwatch:answer:1', value: 'numbers', userId: SARI });
    const view = await press.view();
    expect(said(await answeredView(view.id))).toContain('Toko 2');
    expect(said(server.views.home(SARI))).toContain('Your numbers');
  });
});

/** A store whose every reading takes so long. */
function slowStore(ms: number): Store {
  const store = memoryStore();
  return {
    ...store,
    async read(id) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return store.read(id);
    },
  };
}

describe('fifty people who ask at once while the record is slow', () => {
  it('are all acknowledged well within three seconds, and all answered', async () => {
    await start({ store: slowStore(2_000) });
    const asked = Array.from({ length: 50 }, (_, i) =>
      server.sendSlash({ command: '/quota', text: '0001', userId: `U1${String(i).padStart(9, '0')}` }),
    );
    const acks = await Promise.all(asked.map((one) => one.acked()));
    expect(Math.max(...acks.map(({ ms }) => ms))).toBeLessThan(1_500);
    await Promise.all(asked.map((one) => one.posted(1, 15_000)));
    await vi.waitFor(
      () => expect(server.ephemerals.filter(({ text }) => text.includes('Promo'))).toHaveLength(50),
      {
        timeout: 10_000,
      },
    );
  });

  it('get a form before its trigger is over', async () => {
    const world = await start({ store: slowStore(2_000) });
    const message = await world.alertMessage();
    const view = await pressed(message, 'form:1').view(2_500);
    expect(view.content['callback_id']).toBe('tierwatch:form');
  });
});
