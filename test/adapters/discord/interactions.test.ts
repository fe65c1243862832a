import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../../src/cards/card.js';
import { discordFault } from '../../support/discord/faults.js';
import { aCard, anAction } from './cards.js';
import { aDelivery, connectedBench, HOME, pause, type Bench } from './bench.js';

const EPHEMERAL = 64;
const CALLBACK = 'POST /interactions/:id/:token/callback';
const forAsker = (title: string): Reply => ({ card: aCard({ title }), audience: 'asker' });
const forAll = (title: string): Reply => ({ card: aCard({ title }), audience: 'channel' });
const slowly =
  (reply: Reply, ms = 120) =>
  async (): Promise<Reply> => {
    await pause(ms);
    return reply;
  };
const titleOf = (message: { readonly embeds: readonly object[] }): unknown => {
  const [embed] = message.embeds;
  return embed !== undefined && 'title' in embed ? embed.title : undefined;
};
const ask = ({ server }: Bench, options = {}) =>
  server.sendCommand({ name: 'quota', options: { number: '+62 812' }, ...options });
const quickPromise = { pace: { promiseAfter: 40 } };

describe('a command', () => {
  it('arrives with its options by name, its asker, the asker’s language and roles', async () => {
    const made = await connectedBench();
    await ask(made, {
      options: { number: '+62 812', since: 'monday' },
      locale: 'id',
      roles: ['500000000000000009'],
    }).reply();
    expect(made.responder.asked).toEqual([
      {
        command: 'quota',
        text: '',
        options: { number: '+62 812', since: 'monday' },
        asker: {
          platform: 'discord',
          user: '400000000000000001',
          name: 'sari',
          channel: HOME,
          groups: ['500000000000000009'],
          language: 'id',
        },
      },
    ]);
  });

  it('is answered at once and for the asker alone', async () => {
    const made = await connectedBench();
    const interaction = ask(made);
    const reply = await interaction.reply();
    expect(reply.flags & EPHEMERAL).toBe(EPHEMERAL);
    expect(reply.allowedMentions).toEqual({ parse: [] });
    expect((await interaction.callback()).type).toBe(4);
    expect(made.server.problems()).toEqual([]);
  });

  it('is answered for all when the reply is for the channel', async () => {
    const made = await connectedBench();
    made.responder.next(() => Promise.resolve(forAll('Muted')));
    const reply = await made.server.sendCommand({ name: 'silence' }).reply();
    expect([titleOf(reply), reply.flags & EPHEMERAL]).toEqual(['🟡 Muted', 0]);
  });

  it('that takes long is promised first, and kept', async () => {
    const made = await connectedBench(quickPromise);
    made.responder.next(slowly(forAsker('Late')));
    const interaction = ask(made);
    const reply = await interaction.reply();
    expect((await interaction.callback()).type).toBe(5);
    expect([titleOf(reply), reply.flags & EPHEMERAL]).toEqual(['🟡 Late', EPHEMERAL]);
    expect(made.server.problems()).toEqual([]);
  });

  it('promised to all but meant for the asker alone is taken back and told privately', async () => {
    const made = await connectedBench(quickPromise);
    made.responder.next(slowly(forAsker('You may not')));
    const interaction = made.server.sendCommand({ name: 'silence' });
    const [told] = await interaction.followups();
    expect([told && titleOf(told), (told?.flags ?? 0) & EPHEMERAL]).toEqual(['🟡 You may not', EPHEMERAL]);
    expect(made.server.messages.list()).toEqual([]);
    expect(made.server.problems()).toEqual([]);
  });

  it('that was handled is not handled again when a resumed line brings it back', async () => {
    const made = await connectedBench();
    const interaction = ask(made);
    await interaction.reply();
    made.server.redeliver(interaction);
    await ask(made).reply();
    expect(made.responder.asked).toHaveLength(2);
    expect(made.server.problems()).toEqual([]);
  });

  it('is known by its prefix on Discord and by its own name inside', async () => {
    const made = await connectedBench({ prefix: 'wa-' });
    await made.server.sendCommand({ name: 'wa-quota', options: { number: '1' } }).reply();
    expect(made.responder.asked[0]?.command).toBe('quota');
  });

  it('from a thread belongs to the channel of the thread', async () => {
    const made = await connectedBench();
    const root = await made.chat.post(aDelivery());
    const entry = await made.chat.post(aDelivery({ key: 'e-1', under: root }));
    await ask(made, { channelId: entry.channel }).reply();
    expect(made.responder.asked[0]?.asker.channel).toBe(HOME);
  });

  it('is answered in time although two hundred people ask at once', async () => {
    const made = await connectedBench();
    const asked = Array.from({ length: 200 }, () => ask(made));
    await Promise.all(asked.map((one) => one.reply(30_000)));
    expect(made.server.problems()).toEqual([]);
  });

  it('whose answer breaks is told so in the asker’s language, privately', async () => {
    const made = await connectedBench();
    made.responder.next(() => Promise.reject(new Error('EAAG-CANARY')));
    const reply = await ask(made, { locale: 'id' }).reply();
    expect([titleOf(reply), reply.flags & EPHEMERAL]).toEqual(['⚪ Tidak ada jawaban.', EPHEMERAL]);
    expect(JSON.stringify(made.log.lines)).not.toContain('CANARY');
  });

  it('whose answer never comes is told so in the end', async () => {
    const made = await connectedBench({ pace: { promiseAfter: 20, answerWithin: 80 } });
    made.responder.next(() => new Promise<Reply>(() => undefined));
    expect(titleOf(await ask(made).reply())).toBe('⚪ No answer came.');
  });

  it('that Discord no longer wants answered harms nothing', async () => {
    const made = await connectedBench();
    made.server.faults.next(CALLBACK, discordFault.refused(404, 10_062, 'Unknown interaction'));
    ask(made);
    await vi.waitFor(() =>
      expect(made.log.lines.at(-1)).toMatchObject({
        event: 'discord.response-lost',
        facts: { reason: 'HTTP 404, code 10062' },
      }),
    );
    await ask(made).reply();
  });

  it('shows what was typed without obeying it', async () => {
    const made = await connectedBench();
    const typed = '@everyone <@&123456789012345678> [x](http://evil.example) `y`';
    made.responder.next(() =>
      Promise.resolve({ card: aCard({ title: typed, lead: [typed] }), audience: 'channel' }),
    );
    await ask(made, { options: { number: typed } }).reply();
    expect(made.server.problems()).toEqual([]);
  });
});

