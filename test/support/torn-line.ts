import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A line to a server on this machine that can be torn. */
export interface TornLine {
  readonly port: number;
  /** From now on, who sends this gets no answer: its connection is torn when the server has answered it. */
  tearAfter(text: string): void;
  /** Lets all through again. */
  mend(): void;
}

/** Opens a line to a port; it is closed when the test is over. */
export async function tornLine(to: number): Promise<TornLine> {
  let fatal: string | null = null;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    let torn = false;
    for (const one of [near, far]) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes: Buffer) => {
      torn ||= fatal !== null && bytes.includes(fatal);
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (torn) near.destroy();
      else near.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const one of open) one.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return {
    port: address.port,
    tearAfter(text) {
      fatal = text;
    },
    mend() {
      fatal = null;
    },
  };
}
