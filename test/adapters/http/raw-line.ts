import { once } from 'node:events';
import { connect } from 'node:net';

/** A connection to a server, byte by byte. */
export interface RawLine {
  send(text: string): void;
  /** All that came so far. */
  readonly heard: () => string;
  /** Resolves when what came fits. */
  hears(pattern: RegExp): Promise<void>;
  /** Resolves when the server has closed the line. */
  readonly closed: Promise<unknown>;
  /** Reads no more. */
  pause(): void;
  drop(): void;
}

/** Opens one. */
export async function rawLine(url: string): Promise<RawLine> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  // A server that closes while we send resets the line; that it is closed is all that matters.
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await Promise.race([once(socket, 'connect'), closed]);
  return {
    send: (text) => void socket.write(text),
    heard: () => heard,
    closed,
    pause: () => void socket.pause(),
    drop: () => void socket.destroy(),
    hears: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(heard)) return;
          socket.off('data', look);
          resolve();
        };
        socket.on('data', look);
        look();
        closed.then(() => reject(new Error(`Closed after: ${heard}`)), reject);
      }),
  };
}

/** The beginning of a request: its line and its headers, and no body yet. */
export function headOf(path: string, headers: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\nhost: bot\r\n${lines.join('')}\r\n`;
}
