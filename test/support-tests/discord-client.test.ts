import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Interaction } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { GuildOptions } from '../support/discord/guild.js';
import { HOME_CHANNEL, SOMEBODY } from '../support/discord/guild.js';
import type { DiscordServer } from '../support/discord/server.js';
import { startDiscordServer } from '../support/discord/server.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

type Handler = (interaction: Interaction) => Promise<unknown>;

async function startClient(
  handle: Handler = async () => undefined,
  options: GuildOptions = {},
): Promise<{ readonly discord: DiscordServer; readonly client: Client }> {
  const discord = await startDiscordServer(options);
  closers.push(() => discord.close());
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl },
    allowedMentions: { parse: [] },
  });
  closers.push(() => client.destroy());
  client.on(Events.Error, () => undefined);
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  return { discord, client };
}

async function say(client: Client, content: string, options: object = {}): Promise<string> {
  const channel = await client.channels.fetch(HOME_CHANNEL);
  if (channel?.isSendable() !== true) throw new Error('no channel');
  return (await channel.send({ content, ...options })).id;
}

const button = (customId: string) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId(customId).setLabel('Press').setStyle(ButtonStyle.Primary),
  );

describe('discord.js against the server', () => {
  it('is ready within a blink and sees its guild, its channel and its permissions', async () => {
    const { discord, client } = await startClient();
    expect(Date.now() - (discord.requests[0]?.at ?? 0)).toBeLessThan(1_000);
    const guild = client.guilds.cache.get(discord.guildId);
    const channel = guild?.channels.cache.get(HOME_CHANNEL);
    const me = guild?.members.me;
    expect(channel?.name).toBe('alerts');
    expect(me != null && channel?.permissionsFor(me).has('SendMessages')).toBe(true);
    expect(discord.gateway.connections()).toBe(1);
  });

  it('answers a slash command at once, or after a pause only one person sees', async () => {
    const { discord } = await startClient(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      if (interaction.commandName === 'quota') {
        await interaction.reply(`You asked for ${interaction.options.getString('number') ?? ''}`);
        await interaction.followUp('And one more thing');
        return;
      }
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({
        content: 'Only you see this',
        files: [{ attachment: Buffer.from('a,b'), name: 'a.csv' }],
      });
    });

    const quota = discord.sendCommand({ name: 'quota', options: { number: '+62 812' } });
    const history = discord.sendCommand({ name: 'history', locale: 'id' });

    expect((await quota.callback()).ms).toBeLessThan(1_000);
    expect((await quota.reply()).content).toBe('You asked for +62 812');
    expect((await quota.followups())[0]?.content).toBe('And one more thing');
    const reply = await history.reply();
    expect(reply).toMatchObject({ content: 'Only you see this', flags: 64, edits: [] });
    expect(reply.attachments.map((file) => [file.name, file.bytes.toString()])).toEqual([['a.csv', 'a,b']]);
    expect(discord.messages.ephemerals()).toHaveLength(1);
    expect(discord.messages.list().map((message) => message.content)).toEqual([
      'You asked for +62 812',
      'And one more thing',
    ]);
    expect(discord.problems()).toEqual([]);
  });

  it('registers commands, and people can only send what is registered', async () => {
    const { discord, client } = await startClient(async (interaction) => {
      if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        await interaction.respond([{ name: `${typed}mo`, value: 'promo' }]);
      }
      if (interaction.isContextMenuCommand()) await interaction.reply('Looked');
    });
    const command = new SlashCommandBuilder().setName('quota').setDescription('How much is left');
    command.addStringOption((option) =>
      option.setName('number').setDescription('Which one').setRequired(true).setAutocomplete(true),
    );
    await client.application?.commands.set(
      [command, { name: 'Look up', type: ApplicationCommandType.Message }],
      discord.guildId,
    );

    const typing = await discord
      .sendAutocomplete({ name: 'quota', options: { number: 'pro' }, focused: 'number' })
      .callback();
    const messageId = discord.say(HOME_CHANNEL, SOMEBODY, 'What is this?');
    const looked = await discord.sendContextMenu({ name: 'Look up', messageId }).reply();

    expect(typing).toMatchObject({ type: 8, data: { choices: [{ name: 'promo', value: 'promo' }] } });
    expect(looked.content).toBe('Looked');
    expect(discord.commands.find('quota', 1)?.['id']).toBeTruthy();
    expect(() => discord.sendCommand({ name: 'other' })).toThrow('not registered');
    expect(() => discord.sendCommand({ name: 'quota' })).toThrow('"number"');
    expect(() => discord.sendCommand({ name: 'quota', options: { number: 'x', y: 1 } })).toThrow('"y"');
    expect(discord.problems()).toEqual([]);
  });

  it('lets a button change its message, a menu choose, and a modal come back filled in', async () => {
    const { discord, client } = await startClient(async (interaction) => {
      if (interaction.isButton() && interaction.customId === 'refresh') {
        await interaction.deferUpdate();
        await interaction.editReply({ content: 'Fresh', components: [] });
      }
      if (interaction.isButton() && interaction.customId === 'mute') {
        const reason = new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Short);
        const label = new LabelBuilder().setLabel('Why').setTextInputComponent(reason);
        await interaction.showModal(
          new ModalBuilder().setCustomId('mute').setTitle('Mute').addLabelComponents(label),
        );
      }
      if (interaction.isStringSelectMenu()) await interaction.update(`chose ${interaction.values.join()}`);
      if (interaction.isModalSubmit()) await interaction.reply(interaction.fields.getTextInputValue('why'));
    });
    const menu = new StringSelectMenuBuilder()
      .setCustomId('pick')
      .addOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' });
    const first = await say(client, 'Old', { components: [button('refresh')] });
    const second = await say(client, 'Loud', { components: [button('mute')] });
    const third = await say(client, 'Which', {
      components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
    });

    const fresh = await discord.sendButton({ messageId: first, customId: 'refresh' }).reply();
    const from = discord.sendButton({ messageId: second, customId: 'mute' });
    await from.callback();
    const muted = await discord.sendModalSubmit({ from, values: { why: 'maintenance' } }).reply();
    const chosen = await discord.sendSelect({ messageId: third, customId: 'pick', values: ['2'] }).reply();

    expect(fresh).toMatchObject({ id: first, content: 'Fresh', components: [], edits: [{ content: 'Old' }] });
    expect(muted.content).toBe('maintenance');
    expect(chosen).toMatchObject({ id: third, content: 'chose 2' });
    expect(() => discord.sendButton({ messageId: first, customId: 'refresh' })).toThrow('no "refresh"');
    expect(() => discord.sendSelect({ messageId: third, customId: 'pick', values: ['9'] })).toThrow();
    expect(discord.problems()).toEqual([]);
  });

  it('opens a thread under a message, writes into it and notices a second one', async () => {
    const { discord, client } = await startClient();
    const id = await say(client, 'Quality fell');
    const channel = await client.channels.fetch(HOME_CHANNEL);
    if (channel?.isSendable() !== true) throw new Error('no channel');
    const message = await channel.messages.fetch(id);
    const thread = await message.startThread({ name: 'Promo' });
    await thread.send('Still low');

    expect(discord.threads()).toMatchObject([{ id, name: 'Promo', parentId: HOME_CHANNEL }]);
    expect(discord.messages.list(id).map((one) => one.content)).toEqual(['Still low']);
    await expect(
      client.rest.post(`/channels/${HOME_CHANNEL}/messages/${id}/threads`, { body: { name: 'x' } }),
    ).rejects.toMatchObject({ code: 160_004 });
    expect(discord.problems()).toEqual([]);
  });

  it('reports an interaction nobody answered, and one answered twice', async () => {
    const { discord, client } = await startClient();
    const quota = discord.sendCommand({ name: 'quota' });
    await expect(quota.callback()).rejects.toThrow('a first answer to /quota');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const answerTo = ({ id, token }: { readonly id: string; readonly token: string }) =>
      client.rest.post(`/interactions/${id}/${token}/callback`, { body: { type: 5 }, auth: false });
    await expect(answerTo(quota)).rejects.toMatchObject({ code: 10_062 });
    expect(discord.problems()).toEqual(['/quota: no answer within 3000 ms']);

    const second = discord.sendCommand({ name: 'numbers' });
    await answerTo(second);
    await expect(answerTo(second)).rejects.toMatchObject({ code: 40_060 });
    expect(discord.problems()).toContain('/numbers: answered twice');
  });
});

