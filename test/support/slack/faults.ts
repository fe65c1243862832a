import type { Fault } from '../loopback/faults.js';
import { lineFault } from '../loopback/faults.js';
import { jsonAnswer } from '../loopback/http.js';

/** The ways in which Slack lets a caller down (https://docs.slack.dev/apis/web-api/rate-limits). */
export const slackFault = {
  ...lineFault,
  /** 429; `retryAfter` goes into the header as it is, and the header is missing when undefined. */
  rateLimited: (retryAfter?: number | string): Fault => ({
    kind: 'answer',
    answer: jsonAnswer(
      { ok: false, error: 'ratelimited' },
      429,
      retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    ),
  }),
  serverError: (status = 500): Fault => ({
    kind: 'answer',
    answer: { status, headers: { 'content-type': 'text/plain' }, body: 'upstream failure' },
  }),
  /** 200 with `{"ok":false}` and the code. */
  refused: (error: string, extra: Readonly<Record<string, unknown>> = {}): Fault => ({
    kind: 'answer',
    answer: jsonAnswer({ ok: false, error, ...extra }),
  }),
  /** 200 with `{"ok":true}` and these parts alone. */
  answered: (parts: Readonly<Record<string, unknown>>): Fault => ({
    kind: 'answer',
    answer: jsonAnswer({ ok: true, ...parts }),
  }),
} as const;
