import net from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { discordFault } from '../../support/discord/faults.js';
import { jsonAnswer } from '../../support/loopback/http.js';
import { aDelivery, bench, commands, connectedBench, pause, phrasesFor } from './bench.js';

const GATEWAY = 'GET /gateway/bot';
const eventsOf = (log: { readonly lines: readonly { readonly event: string }[] }) =>
  log.lines.map(({ event }) => event);

describe('connecting to Discord', () => {
  it('is ready once started, with no more than it needs', async () => {
    const { chat, server } = await connectedBench();
    expect(chat.ready()).toBe(true);
    expect(server.gateway.identifies()).toBe(1);
    expect(server.problems()).toEqual([]);
  });

  it('says what to do about a wrong token, without showing it', async () => {
    const made = await bench({ token: 'wrong.secret.token' });
    const started = made.chat.start(commands, made.responder);
    await expect(started).rejects.toThrow(/DISCORD_TOKEN/);
    await expect(started).rejects.not.toThrow(/secret/);
    expect(JSON.stringify(made.log.lines)).not.toContain('secret');
    expect(made.chat.ready()).toBe(false);
  });

  it('tries again when Discord is out of order for a moment', async () => {
    const made = await bench();
    made.server.faults.next(GATEWAY, discordFault.serverError(503), discordFault.serverError(503));
    made.server.faults.next(
      /applications/,
      discordFault.serverError(500),
      discordFault.rateLimited({ retryAfter: 0.05 }),
    );
    await made.chat.start(commands, made.responder);
    expect(made.chat.ready()).toBe(true);
    expect(made.server.commands.list()).toHaveLength(2);
  });

  it('leaves the connecting to the background when Discord stays away, and delivers meanwhile', async () => {
    const made = await bench({ pace: { firstWait: 100 } });
    const mend = made.server.faults.always(GATEWAY, discordFault.serverError(503));
    await made.chat.start(commands, made.responder);
    expect(made.chat.ready()).toBe(false);
    await made.chat.post(aDelivery());
    expect(made.server.messages.list()).toHaveLength(1);
    mend();
    await vi.waitFor(() => expect(made.chat.ready()).toBe(true), 5_000);
  });

  it('stops promptly while it is connected, while it waits, and before it was started', async () => {
    const connected = await connectedBench();
    const waiting = await bench({ pace: { firstWait: 50, retry: 60_000, longestRetry: 60_000 } });
    waiting.server.faults.always(GATEWAY, discordFault.serverError(503));
    await waiting.chat.start(commands, waiting.responder);
    const fresh = await bench();
    const since = Date.now();
    await Promise.all([connected.chat.stop(), waiting.chat.stop(), fresh.chat.stop()]);
    expect(Date.now() - since).toBeLessThan(1_500);
    await vi.waitFor(() => expect(connected.server.gateway.connections()).toBe(0));
    expect(connected.chat.ready()).toBe(false);
  });

  it('stops promptly while Discord does not answer at all', async () => {
    const made = await bench({ pace: { firstWait: 50 } });
    made.server.faults.always(/.*/, discordFault.acceptThenSilence);
    await made.chat.start(commands, made.responder);
    const since = Date.now();
    await made.chat.stop();
    expect(Date.now() - since).toBeLessThan(1_500);
  });
});

