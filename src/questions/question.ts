import type * as z from 'zod';
import type { Watched, WatchedNumber } from '../app/command.js';
import type { Forecast } from '../domain/forecast.js';
import type { StopShare } from '../domain/stop-share.js';
import type { Instant } from '../domain/time.js';
import type { PhoneBook } from '../ports.js';
import type { problem } from './shapes.js';

/** What a question may know. All of it only reads. */
export interface QuestionSources {
  readonly now: Instant;
  readonly phoneBook: PhoneBook;
  /** Every portfolio. Throws StoreError. */
  portfolios(): Promise<readonly Watched[]>;
  /** The same portfolio with the people counted until now. */
  counted(watched: Watched): Promise<Watched>;
  /** How many of a number's readers asked yesterday to be sent no more; null: not known. */
  stopsYesterday(found: WatchedNumber): Promise<StopShare | null>;
  /** One forecast for each owner of a limit. Throws StoreError. */
  forecasts(watched: Watched): Promise<readonly Forecast[]>;
}

/** Why a question has no answer. */
export type ProblemCode = z.infer<typeof problem>['code'];

/** Why there is no answer; `detail` is a sentence for people. */
export interface Untold {
  readonly ok: false;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** An answer, or why there is none. */
export type Answer<T> = { readonly ok: true; readonly body: T } | Untold;

/** What a question says of itself; any question. */
export interface HttpQuestion {
  /** Below `/v1/`, like `numbers/{number}`. */
  readonly path: string;
  /** Its name in the OpenAPI document. */
  readonly name: string;
  readonly summary: string;
  /** What is asked, each a text, by its name in path or query. */
  readonly asked: z.ZodObject;
  readonly answer: z.ZodType;
  /** Why there may be no answer, beside what holds for every question. */
  readonly troubles: readonly ProblemCode[];
  ask(asked: unknown, known: QuestionSources): Promise<Answer<unknown>>;
}

/** A question whose answer is checked against its shape by the compiler. */
export function defineQuestion<Q extends z.ZodObject, A extends z.ZodType>(
  question: Omit<HttpQuestion, 'asked' | 'answer' | 'ask'> & {
    readonly asked: Q;
    readonly answer: A;
    ask(asked: z.infer<Q>, known: QuestionSources): Promise<Answer<z.infer<A>>>;
  },
): HttpQuestion {
  return { ...question, ask: (asked, known) => question.ask(question.asked.parse(asked), known) };
}

/** The answer. */
export function told<T>(body: T): Answer<T> {
  return { ok: true, body };
}

/** No answer. */
export function untold(code: ProblemCode, detail: string): Untold {
  return { ok: false, code, detail };
}
