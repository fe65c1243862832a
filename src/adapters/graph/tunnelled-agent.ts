import type { Agent } from 'node:https';
import { Socket } from 'node:net';
import type { Tunnel } from '../../kit/tunnel.js';

/** Makes the agent open its lines through the tunnel, where there is one. `within` is in milliseconds. */
export function throughTunnel(agent: Agent, tunnel: Tunnel, within: number): Agent {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const opening = tunnel(options.host ?? '', Number(options.port ?? 443), within);
    if (opening === null) return connect(options, callback);
    const failed = (error: unknown): void =>
      callback?.(error instanceof Error ? error : new Error(String(error)), new Socket());
    opening.then((socket) => {
      // With a line beneath it, the agent only adds TLS.
      const secured = connect(Object.assign(options, { socket }));
      if (secured) callback?.(null, secured);
    }, failed);
    return undefined;
  };
  return agent;
}
