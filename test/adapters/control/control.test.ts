import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { askControl } from '../../../src/adapters/control/client.js';
import { openControl, type Control } from '../../../src/adapters/control/server.js';
import { socketPath } from '../../../src/adapters/control/socket-path.js';
import { fakeLog } from '../../support/fakes/log.js';
import { folderWith } from '../../support/folder.js';

const patience = 10_000;
const open: Control[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function listening(
  run: (request: unknown) => Promise<unknown> = async (request) => ({ heard: request }),
  path = join(folderWith(), 'store.sock'),
): Promise<string> {
  open.push(await openControl({ path, log: fakeLog(), run }));
  return path;
}

describe('the control socket', () => {
  it('takes what is asked and gives the answer back', async () => {
    const path = await listening();
    expect(await askControl(path, { command: 'poll' }, patience)).toEqual({
      answer: { heard: { command: 'poll' } },
    });
  });

  it('can be reached by this user only, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      const path = await listening();
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(process.umask(0)).toBe(0);
    } finally {
      process.umask(before);
    }
  });

  it('says why something could not be done, and goes on listening', async () => {
    const path = await listening(async (request) => {
      if (request === 'bad') throw new Error('no such command');
      return 'good';
    });
    await expect(askControl(path, 'bad', patience)).rejects.toThrow('no such command');
    expect(await askControl(path, 'well', patience)).toEqual({ answer: 'good' });
  });

  it.each([
    ['no JSON', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n{x}'],
    ['too much', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n${'"'.repeat(90_000)}`],
    ['no HTTP', 'hello\r\n\r\n'],
    ['nothing at all', ''],
  ])('refuses %s without harm', async (_, bytes) => {
    const path = await listening();
    const line = connect(path);
    line.on('error', () => undefined);
    line.end(bytes);
    line.resume();
    await once(line, 'close');
    expect(await askControl(path, 1, patience)).toEqual({ answer: { heard: 1 } });
  });

  it('is answered by nobody when there is no bot', async () => {
    expect(await askControl(join(folderWith(), 'store.sock'), 1, patience)).toBeNull();
  });

  it('is taken over from a bot that was killed', async () => {
    const path = join(folderWith(), 'store.sock');
    const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(path)).toBe(true);
    expect(await askControl(path, 1, patience)).toBeNull();
    await listening(undefined, path);
    expect(await askControl(path, 1, patience)).toEqual({ answer: { heard: 1 } });
  });

  it('does not take the place of a file', async () => {
    const path = join(folderWith({ 'store.sock': 'mine' }), 'store.sock');
    await expect(listening(undefined, path)).rejects.toThrow('in the way of the control socket');
    expect(statSync(path).isFile()).toBe(true);
    writeFileSync(path, 'still mine');
    expect(await askControl(path, 1, patience)).toBeNull();
  });

  it('is gone when the bot has stopped, and tells who was waiting', async () => {
    let asked = (): void => undefined;
    const heard = new Promise<void>((resolve) => (asked = resolve));
    const path = await listening(() => {
      asked();
      return new Promise(() => undefined);
    });
    const waiting = expect(askControl(path, 1, patience)).rejects.toThrow('ended before it answered');
    await heard;
    await open.splice(0)[0]?.close();
    await waiting;
    expect(existsSync(path)).toBe(false);
  });

  it('says so when the bot does not answer', async () => {
    const path = join(folderWith(), 'store.sock');
    const silent = createServer();
    silent.listen(path);
    await once(silent, 'listening');
    await expect(askControl(path, 1, 50)).rejects.toThrow('does not answer');
    silent.close();
  });
});

describe('the path of the control socket', () => {
  it('is beside the store, absolute or from this folder, whichever is shorter', () => {
    expect(socketPath('./data/t.sqlite', '/srv/bot')).toBe('data/t.sqlite.sock');
    expect(socketPath('/var/lib/t.sqlite', '/home/sari/bot/deep')).toBe('/var/lib/t.sqlite.sock');
    expect(socketPath('./data/t.sqlite', `/srv/${'deep/'.repeat(40)}`)).toBe('data/t.sqlite.sock');
  });

  it('is none for a store without a file, or too deep for a socket', () => {
    expect(socketPath(null, '/')).toBeNull();
    expect(socketPath(`/${'deep/'.repeat(40)}t.sqlite`, '/')).toBeNull();
  });
});
