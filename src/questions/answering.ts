import { createHash, timingSafeEqual } from 'node:crypto';
import { reasonOf } from '../app/reason.js';
import { MINUTE, SECOND, type Instant } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import { StoreError, type Clock, type Inquiry, type Inquiries, type Log, type HttpPage } from '../ports.js';
import type { Secret } from '../secret.js';
import { questions } from './index.js';
import { openApi } from './openapi.js';
import { untold, type Answer, type QuestionSources, type HttpQuestion, type Untold } from './question.js';
import { statuses } from './statuses.js';

/** What answering over HTTP needs. */
export interface HttpAnsweringOptions {
  /** What whoever asks must show. */
  readonly token: Secret;
  readonly known: () => QuestionSources;
  readonly clock: Clock;
  readonly log: Log;
}

/** The most questions within any minute. */
export const mostAsked = 300;

/** Below this all questions are asked. */
const root = '/v1/';
const documentPath = 'openapi.json';

/** Answers questions over HTTP. Never throws: what goes wrong is a problem, told without its insides. */
export function inquiries(options: HttpAnsweringOptions): Inquiries {
  const { clock, log } = options;
  const holdsToken = tokenCheck(options.token);
  const waitToAsk = rateOf(clock);
  let document: HttpPage | null = null;
  const routes = questions.map((question) => ({ question, path: pathPattern(question.path) }));

  async function answerTo(
    question: HttpQuestion,
    asked: Readonly<Record<string, unknown>>,
  ): Promise<Answer<unknown>> {
    const read = question.asked.safeParse(asked);
    if (!read.success) return untold('not-understood', read.error.issues.map(sentenceOf).join(' '));
    try {
      return await question.ask(asked, options.known());
    } catch (error) {
      log.error('inquiry.failed', { question: question.name, reason: reasonOf(error) });
      if (error instanceof StoreError) return untold('store', 'Ask again later.');
      return untold('failed', 'The log of the bot says more.');
    }
  }

  async function pageFor({ path, query }: Inquiry): Promise<HttpPage> {
    const rest = path.slice(root.length);
    if (rest === documentPath) return (document ??= json(200, openApi(questions)));
    for (const { question, path: pattern } of routes) {
      const found = pattern.exec(rest);
      if (!found) continue;
      const asked = askedIn(found.groups ?? {}, query);
      const started = clock.now();
      const answer = asked.ok ? await answerTo(question, asked.body) : asked;
      const page = answer.ok ? json(200, answer.body) : problemPage(answer);
      log.info('inquiry.answered', {
        question: question.name,
        status: page.status,
        ms: clock.now() - started,
      });
      return page;
    }
    const paths = [...questions.map((one) => one.path), documentPath].map((one) => `${root}${one}`);
    return problemPage(untold('not-found', `There is ${paths.join(', ')}.`));
  }

  return {
    async answer(inquiry) {
      if (!holdsToken(inquiry.authorization)) {
        log.debug('inquiry.refused', { status: 401 });
        const why = 'Send the header "Authorization: Bearer" with the token of TIERWATCH_API_TOKEN.';
        return { ...problemPage(untold('unauthorised', why)), headers: { 'www-authenticate': 'Bearer' } };
      }
      const wait = waitToAsk();
      if (wait > 0) {
        const seconds = Math.ceil(wait / SECOND);
        const why = `At most ${String(mostAsked)} questions a minute are answered. Ask again in ${String(seconds)} s.`;
        return { ...problemPage(untold('too-many', why)), headers: { 'retry-after': String(seconds) } };
      }
      return pageFor(inquiry);
    },
  };
}

/** Compares digests in constant time. Neither the token nor its length can be felt out. */
function tokenCheck(token: Secret): (authorization: string | undefined) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const wanted = digest(token.reveal());
  return (authorization) => {
    const [, shown] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
    return shown !== undefined && timingSafeEqual(digest(shown), wanted);
  };
}

/** Notes a question. 0: it may be answered; else how many milliseconds until the next may be. */
function rateOf(clock: Clock): () => number {
  let lately: readonly Instant[] = [];
  return () => {
    const now = clock.now();
    lately = lately.filter((at) => isOn(waitFrom(at, MINUTE), now));
    const [oldest] = lately;
    if (oldest !== undefined && lately.length >= mostAsked) return oldest + MINUTE - now;
    lately = [...lately, now];
    return 0;
  };
}

/** `numbers/{number}` as a pattern that names its parts. */
function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

/** What is asked by path and query, each name once. */
function askedIn(
  inPath: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Answer<Readonly<Record<string, string>>> {
  const asked = new Map<string, string>();
  for (const [name, text] of Object.entries(inPath)) {
    try {
      asked.set(name, decodeURIComponent(text));
    } catch {
      return untold('not-understood', `${name}: A % must be followed by two digits of a byte.`);
    }
  }
  for (const [name, text] of query) {
    if (asked.has(name)) return untold('not-understood', 'A name stands twice in the question.');
    asked.set(name, text);
  }
  return { ok: true, body: Object.fromEntries(asked) };
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function sentenceOf({ code, path, message }: Issue): string {
  return code === 'unrecognized_keys'
    ? 'It asks something that nobody knows: leave out what is not in the document.'
    : `${path.map(String).join('.')}: ${message}`;
}

function json(status: number, body: unknown): HttpPage {
  return { status, type: 'application/json; charset=utf-8', text: `${JSON.stringify(body)}\n` };
}

function problemPage({ code, detail }: Untold): HttpPage {
  const { status, title } = statuses[code];
  const text = `${JSON.stringify({ title, status, detail, code })}\n`;
  return { status, type: 'application/problem+json; charset=utf-8', text };
}