describe('the gateway of the server', () => {
  it('lets a client resume after op 7, a close code and a cut line, and replays what it missed', async () => {
    const heard: string[] = [];
    const { discord } = await startClient(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        heard.push(interaction.commandName);
        await interaction.reply('here');
      }
    });
    await discord.gateway.reconnect();
    await discord.gateway.connected();
    await discord.gateway.close(4009);
    await discord.gateway.connected();
    await discord.gateway.drop();
    const missed = discord.sendCommand({ name: 'quota' });
    await discord.gateway.connected();

    expect((await missed.reply()).content).toBe('here');
    expect([discord.gateway.identifies(), discord.gateway.resumes()]).toEqual([1, 3]);
    expect(heard).toEqual(['quota']);
  });

  it('makes a client resume, or identify again, after an invalid session', async () => {
    const { discord } = await startClient(async (interaction) => {
      if (interaction.isRepliable()) await interaction.reply('here');
    });
    await discord.gateway.invalidSession(true);
    expect([discord.gateway.identifies(), discord.gateway.resumes()]).toEqual([1, 1]);
    // Only one that has digested RESUMED bears to lose its session.
    await discord.sendCommand({ name: 'quota' }).reply();
    await discord.gateway.invalidSession(false);
    await discord.gateway.connected(15_000);
    expect(discord.gateway.identifies()).toBe(2);
    // A client that is destroyed before it has read READY never comes to an end.
    await discord.sendCommand({ name: 'quota' }).reply();
  });

  it('stays silent on heartbeats when told so, and the client comes back on its own', async () => {
    const { discord } = await startClient(undefined, { heartbeatIntervalMs: 150 });
    discord.gateway.answerHeartbeats(false);
    await discord.until('a resume', () => (discord.gateway.resumes() > 0 ? true : undefined));
    discord.gateway.answerHeartbeats(true);
    expect(discord.gateway.identifies()).toBe(1);
  });

  it('closes on a wrong token and on privileged intents', async () => {
    const discord = await startDiscordServer();
    closers.push(() => discord.close());
    const wrong = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });
    await expect(wrong.login('x.y.z')).rejects.toThrow('invalid token');
    const greedy = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: discord.apiUrl } });
    closers.push(() => greedy.destroy());
    await expect(greedy.login(discord.token)).rejects.toThrow('disallowed intents');
  });
});
