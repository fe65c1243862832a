/** Something to choose. */
export interface PromptChoice<T> {
  readonly value: T;
  readonly label: string;
  /** Shown beside it. */
  readonly hint?: string;
}

/** A question whose answer is typed. */
interface TypedQuestion {
  readonly question: string;
  /** Stands there already. */
  readonly initial?: string;
  /** What is wrong with an answer; null: nothing. */
  readonly wrong?: (typed: string) => string | null;
}

/** Talks with the one who sits at the terminal. Each question rejects with `Interrupted` when they stop it. */
export interface Prompts {
  /** Begins a part. */
  heading(text: string): void;
  tell(text: string): void;
  /** Something works. */
  good(text: string): void;
  /** Something does not. */
  bad(text: string): void;
  /** Lines to copy: nothing stands beside them. */
  raw(text: string): void;
  /** What is typed is not shown; empty: nothing was. */
  secret(question: string): Promise<string>;
  text(question: TypedQuestion): Promise<string>;
  yes(question: string, initial: boolean): Promise<boolean>;
  one<T>(question: string, choices: readonly PromptChoice<T>[], initial?: T): Promise<T>;
  several<T>(
    question: string,
    choices: readonly PromptChoice<T>[],
    initial: readonly T[],
  ): Promise<readonly T[]>;
  /** Says what is waited for. Keys that are pressed meanwhile answer no later question. */
  busy<T>(text: string, work: () => Promise<T>): Promise<T>;
}

/** The one at the terminal stopped it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
