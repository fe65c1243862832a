import { isIPv6, Socket } from 'node:net';
import { Client } from 'undici';
import type { Tunnel } from '../../kit/tunnel.js';
import { isException } from './no-proxy.js';

/** A proxy that does not let a line through. */
export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
  /** As HTTP knows it: 407 asks for a user and a password. */
  readonly status: number;
  readonly code: string;
  constructor(status: number) {
    super(`The proxy answered ${status}.`);
    this.status = status;
    this.code = `PROXY_ANSWERED_${status}`;
  }
}

/** Leads lines through the proxy at `address`, but for those that `exceptions` name. The address has user and password. */
export function proxyTunnel(address: string, exceptions: string): Tunnel {
  const { origin, username, password } = new URL(address);
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = words === ':' ? null : `Basic ${Buffer.from(words).toString('base64')}`;

  async function open(host: string, port: number, within: number): Promise<Socket> {
    const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
    const proxy = new Client(origin, { connectTimeout: within });
    try {
      const { statusCode, socket } = await proxy.connect({
        path: authority,
        headers: {
          host: authority,
          ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
        },
        signal: AbortSignal.timeout(within),
      });
      if (statusCode >= 200 && statusCode < 300 && socket instanceof Socket) return socket;
      socket.on('error', () => undefined).destroy();
      throw new ProxyRefusal(statusCode);
    } finally {
      // The line is no longer its own.
      void proxy.close();
    }
  }

  return (host, port, within) => (isException(exceptions, host, port) ? null : open(host, port, within));
}
