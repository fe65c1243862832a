import { describe, expect, it } from 'vitest';
import { asking } from '../../support/asking.js';
import { chatting, offered, type Chatting } from '../../support/chatting.js';
import { cityWith, look, sending, statesOf } from '../../support/city.js';
import type { DiscordMessage } from '../../support/discord/model.js';
import { numberOf } from '../../support/looks.js';
import { routeOf } from '../../support/story.js';
import { bench, HOME, pause, type Bench, type BenchOptions } from './bench.js';

const EPHEMERAL = 64;
const SARI = '400000000000000001';
const BUDI = '400000000000000002';
const route = routeOf({ id: `discord:${HOME}`, platform: 'discord', channel: HOME });
const numbers = [numberOf(1, { quality: 'red', name: 'Promo' }), numberOf(2)];

interface World extends Bench, Omit<Chatting, 'responder' | 'log'> {
  readonly message: string;
  readonly id: string;
}

async function world(more = {}, options: BenchOptions = {}): Promise<World> {
  const made = await bench(options);
  const bot = await chatting(made.chat, route, numbers, more);
  const { id } = await bot.incident();
  return { ...bot, ...made, message: await bot.alertMessage(), id };
}

const said = (message: { readonly embeds: readonly object[] }): string => JSON.stringify(message.embeds);
const rowsOf = ({ server, message }: World): readonly unknown[] =>
  (server.messages.find(message)?.components ?? []).map((row) => row['components']);
const alertText = async (made: World): Promise<string> => {
  await made.settled();
  return JSON.stringify(made.server.messages.find(made.message)?.embeds);
};

describe('an alert on Discord', () => {
  it('has its buttons, and below them a menu of silences', async () => {
    const made = await world();
    expect(rowsOf(made)).toMatchObject([
      [{ label: 'Acknowledge' }, { label: 'Silence…' }, { label: 'Details' }],
      [
        {
          type: 3,
          placeholder: 'Silence for…',
          options: [
            { label: '30 minutes', value: '30m' },
            { label: '1 hour', value: '1h' },
            { label: '4 hours', value: '4h' },
            { label: 'Until 08:00', value: 'until 08:00' },
            { label: 'Until it is well again', value: 'until healthy' },
          ],
        },
      ],
    ]);
    expect(made.server.problems()).toEqual([]);
  });

  it('is silenced by one choice from the menu, told privately, and shown for all', async () => {
    const made = await world();
    const chosen = made.server.sendSelect({
      messageId: made.message,
      customId: `a|silence ${made.id}`,
      values: ['until healthy'],
      locale: 'id',
    });
    const reply = await chosen.reply();
    expect([reply.flags & EPHEMERAL, said(reply).includes('Disenyapkan')]).toEqual([EPHEMERAL, true]);
    expect((await made.state()).silences).toMatchObject([{ untilHealthy: true, by: 'sari' }]);
    await expect.poll(() => alertText(made)).toContain('Silenced until');
    expect(made.server.problems()).toEqual([]);
  });

  it('is silenced with a reason that a modal asks for, which is shown as it was typed', async () => {
    const made = await world();
    const press = made.server.sendButton({
      messageId: made.message,
      customId: `f|silence ${made.id}`,
      locale: 'id',
    });
    const modal = await press.callback();
    expect(modal).toMatchObject({ type: 9, data: { title: 'Senyapkan peringatan' } });
    const filled = made.server.sendModalSubmit({
      from: press,
      values: { time: ['4h'], reason: '@everyone **Meta** [x](http://evil.example)' },
      locale: 'id',
    });
    const reply = await filled.reply();
    expect(reply.flags & EPHEMERAL).toBe(EPHEMERAL);
    const [silence] = (await made.state()).silences;
    expect(silence?.reason).toBe('@everyone **Meta** [x](http://evil.example)');
    expect((silence?.until ?? 0) - (silence?.from ?? 0)).toBe(4 * 3_600_000);
    await expect.poll(() => alertText(made)).toContain('Reason');
    expect(made.server.problems()).toEqual([]);
  });

  it('asks nothing of whoever may not act, who hears so privately', async () => {
    const made = await world({ may: (_who: unknown, deed: string) => deed === 'ask' });
    const press = made.server.sendButton({ messageId: made.message, customId: `f|silence ${made.id}` });
    expect(said(await press.reply())).toContain('Not allowed here');
    expect((await press.callback()).type).toBe(4);
    expect(made.server.problems()).toEqual([]);
  });

  it('asks in the language Discord says when what somebody chose cannot be read soon', async () => {
    const preferences = {
      localeOf: () => new Promise<never>(() => undefined),
      setLocale: () => Promise.resolve(),
    };
    const made = await world({ preferences });
    const press = made.server.sendButton({
      messageId: made.message,
      customId: `f|silence ${made.id}`,
      locale: 'id',
    });
    expect((await press.callback(2_500)).data['title']).toBe('Senyapkan peringatan');
  });

  it('is acknowledged by the first; the second hears privately who that was', async () => {
    const made = await world();
    const press = (userId: string) =>
      made.server.sendButton({ messageId: made.message, customId: `a|ack ${made.id}`, userId });
    const [first, second] = [press(SARI), press(BUDI)];
    const replies = [await first.reply(), await second.reply()];
    expect(replies.map((reply) => reply.flags & EPHEMERAL)).toEqual([EPHEMERAL, EPHEMERAL]);
    expect(replies.map(said)).toEqual([
      expect.stringContaining('🟠 Acknowledged'),
      expect.stringContaining('sari was first'),
    ]);
    await expect.poll(() => alertText(made)).toContain('sari');
    expect(made.server.messages.list(HOME)).toHaveLength(1);
    expect(made.server.problems()).toEqual([]);
  });
});

