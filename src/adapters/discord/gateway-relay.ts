import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { upgrade } from 'undici';
import { agentThrough, type Tunnel } from '../../kit/tunnel.js';

/** A door on this machine to Discord's gateway. */
export interface GatewayRelay {
  /** The address on this machine that leads to a `wss:` address; any other is handed back as it is. */
  addressFor(gateway: string): Promise<string>;
  /** Cuts what goes through it, and closes it. */
  close(): void;
}

/** What the other side is told of how a WebSocket is opened. */
const carried = /^(?:sec-websocket-.+|user-agent)$/i;

/**
 * The vendor's library opens its WebSocket by itself and knows no proxy. So it is given an address on this machine; from
 * there the line goes through the tunnel, over TLS. A key stands in the address, which leads only where `addressFor` was
 * asked to. `onTrouble` hears why a line could not be made.
 */
export function gatewayRelay(tunnel: Tunnel, onTrouble: (error: unknown) => void): GatewayRelay {
  const agent = agentThrough(tunnel);
  const key = randomUUID();
  const targets: string[] = [];
  const open = new Set<Duplex>();
  const server = createServer((_request, response) => void response.writeHead(404).end());

  /** Where a request is to go; null: nowhere. */
  function targetOf({ url = '' }: IncomingMessage): URL | null {
    const { pathname, search } = new URL(url, 'http://127.0.0.1');
    const [, said, index] = pathname.split('/');
    const target = said === key ? targets[Number(index)] : undefined;
    if (target === undefined) return null;
    const address = new URL(target.replace(/^wss:/, 'https:'));
    address.search = search;
    return address;
  }

  async function lead(request: IncomingMessage, near: Duplex, head: Buffer): Promise<void> {
    const target = targetOf(request);
    if (target === null) {
      near.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    const headers = Object.entries(request.headers).filter(([name]) => carried.test(name));
    const { socket: far, headers: answer } = await upgrade(target, {
      dispatcher: agent,
      protocol: 'websocket',
      headers: headers.map(([name, value]) => [name, String(value)] as const).flat(),
    });
    open.add(far);
    far.once('close', () => open.delete(far));
    const lines = Object.entries(answer).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    near.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
    far.write(head);
    await pipeline(near, far, near).catch(() => undefined);
  }

  server.on('upgrade', (request, near: Duplex, head) => {
    open.add(near);
    near.once('close', () => open.delete(near));
    lead(request, near, head).catch((error: unknown) => {
      onTrouble(error);
      near.on('error', () => undefined).end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n');
    });
  });

  const port = new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });
  port.catch(onTrouble);

  return {
    async addressFor(gateway) {
      if (!gateway.startsWith('wss:')) return gateway;
      if (!targets.includes(gateway)) targets.push(gateway);
      return `ws://127.0.0.1:${await port}/${key}/${targets.indexOf(gateway)}`;
    },
    close() {
      for (const line of open) line.destroy();
      server.close();
      void agent.destroy();
    },
  };
}
