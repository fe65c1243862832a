import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Disk } from '../../../src/cli/trials/disk.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import {
  aBotRuns,
  checked,
  commandsAreOffered,
  usualSettings,
  type Fault,
} from '../../support/e2e/checking.js';
import { filesIn } from '../../support/e2e/secrets.js';

const disk = (change: Partial<Disk>): Disk => ({
  refusal: () => Promise.resolve(null),
  free: () => Promise.resolve(1e12),
  ...change,
});

/** Somebody else's program on a port of this machine. */
async function takenPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return String(address.port);
}

const faults: readonly (readonly [string, () => Fault | Promise<Fault>, RegExp])[] = [
  [
    'a store folder that is read-only',
    () => ({ disk: disk({ refusal: () => Promise.resolve('EROFS') }) }),
    /^Store, \S+: Its disk is read-only, at \S+ \(EROFS\)\. Name another place in STORE_URL\.$/,
  ],
  [
    'a store folder of another user',
    () => ({ disk: disk({ refusal: () => Promise.resolve('EACCES') }) }),
    /^Store, \S+: This user may not write to \S+ \(EACCES\)\. Give it that right, or name another place in STORE_URL\.$/,
  ],
  [
    'a disk that is nearly full',
    () => ({ disk: disk({ free: () => Promise.resolve(7_300_000) }) }),
    /^Store, \S+: Only 7 MB are free on its disk\. Free some space\.$/,
  ],
  [
    'a store that is no store',
    () => ({
      prepare: (_shop, folder) => {
        mkdirSync(join(folder, 'data'));
        writeFileSync(join(folder, 'data', 'tierwatch.sqlite'), 'x'.repeat(4_096));
      },
    }),
    /^Store, \S+: The store \S+ is damaged\. /,
  ],
  [
    'a folder in place of the store',
    () => ({
      prepare: (_shop, folder) =>
        void mkdirSync(join(folder, 'data', 'tierwatch.sqlite'), { recursive: true }),
    }),
    /^Store, \S+: The store \S+ is a folder\. /,
  ],
  [
    'a running bot that sees nothing any more',
    () => ({
      prepare: async (shop, folder) => {
        await commandsAreOffered(shop);
        await aBotRuns(shop, folder, 5 * HOUR);
      },
    }),
    /^Store, \S+: A bot runs with it, but the last look that saw anything was 5 h ago\. See the log of the bot\.$/,
  ],
  [
    'a port that another program has',
    async () => ({ env: { PORT: await takenPort() } }),
    /^HTTP, 127\.0\.0\.1:\d+: Port \d+ on 127\.0\.0\.1 is in use by another program\. Stop that one, or set PORT to a free port\.$/,
  ],
  [
    'an address that this machine does not have',
    () => ({ env: { HOST: '192.0.2.1' } }),
    /^HTTP, 192\.0\.2\.1:0: HOST is 192\.0\.2\.1, which is no address of this machine\./,
  ],
  [
    'a heartbeat that the monitor does not know',
    () => ({ prepare: ({ monitor }) => monitor.answer(404) }),
    /^Heartbeat: The monitor knows no such ping\. Check HEARTBEAT_URL\.$/,
  ],
  [
    'a heartbeat that nobody takes',
    () => ({ env: { HEARTBEAT_URL: 'http://127.0.0.1:1024/CANARY-key' } }),
    /^Heartbeat: Nothing answers at that address \(ECONNREFUSED\)\. Check HEARTBEAT_URL\.$/,
  ],
];

describe('check and this machine', () => {
  it.each(faults)('tells %s in one line', async (_name, fault, line) => {
    const { code, toFix } = await checked(await fault());
    expect(toFix).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(1);
  });

  it('says what time it is in each zone, how old the store is, and that ALL_PROXY is not followed', async () => {
    const { toFix, well } = await checked({
      settings: `${usualSettings}timezone: Asia/Jakarta\n`,
      env: { ALL_PROXY: 'socks5://user:CANARY-password@proxy.example:1080' },
      prepare: async (shop, folder) => {
        await commandsAreOffered(shop);
        await aBotRuns(shop, folder, 3 * MINUTE);
      },
    });
    expect(toFix).toEqual([]);
    expect(well).toContainEqual(
      expect.stringMatching(/^Time zones: It is now \d\d:\d\d in Asia\/Jakarta\.$/),
    );
    expect(well).toContainEqual(
      expect.stringMatching(/^Store, .*A bot runs with it; the last look .* 3 min ago\. /),
    );
    expect(well).toContainEqual(
      expect.stringMatching(
        /^Proxy: ALL_PROXY is set, but only HTTPS_PROXY is followed; the bot goes straight/,
      ),
    );
  });

  it('leaves the port to the bot that runs', async () => {
    const { well } = await checked({
      env: { PORT: await takenPort() },
      prepare: (shop, folder) => aBotRuns(shop, folder),
    });
    expect(well).toContainEqual(expect.stringMatching(/^HTTP, .*: It is in use, by the bot that runs\.$/));
  });

  it('changes nothing: it makes no store, posts nothing, and pings the monitor once', async () => {
    let pings = (): number => 0;
    let messages = (): number => 0;
    let made: () => readonly string[] = () => [];
    await checked({
      prepare: ({ monitor, slack, discord }, folder) => {
        pings = monitor.pings;
        messages = () => slack.messages.list().length + discord.messages.list().length;
        made = () => filesIn(folder).map(([path]) => path.slice(folder.length + 1));
      },
    });
    expect([pings(), messages(), made()]).toEqual([1, 0, ['tierwatch.yaml']]);
  });
});
