import type { Fault } from '../loopback/faults.js';
import { lineFault } from '../loopback/faults.js';
import { jsonAnswer } from '../loopback/http.js';

/** A refusal in Discord's way: a status with a code of its own. */
function refused(status: number, code: number, message: string): Fault {
  return { kind: 'answer', answer: jsonAnswer({ message, code }, status) };
}

/** How long a rate limit lasts and whom it hits. */
export interface RateLimit {
  /** Seconds, also parts of one. */
  readonly retryAfter: number;
  readonly scope?: 'user' | 'global' | 'shared';
}

/**
 * The ways in which Discord lets a caller down (https://discord.com/developers/docs/topics/rate-limits and
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes).
 */
export const discordFault = {
  ...lineFault,
  refused,
  rateLimited: ({ retryAfter, scope = 'user' }: RateLimit): Fault => ({
    kind: 'answer',
    answer: jsonAnswer(
      { message: 'You are being rate limited.', retry_after: retryAfter, global: scope === 'global' },
      429,
      {
        'retry-after': String(retryAfter),
        'x-ratelimit-scope': scope,
        ...(scope === 'global'
          ? { 'x-ratelimit-global': 'true' }
          : {
              'x-ratelimit-limit': '5',
              'x-ratelimit-remaining': '0',
              'x-ratelimit-reset-after': String(retryAfter),
              'x-ratelimit-bucket': 'loopback',
            }),
      },
    ),
  }),
  /** What the wall in front of Discord answers after too many bad requests. */
  cloudflare: (retryAfter: number): Fault => ({
    kind: 'answer',
    answer: {
      status: 429,
      headers: { 'content-type': 'text/html', 'retry-after': String(retryAfter) },
      body: '<html><body>error code: 1015</body></html>',
    },
  }),
  serverError: (status = 500): Fault => ({
    kind: 'answer',
    answer: { status, headers: { 'content-type': 'text/plain' }, body: 'upstream failure' },
  }),
  missingPermissions: refused(403, 50_013, 'Missing Permissions'),
  missingAccess: refused(403, 50_001, 'Missing Access'),
  unknownChannel: refused(404, 10_003, 'Unknown Channel'),
  unknownMessage: refused(404, 10_008, 'Unknown Message'),
  unauthorized: refused(401, 0, '401: Unauthorized'),
} as const;
