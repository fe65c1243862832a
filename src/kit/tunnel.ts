import type { Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';

/**
 * Opens a line to a host and port through a proxy, within so many milliseconds; null: such a line goes straight. Rejects
 * with a network code when the proxy is out of reach or refuses.
 */
export type Tunnel = (host: string, port: number, within: number) => Promise<Socket> | null;

/** How long the tunnel may take, and TLS after it, in milliseconds each. */
const connectWithin = 10_000;

/**
 * An undici agent whose lines over TLS go through the tunnel where there is one. `onSocket` sees each line beneath TLS
 * that did: whoever upgrades one to a WebSocket has no other hold of it.
 */
export function agentThrough(tunnel: Tunnel, onSocket: (socket: Socket) => void = () => undefined): Agent {
  const dial = buildConnector({ timeout: connectWithin });
  return new Agent({
    connect(options, callback) {
      const { protocol, hostname, port } = options;
      const opening = protocol === 'https:' ? tunnel(hostname, Number(port) || 443, connectWithin) : null;
      if (opening === null) {
        dial(options, callback);
        return;
      }
      opening.then(
        (socket) => {
          onSocket(socket);
          dial({ ...options, httpSocket: socket }, callback);
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
}
