import { createServer } from 'node:net';
import { listenTrouble } from '../../adapters/http/listen-trouble.js';
import { toFix, well, type TrialOf } from './trial-context.js';

/** Whether the HTTP server can take its address; while a bot runs, that bot has it. */
export const portTrials: TrialOf = async ({ configuration, botRuns }) => {
  const { host, port } = configuration.http;
  const what = `HTTP, ${host}:${String(port)}`;
  const trouble = await listening(host, port);
  if (botRuns) {
    // The port of another bot cannot be told from that of a stranger; the running one knows that it has it.
    return [well(what, trouble === null ? 'It is free.' : 'It is in use, by the bot that runs.')];
  }
  return [trouble === null ? well(what, 'It is free.') : toFix(what, trouble.message)];
};

/** Takes the address for a moment; null: it can be had. */
function listening(host: string, port: number): Promise<Error | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => resolve(listenTrouble(error, host, port)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
