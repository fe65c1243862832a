import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on this machine that can be closed, and can fall silent. */
export interface Proxy {
  readonly port: number;
  /** Closes every connection; new ones are taken. */
  cut(): void;
  /** From now on nothing comes through, in either direction, and nobody is told. */
  silence(): void;
  /** Lets new connections through again; those that fell silent stay so. */
  mend(): void;
  close(): void;
}

/** Opens a way to a port. */
export async function openProxy(to: number): Promise<Proxy> {
  const open = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    let isSilent = silent;
    const fallSilent = (): void => {
      isSilent = true;
    };
    falling.add(fallSilent);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('data', (bytes) => {
        if (!isSilent) other.write(bytes);
      });
      one.on('close', () => {
        open.delete(one);
        falling.delete(fallSilent);
        // The end of one is word from there, too.
        if (!isSilent) other.destroy();
      });
    }
  });
  const falling = new Set<() => void>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  const cut = (): void => {
    for (const one of open) one.destroy();
  };
  return {
    port: address.port,
    cut,
    silence() {
      silent = true;
      for (const fall of falling) fall();
    },
    mend() {
      silent = false;
    },
    close() {
      cut();
      server.close();
    },
  };
}
