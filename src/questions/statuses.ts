import type { ProblemCode } from './question.js';

/** The HTTP status of each problem, and its title. */
export const statuses: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  unauthorised: { status: 401, title: 'The bearer token is missing or wrong.' },
  'not-found': { status: 404, title: 'There is no such thing.' },
  several: { status: 409, title: 'Several things are meant.' },
  'not-understood': { status: 422, title: 'The question is not understood.' },
  'too-many': { status: 429, title: 'Too many questions.' },
  failed: { status: 500, title: 'Something went wrong inside the bot.' },
  'not-looked-yet': { status: 503, title: 'Nobody has looked yet.' },
  blind: { status: 503, title: 'The bot does not see the portfolio.' },
  stale: { status: 503, title: 'The last look is too old.' },
  unknown: { status: 503, title: 'A figure that the answer needs is not known.' },
  store: { status: 503, title: 'The store cannot be read.' },
};
