import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { heartbeat } from '../../../src/adapters/system/heartbeat.js';
import { leanFetch } from '../../../src/adapters/system/lean-fetch.js';
import { fakeLog } from '../../support/fakes/log.js';
import { listenOnLoopback, type Outcome } from '../../support/loopback/http.js';

/** What the log says of a ping to an address. */
async function saidOf(url: string): Promise<unknown> {
  const log = fakeLog();
  await heartbeat(url, leanFetch, log)?.();
  expect(JSON.stringify(log.lines)).not.toContain('CANARY');
  return log.lines.map(({ event, facts }) => [event, 'reason' in facts ? facts.reason : null]);
}

async function monitor(outcome: Outcome): Promise<string> {
  const server = await listenOnLoopback(() => Promise.resolve(outcome));
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${String(server.port)}/CANARY`;
}

/** A port of this machine where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

describe('a heartbeat', () => {
  it('says nothing when the monitor takes it', async () => {
    expect(await saidOf(await monitor({ status: 200, body: 'ok' }))).toEqual([]);
  });

  it.each<[Outcome, string, string]>([
    ['reset', 'heartbeat.failed', 'The other side broke off the connection (ECONNRESET).'],
    [
      { status: 302, headers: { location: '/other' }, body: '' },
      'heartbeat.failed',
      'It sends elsewhere; write the address where it leads to.',
    ],
    [{ status: 404, body: '' }, 'heartbeat.refused', 'The monitor knows no such ping. Check HEARTBEAT_URL.'],
    [{ status: 503, body: '' }, 'heartbeat.refused', 'The monitor has a problem of its own.'],
  ])('says in plain words why the monitor did not take it: %j', async (outcome, event, reason) => {
    expect(await saidOf(await monitor(outcome))).toEqual([[event, reason]]);
  });

  it('says when nothing answers there', async () => {
    expect(await saidOf(`http://127.0.0.1:${String(await freePort())}/CANARY`)).toEqual([
      ['heartbeat.failed', 'Nothing answers at that address (ECONNREFUSED).'],
    ]);
  });

  it('says when it asks for https where there is none', async () => {
    const url = (await monitor({ status: 200, body: '' })).replace('http:', 'https:');
    const said = expect.stringMatching(
      /^It does not speak https at that port \(ERR_SSL_[A-Z_]+\)\.$/,
    ) as string;
    expect(await saidOf(url)).toEqual([['heartbeat.failed', said]]);
  });
});