describe('the line to Discord', () => {
  it.each([4000, 4009, 1011])('is resumed after close code %i, and answers again', async (code) => {
    const { chat, server, log, responder } = await connectedBench();
    await server.gateway.close(code);
    await vi.waitFor(() => expect(eventsOf(log)).toContain('discord.line-lost'));
    await vi.waitFor(() => expect(chat.ready()).toBe(true), 5_000);
    expect(server.gateway.resumes() + server.gateway.identifies()).toBe(2);
    await server.sendCommand({ name: 'quota', options: { number: '1' } }).reply();
    expect(responder.asked).toHaveLength(1);
  });

  it('comes back when Discord asks to reconnect, and when the line is cut', async () => {
    const { chat, server } = await connectedBench();
    await server.gateway.reconnect();
    await vi.waitFor(() => expect(server.gateway.resumes()).toBe(1), 5_000);
    await server.gateway.drop();
    await vi.waitFor(() => expect(server.gateway.resumes()).toBe(2), 5_000);
    await vi.waitFor(() => expect(chat.ready()).toBe(true));
  });

  it.each([
    [4004, /DISCORD_TOKEN/],
    [4014, /events/],
  ])('that is closed with %i for good is not called ready; delivering goes on', async (code, reason) => {
    const { chat, server, log } = await connectedBench();
    await server.gateway.close(code);
    await vi.waitFor(() => expect(eventsOf(log)).toContain('discord.disconnected'));
    expect(chat.ready()).toBe(false);
    const line = log.lines.find(({ event }) => event === 'discord.disconnected');
    expect(line?.level).toBe('error');
    expect(JSON.stringify(line?.facts)).toMatch(reason);
    await chat.post(aDelivery());
    expect(server.messages.list()).toHaveLength(1);
    expect(server.gateway.identifies()).toBe(1);
  });

  it('that does not come back in time is made anew, and the old one stays away', async () => {
    // discord.js waits half a second before it comes back; here that is too long.
    const { chat, server, log, responder } = await connectedBench({ pace: { stuck: 300 } });
    await server.gateway.close(4000);
    await vi.waitFor(() => expect(eventsOf(log)).toContain('discord.retry'), 3_000);
    await vi.waitFor(() => expect(chat.ready()).toBe(true), 5_000);
    const identified = server.gateway.identifies();
    await pause(900);
    expect(server.gateway.identifies()).toBe(identified);
    expect(server.gateway.resumes()).toBe(0);
    await server.sendCommand({ name: 'quota', options: { number: '1' } }).reply();
    expect(responder.asked).toHaveLength(1);
  });

  it('that stays open but silent is noticed by its heartbeat, and answers again', async () => {
    const { chat, server, log, responder } = await connectedBench({ server: { heartbeatIntervalMs: 150 } });
    server.gateway.answerHeartbeats(false);
    await vi.waitFor(() => expect(eventsOf(log)).toContain('discord.line-lost'), 5_000);
    server.gateway.answerHeartbeats(true);
    await vi.waitFor(() => expect(chat.ready()).toBe(true), 5_000);
    await server.sendCommand({ name: 'quota', options: { number: '1' } }).reply();
    expect(responder.asked).toHaveLength(1);
  });

  it('that was lost when the bot stops stays away', async () => {
    const { chat, server } = await connectedBench();
    await server.gateway.close(4000);
    await chat.stop();
    await pause(900);
    expect(server.gateway.resumes() + server.gateway.identifies()).toBe(1);
  });
});

describe('a gateway that takes the connection and says nothing', () => {
  it('is given up, and what is left of it disturbs the next one by nothing', async () => {
    const silent = net.createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const made = await bench({ pace: { firstWait: 50, stuck: 400, handshake: 800 } });
    const mend = made.server.faults.always(GATEWAY, {
      kind: 'answer',
      answer: jsonAnswer({
        url: `ws://127.0.0.1:${port}`,
        shards: 1,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 },
      }),
    });
    await made.chat.start(commands, made.responder);
    await vi.waitFor(() => expect(eventsOf(made.log)).toContain('discord.retry'), 3_000);
    mend();
    await vi.waitFor(() => expect(made.chat.ready()).toBe(true), 3_000);
    // Long enough for the old sockets to fail.
    await pause(2_000);
    expect(made.chat.ready()).toBe(true);
    expect(made.server.gateway.identifies()).toBe(1);
    expect(eventsOf(made.log).filter((event) => event === 'discord.ready')).toHaveLength(1);
    silent.close();
  });
});

describe('a secret', () => {
  it('is in no line of the log and in no error, whatever fails', async () => {
    const made = await bench({ pace: { firstWait: 300, deadline: 200 } });
    made.server.faults.next(/.*/, discordFault.reset, discordFault.html(502), discordFault.acceptThenSilence);
    await made.chat.start(commands, made.responder);
    await made.server.gateway.close(4004).catch(() => undefined);
    made.server.faults.next(/messages/, discordFault.unauthorized, discordFault.html(200));
    const errors = [
      await made.chat.post(aDelivery()).catch((error: unknown) => error),
      await made.chat.post(aDelivery({ key: 'n-2' })).catch((error: unknown) => error),
    ];
    const all = JSON.stringify([made.log.lines, errors.map(String), phrasesFor('id')]);
    expect(all).not.toContain(made.server.token);
    expect(errors.every((error) => error instanceof Error)).toBe(true);
  });
});
