import { describe, expect, it, onTestFinished } from 'vitest';
import { listenTrouble } from '../../../src/adapters/http/listen-trouble.js';
import { httpServer } from '../../../src/adapters/http/server.js';
import { fakeLog } from '../../support/fakes/log.js';
import { jsonAnswer, listenOnLoopback } from '../../support/loopback/http.js';

const serve = (host: string, port: number): ReturnType<typeof httpServer> =>
  httpServer({
    host,
    port,
    log: fakeLog(),
    unready: () => [],
    metrics: () => Promise.resolve({ status: 200, type: 'text/plain', text: '' }),
    mounts: () => [],
  });

describe('an address that cannot be taken', () => {
  it('is told with what to change when the port is in use', async () => {
    const other = await listenOnLoopback(() => Promise.resolve(jsonAnswer({})));
    onTestFinished(() => other.close());
    await expect(serve('127.0.0.1', other.port)).rejects.toThrow(
      `Port ${String(other.port)} on 127.0.0.1 is in use by another program. Stop that one, or set PORT to a free port.`,
    );
  });

  it('is told with what to change when it is another machine’s', async () => {
    await expect(serve('192.0.2.1', 0)).rejects.toThrow(
      'HOST is 192.0.2.1, which is no address of this machine. Use 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses, or one of them.',
    );
  });

  it.each([
    ['EACCES', 'This user may not open port 80 on bot.example.'],
    ['ENOTFOUND', 'HOST is bot.example, a name that nobody knows.'],
    ['EAI_AGAIN', 'HOST is bot.example, a name that cannot be looked up now.'],
    ['EMFILE', 'Nothing can be served on bot.example, port 80 (EMFILE). Check HOST and PORT.'],
  ])('is told for %s', (code, sentence) => {
    const error = Object.assign(new Error('listen'), { code });
    expect(listenTrouble(error, 'bot.example', 80).message).toContain(sentence);
  });
});
