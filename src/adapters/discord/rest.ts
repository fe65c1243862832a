import { REST, type RESTOptions } from '@discordjs/rest';
import { forgettingLimits } from './limits-by-clock.js';
import type { Transport } from './transport.js';

/** Discord's REST at `apiUrl`, over `transport`. Nothing is retried and no rate limit is waited for: both throw. */
export function createRest(apiUrl: string, transport: Transport): REST {
  return forgettingLimits(
    new REST({
      api: apiUrl.replace(/\/+$/, ''),
      makeRequest: transport.makeRequest,
      retries: 0,
      rejectOnRateLimit: () => true,
      // The transport has the deadline, which also covers the body.
      timeout: 10 * 60_000,
    }),
  );
}

/** Options of a REST client that waits short rate limits out. For the gateway and for looking round. */
export function patientOptions(apiUrl: string, transport: Transport): Partial<RESTOptions> {
  return {
    api: apiUrl.replace(/\/+$/, ''),
    makeRequest: transport.makeRequest,
    retries: 1,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > 5_000,
    timeout: 10 * 60_000,
  };
}

/**
 * Options of a REST client for answers to people. They do not count towards the bot's requests a second:
 * https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
 */
export function answerOptions(apiUrl: string, transport: Transport): Partial<RESTOptions> {
  return { ...patientOptions(apiUrl, transport), globalRequestsPerSecond: Number.POSITIVE_INFINITY };
}
