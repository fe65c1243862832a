// Loaded before every test file, and before any package that captures fetch: nock first, then a guard
// that makes every connection to anything but this machine fail at once, whichever client opens it.
import 'nock';
import net from 'node:net';

const onThisMachine = /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

function hostOf(args: readonly unknown[]): string | undefined {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && typeof first.path === 'string' && !('port' in first && first.port))
      return undefined;
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  if (typeof first === 'number') return typeof args[1] === 'string' ? args[1] : 'localhost';
  return undefined;
}

const connect = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect')?.value as (
  this: net.Socket,
  ...args: unknown[]
) => net.Socket;
// Many files share a process; one guard is enough.
if (connect.name !== 'guarded') {
  net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
    const host = hostOf(args);
    if (host !== undefined && !onThisMachine.test(host)) {
      throw new Error(`A test tried to reach ${host}. Tests talk to 127.0.0.1 only.`);
    }
    return connect.apply(this, args);
  };
}