describe('a message that alerts share on Discord', () => {
  it('has a button that acknowledges all of them, which is then gone', async () => {
    const made = await bench();
    const city = cityWith(6, made.chat, route);
    await look(city, () => 'red');
    const send = sending(city);
    const { plans, store, clock } = city;
    const asked = await asking({}, { plans, store, clock, routes: [route] });
    await made.chat.start(offered, asked.responder);
    await send.deliverDue();
    const shared = (): DiscordMessage => made.server.messages.list(HOME)[1] ?? expect.fail();
    const customId = /a\|ack tw-[\w-]+j/.exec(JSON.stringify(shared().components))?.[0] ?? '';
    expect(JSON.stringify(shared().components)).toContain('Acknowledge all');
    const reply = await made.server.sendButton({ messageId: shared().id, customId, userId: SARI }).reply();
    expect([reply.flags & EPHEMERAL, said(reply)]).toEqual([
      EPHEMERAL,
      expect.stringContaining('5 alerts acknowledged'),
    ]);
    const takers = (await statesOf(city)).flatMap(({ incidents }) =>
      incidents.map((one) => one.acknowledged?.by),
    );
    expect(takers).toEqual([undefined, ...Array<string>(5).fill('sari')]);
    await send.deliverDue();
    expect(JSON.stringify(shared().components)).not.toContain('Acknowledge all');
    expect(shared().content).toMatch(/^🟠 .*Acknowledged/);
    expect(made.server.problems()).toEqual([]);
  });
});

describe('the command on a message on Discord', () => {
  it('is offered under its name in each language, and tells the asker alone', async () => {
    const made = await world();
    expect(made.server.commands.find('Check numbers', 3)).toMatchObject({
      name_localizations: { id: 'Periksa nomor' },
    });
    const message = made.server.say(HOME, BUDI, 'cek 0812-3456-0001 dan +44 20 7946 0958');
    const asked = made.server.sendContextMenu({ name: 'Check numbers', messageId: message, locale: 'id' });
    const reply = await asked.reply();
    expect(reply.flags & EPHEMERAL).toBe(EPHEMERAL);
    expect(said(reply)).toContain('1 dari 2 nomor milik kita.');
    expect(made.server.problems()).toEqual([]);
  });

  it('that takes long is promised privately', async () => {
    const made = await world({}, { pace: { promiseAfter: 40 } });
    const read = made.store.read.bind(made.store);
    Object.assign(made.store, { read: async (id: never) => pause(150).then(() => read(id)) });
    const message = made.server.say(HOME, BUDI, '0812-3456-0001');
    const asked = made.server.sendContextMenu({ name: 'Check numbers', messageId: message });
    expect((await asked.callback()).type).toBe(5);
    expect((await asked.reply()).flags & EPHEMERAL).toBe(EPHEMERAL);
    expect(made.server.problems()).toEqual([]);
  });
});
