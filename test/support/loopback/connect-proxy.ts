import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy that leads lines on, as CONNECT asks it to. */
export interface ConnectProxy {
  readonly port: number;
  /** `host:port` of each line that was asked for, in order. */
  readonly asked: readonly string[];
  /** From now on it answers so; null: it leads on. */
  refuse(status: number | null): void;
  close(): Promise<void>;
}

/** How a proxy is opened. */
export interface ConnectProxyOptions {
  /** The ports of this machine that names stand for, where nobody else knows them. */
  readonly hosts?: Readonly<Record<string, number>>;
  /** `user:password` that it asks for; absent: it asks nobody. */
  readonly credentials?: string;
}

/** Opens a proxy on a free port of 127.0.0.1. It leads to this machine only. */
export async function openConnectProxy({
  hosts = {},
  credentials,
}: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const asked: string[] = [];
  const open = new Set<Duplex>();
  const welcome =
    credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  let refusal: number | null = null;
  const server = createServer((_request, response) => void response.writeHead(405).end());
  server.on('connect', ({ url = '', headers }, near: Duplex) => {
    asked.push(url);
    open.add(near);
    near.on('error', () => undefined).on('close', () => open.delete(near));
    const isWelcome = welcome === undefined || headers['proxy-authorization'] === welcome;
    const status = refusal ?? (isWelcome ? null : 407);
    if (status !== null) {
      const question = status === 407 ? 'proxy-authenticate: Basic realm="proxy"\r\n' : '';
      near.end(`HTTP/1.1 ${status} No\r\n${question}content-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`https://${url}`);
    const far = connect(hosts[hostname] ?? (Number(port) || 443), '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    refuse(status) {
      refusal = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const line of open) line.destroy();
        server.closeAllConnections();
      }),
  };
}
