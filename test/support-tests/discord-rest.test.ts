import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { discordFault } from '../support/discord/faults.js';
import type { GuildOptions } from '../support/discord/guild.js';
import { HOME_CHANNEL, SOMEBODY } from '../support/discord/guild.js';
import type { DiscordServer } from '../support/discord/server.js';
import { startDiscordServer } from '../support/discord/server.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function startRest(
  options: GuildOptions = {},
): Promise<{ readonly discord: DiscordServer; readonly rest: REST }> {
  const discord = await startDiscordServer(options);
  closers.push(() => discord.close());
  const rest = new REST({ api: discord.apiUrl, retries: 0, timeout: 300 }).setToken(discord.token);
  return { discord, rest };
}

const NO_PINGS = { parse: [] };
const MESSAGES = `/channels/${HOME_CHANNEL}/messages` as const;
const ROUTE = 'POST /channels/:channel/messages';

function send(rest: REST, content: string, extra: object = {}): Promise<unknown> {
  return rest.post(MESSAGES, { body: { content, allowed_mentions: NO_PINGS, ...extra } });
}

describe('the REST API of the server', () => {
  it('hands back the same message for the same nonce, until it forgets', async () => {
    const { discord, rest } = await startRest();
    const once = { nonce: 'incident-1', enforce_nonce: true };
    const first = await send(rest, 'Quality fell', once);
    const again = await send(rest, 'Quality fell', once);
    await send(rest, 'Quality fell', { nonce: 'incident-1' });
    expect(again).toMatchObject({ id: (first as { readonly id: string }).id });
    expect(discord.messages.list()).toHaveLength(2);
    discord.forgetNonces();
    await send(rest, 'Quality fell', once);
    expect(discord.messages.list()).toHaveLength(3);
    expect(discord.problems()).toEqual([]);
  });

  it('keeps edits and attachments, and refuses what is not there or not allowed', async () => {
    const { discord, rest } = await startRest({
      channels: [{ id: HOME_CHANNEL }, { id: '31', canSee: false }, { id: '32', canSend: false }],
    });
    await rest.post(MESSAGES, {
      body: { content: 'a', allowed_mentions: NO_PINGS, attachments: [{ id: 0, description: 'a chart' }] },
      files: [{ name: 'use.png', data: Buffer.from([1, 2, 3]), contentType: 'image/png' }],
    });
    const [message] = discord.messages.list();
    await rest.patch(`${MESSAGES}/${message?.id ?? ''}`, {
      body: { content: 'b', allowed_mentions: NO_PINGS },
    });
    const after = discord.messages.find(message?.id ?? '');
    expect(after).toMatchObject({ content: 'b', edits: [{ content: 'a' }] });
    expect(after?.attachments).toMatchObject([{ name: 'use.png', description: 'a chart' }]);
    expect(after?.attachments[0]?.bytes).toEqual(Buffer.from([1, 2, 3]));

    const body = { content: 'x', allowed_mentions: NO_PINGS };
    await expect(rest.post('/channels/30/messages', { body })).rejects.toMatchObject({ code: 10_003 });
    await expect(rest.post('/channels/31/messages', { body })).rejects.toMatchObject({ code: 50_001 });
    await expect(rest.post('/channels/32/messages', { body })).rejects.toMatchObject({ code: 50_013 });
    await expect(rest.get(`${MESSAGES}/5`)).rejects.toMatchObject({ code: 10_008 });
    await expect(send(rest, '')).rejects.toMatchObject({ code: 50_006 });
    const theirs = discord.say(HOME_CHANNEL, SOMEBODY, 'mine');
    await expect(rest.patch(`${MESSAGES}/${theirs}`, { body })).rejects.toMatchObject({ code: 50_005 });
    await rest.delete(`${MESSAGES}/${theirs}`);
    expect(discord.messages.find(theirs)?.deleted).toBe(true);
  });

  it('refuses a wrong token and reports a route it does not know', async () => {
    const { discord, rest } = await startRest();
    await expect(new REST({ api: discord.apiUrl }).setToken('x').get('/users/@me')).rejects.toMatchObject({
      status: 401,
    });
    await expect(rest.get('/stickers/1')).rejects.toMatchObject({ status: 404 });
    expect(discord.problems()).toEqual(['GET /api/v10/stickers/1: the test server does not know this route']);
  });
});

describe('the faults of the server', () => {
  it('rate limits with a time that the client keeps to', async () => {
    const { discord, rest } = await startRest();
    discord.faults.next(ROUTE, discordFault.rateLimited({ retryAfter: 0.35 }));
    const before = Date.now();
    await send(rest, 'a');
    expect(Date.now() - before).toBeGreaterThanOrEqual(340);
    expect(discord.requests.map((request) => request.status)).toEqual([429, 200]);
  });

  it('rate limits everywhere at once, and with the HTML of the wall in front', async () => {
    const { discord, rest } = await startRest();
    rest.options.rejectOnRateLimit = () => true;
    discord.faults.next(ROUTE, discordFault.rateLimited({ retryAfter: 2, scope: 'global' }));
    await expect(send(rest, 'a')).rejects.toMatchObject({ global: true });
    const other = new REST({ api: discord.apiUrl, rejectOnRateLimit: () => true }).setToken(discord.token);
    discord.faults.next(ROUTE, discordFault.cloudflare(600));
    await expect(send(other, 'b')).rejects.toSatisfy(
      (error) => error instanceof RateLimitError && error.retryAfter >= 600_000,
    );
    expect(discord.messages.list()).toEqual([]);
  });

  it('fails with 500, with codes, with HTML and with a cut line', async () => {
    const { discord, rest } = await startRest();
    discord.faults.next(
      ROUTE,
      discordFault.serverError(),
      discordFault.missingPermissions,
      discordFault.unknownChannel,
      discordFault.reset,
      discordFault.html(502),
    );
    await expect(send(rest, 'a')).rejects.toBeInstanceOf(HTTPError);
    await expect(send(rest, 'b')).rejects.toMatchObject({ code: 50_013 });
    await expect(send(rest, 'c')).rejects.toBeInstanceOf(DiscordAPIError);
    await expect(send(rest, 'd')).rejects.toThrow('ECONNRESET');
    await expect(send(rest, 'e')).rejects.toMatchObject({ status: 502 });
    expect(discord.messages.list()).toEqual([]);
    expect(discord.requests.map(({ status, code }) => code ?? status)).toEqual([
      500,
      50_013,
      10_003,
      'reset',
      502,
    ]);
  });

  it('takes a message in without an answer; the nonce makes the second try harmless', async () => {
    const { discord, rest } = await startRest();
    const once = { nonce: 'n1', enforce_nonce: true };
    discord.faults.next(`POST ${MESSAGES}`, discordFault.acceptThenSilence);
    await expect(send(rest, 'a', once)).rejects.toThrow();
    await send(rest, 'a', once);
    expect(discord.messages.list()).toHaveLength(1);
    expect(discord.requests.map((request) => request.status)).toEqual(['silence', 200]);
  });
});

describe('the automatic check', () => {
  it('finds a message that may ping people and user text that came alive', async () => {
    const { discord, rest } = await startRest();
    await rest.post(MESSAGES, { body: { content: 'hello' } });
    discord.distrust('[win](http://evil.example) <@&5>');
    await send(rest, 'No number \\[win](http://evil.example) \\<@&5>');
    await send(rest, 'No number [win](http://evil.example)');
    expect(discord.problems()).toEqual([
      'POST message: allowed_mentions: is missing, so any text may ping people',
      'POST message: content: user text comes alive: [win](http://evil.example)',
    ]);
  });
});