describe('suggestions', () => {
  const type = ({ server }: Bench, number: string) =>
    server.sendAutocomplete({ name: 'quota', options: { number }, focused: 'number' });

  it('are asked for what is typed, at most 25, each within its bounds', async () => {
    const made = await connectedBench();
    made.responder.choices = [
      { label: 'x'.repeat(300), value: '+62 1' },
      { label: 'too long a value', value: 'v'.repeat(101) },
      { label: '', value: '+62 2' },
      ...Array.from({ length: 40 }, (_, i) => ({ label: `Toko ${i}`, value: `+62 3${i}` })),
    ];
    const { data } = await type(made, '+62').callback();
    expect(made.responder.completed).toEqual([['quota', 'number', '+62']]);
    const { choices } = data as { choices: { name: string; value: string }[] };
    expect(choices).toHaveLength(25);
    expect(choices.slice(0, 3).map(({ name }) => name.length)).toEqual([100, 5, 6]);
    expect(choices.some(({ value }) => value.startsWith('v'))).toBe(false);
    expect(made.server.problems()).toEqual([]);
  });

  it('that take too long are none', async () => {
    const made = await connectedBench({ pace: { suggestWithin: 40 } });
    made.responder.complete = () => new Promise(() => undefined);
    expect((await type(made, 'x').callback()).data).toEqual({ choices: [] });
  });
});

