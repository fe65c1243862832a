import type { REST } from 'discord.js';

/**
 * The client, which forgets rate limits once the clock was put back. discord.js keeps them by the wall clock. It would
 * send nothing for as long as the clock was moved. Discord tells them again.
 */
export function forgettingLimits(rest: REST): REST {
  const queue = rest.queueRequest.bind(rest);
  let asked = Date.now();
  rest.queueRequest = (request) => {
    const now = Date.now();
    if (now < asked) {
      rest.handlers.clear();
      rest.globalReset = -1;
      rest.globalRemaining = Math.max(1, rest.options.globalRequestsPerSecond);
    }
    asked = now;
    return queue(request);
  };
  return rest;
}
