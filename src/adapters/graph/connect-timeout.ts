import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Makes the agent give up on connections (TLS included) not made after so many milliseconds. Node itself waits as long
 * as the operating system does, which is minutes.
 */
export function withConnectTimeout<A extends Agent>(
  agent: A,
  established: 'connect' | 'secureConnect',
  ms: number,
): A {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback): Duplex | null | undefined => {
    const socket = connect(options, callback);
    if (socket == null) return socket;
    const timer = setTimeout(() => {
      socket.destroy(
        Object.assign(new Error('The connection was not made in time'), { code: 'ECONNTIMEOUT' }),
      );
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
    };
    socket.once(established, stop).once('close', stop).once('error', stop);
    return socket;
  };
  return agent;
}