describe('a button', () => {
  const withButton = (effect: 'answer' | 'replace' | 'share', command = '/quota +62812') =>
    aCard({ actions: [anAction({ effect, command })] });
  async function posted(made: Bench, effect: 'answer' | 'replace' | 'share') {
    const { message } = await made.chat.post(aDelivery({ card: withButton(effect) }));
    return (locale = 'en-US') =>
      made.server.sendButton({ messageId: message, customId: `${effect.charAt(0)}|/quota +62812`, locale });
  }
  async function answered(made: Bench, effect: 'answer' | 'replace' | 'share') {
    made.responder.next(() => Promise.resolve({ card: withButton(effect), audience: 'asker' }));
    const { id } = await ask(made).reply();
    return () => made.server.sendButton({ messageId: id, customId: `${effect.charAt(0)}|/quota +62812` });
  }

  it('asks its command line, as if it had been typed', async () => {
    const made = await connectedBench();
    const press = await posted(made, 'answer');
    await press('id').reply();
    expect(made.responder.asked[0]).toMatchObject({
      command: 'quota',
      text: '+62812',
      options: {},
      asker: { language: 'id', channel: HOME, name: expect.stringMatching(/^\w+$/) as string },
    });
  });

  it.each([
    ['at once', {}],
    ['after a promise', quickPromise],
  ])('answers privately and leaves the message alone, %s', async (_, options) => {
    const made = await connectedBench(options);
    const press = await posted(made, 'answer');
    made.responder.next(slowly(forAll('Seen'), 80));
    const reply = await press().reply();
    expect([titleOf(reply), reply.flags & EPHEMERAL]).toEqual(['🟡 Seen', EPHEMERAL]);
    expect(made.server.messages.list().map(({ edits }) => edits.length)).toEqual([0]);
    expect(made.server.problems()).toEqual([]);
  });

  it.each([
    ['at once', {}],
    ['after a promise', quickPromise],
  ])('replaces a private answer, %s', async (_, options) => {
    const made = await connectedBench(options);
    const press = await answered(made, 'replace');
    made.responder.next(slowly(forAsker('Fresh'), 80));
    expect(titleOf(await press().reply())).toBe('🟡 Fresh');
    expect(made.server.messages.ephemerals()).toHaveLength(1);
    expect(made.server.problems()).toEqual([]);
  });

  it('replaces what all see by what is for all', async () => {
    const made = await connectedBench();
    const press = await posted(made, 'replace');
    made.responder.next(() => Promise.resolve(forAll('Acknowledged')));
    await press().reply();
    expect(made.server.messages.list().map(titleOf)).toEqual(['🟡 Acknowledged']);
  });

  it.each([
    ['at once', {}],
    ['after a promise', quickPromise],
  ])('never puts what is for the asker alone where all see it, %s', async (_, options) => {
    const made = await connectedBench(options);
    const press = await posted(made, 'replace');
    made.responder.next(slowly(forAsker('Somebody was first'), 80));
    press();
    await made.server.until('the private answer', () => made.server.messages.ephemerals()[0]);
    expect(made.server.messages.ephemerals().map(titleOf)).toEqual(['🟡 Somebody was first']);
    expect(made.server.messages.list().map(({ content }) => content)).toEqual([
      expect.stringContaining('Toko Maju'),
    ]);
    expect(made.server.problems()).toEqual([]);
  });

  it.each([
    ['at once', {}],
    ['after a promise', quickPromise],
  ])('shares with all, and what is shared offers no sharing, %s', async (_, options) => {
    const made = await connectedBench(options);
    const press = await answered(made, 'share');
    made.responder.next(slowly({ card: withButton('share'), audience: 'asker' }, 80));
    const reply = await press().reply();
    expect(reply.flags & EPHEMERAL).toBe(0);
    expect(reply.components).toEqual([]);
    expect(made.server.messages.list()).toHaveLength(1);
    await vi.waitFor(() => expect(made.responder.told).toEqual([['Toko Maju', true]]));
    expect(made.responder.asked.map((question) => question.share)).toEqual([undefined, true]);
  });

  it('that shares says so when Discord does not take what is shared', async () => {
    const made = await connectedBench();
    const press = await answered(made, 'share');
    made.server.faults.always(CALLBACK, discordFault.missingAccess);
    press();
    await vi.waitFor(() => expect(made.responder.told).toEqual([['Toko Maju', false]]));
  });

  it('shares no failure', async () => {
    const made = await connectedBench();
    const press = await answered(made, 'share');
    made.responder.next(() => Promise.reject(new Error('broken')));
    expect((await press().reply()).flags & EPHEMERAL).toBe(EPHEMERAL);
    expect(made.server.messages.list()).toEqual([]);
  });
});
