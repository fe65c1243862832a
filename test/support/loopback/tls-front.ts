import { readFileSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/loopback-tls/${name}`, import.meta.url));

/** The certificate that a client must trust, as NODE_EXTRA_CA_CERTS names it; for localhost and *.loopback.test. */
export const trustedCertificate = fixture('certificate.pem');

/** TLS in front of a server that speaks without. */
export interface TlsFront {
  readonly port: number;
  close(): Promise<void>;
}

/** Opens TLS on a free port of 127.0.0.1 before the server on another port of it. */
export async function openTlsFront(behind: number): Promise<TlsFront> {
  const open = new Set<Socket>();
  const server = createServer(
    { key: readFileSync(fixture('key.pem')), cert: readFileSync(trustedCertificate) },
    (near) => {
      const far = connect(behind, '127.0.0.1');
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        open.add(one);
        one.pipe(other);
        one
          .on('error', () => other.destroy())
          .on('close', () => {
            other.destroy();
            open.delete(one);
          });
      }
    },
  );
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
