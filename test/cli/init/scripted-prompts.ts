import { Interrupted, type PromptChoice, type Prompts } from '../../../src/cli/init/prompts.js';

/** What somebody answers to a question that says this; a choice by its label. */
export type Answer = readonly [
  question: string,
  answer: string | boolean | readonly string[] | (() => string | boolean),
];

/** A talk by answers that are ready, each used once and in their order; a question without one is a mistake. */
export interface ScriptedPrompts extends Prompts {
  /** All that was said and asked, line by line. */
  readonly said: readonly string[];
  /** The questions. */
  readonly asked: readonly string[];
}

/** Somebody who answers like this, and stops at the question of that number, counted from 0. */
export function scriptedPrompts(answers: readonly Answer[], stopAt = Infinity): ScriptedPrompts {
  const said: string[] = [];
  const asked: string[] = [];
  const left = [...answers];
  const answerTo = (question: string): Exclude<Answer[1], () => unknown> => {
    said.push(question);
    asked.push(question);
    if (asked.length > stopAt) throw new Interrupted('Stopped.');
    const at = left.findIndex(([part]) => question.includes(part));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (found === undefined) throw new Error(`Nobody answers "${question}" after:\n${said.join('\n')}`);
    return typeof found[1] === 'function' ? found[1]() : found[1];
  };
  const chosen = <T>(choices: readonly PromptChoice<T>[], label: string): T => {
    const choice = choices.find((one) => one.label.includes(label));
    if (choice === undefined)
      throw new Error(`"${label}" is none of ${choices.map((one) => one.label).join(', ')}.`);
    said.push(...choices.map((one) => `- ${one.label}${one.hint === undefined ? '' : ` (${one.hint})`}`));
    return choice.value;
  };
  const text = (answer: Answer[1], usual: string): string => (typeof answer === 'string' ? answer : usual);
  return {
    said,
    asked,
    heading: (line) => void said.push(`## ${line}`),
    tell: (line) => void said.push(line),
    good: (line) => void said.push(`ok ${line}`),
    bad: (line) => void said.push(`no ${line}`),
    raw: (lines) => void said.push(lines),
    secret: async (question) => text(answerTo(question), ''),
    async text({ question, initial, wrong }) {
      for (;;) {
        // True: what stands there.
        const typed = text(answerTo(question), initial ?? '');
        const flaw = wrong?.(typed) ?? null;
        if (flaw === null) return typed;
        said.push(`no ${flaw}`);
      }
    },
    yes: async (question) => answerTo(question) === true,
    async one(question, choices, initial) {
      const answer = answerTo(question);
      if (typeof answer === 'string') return chosen(choices, answer);
      const usual = choices.find(({ value }) => value === initial) ?? choices[0];
      if (usual === undefined) throw new Error('There is nothing to choose.');
      return usual.value;
    },
    async several(question, choices, initial) {
      const answer = answerTo(question);
      return Array.isArray(answer)
        ? (answer as readonly string[]).map((label) => chosen(choices, label))
        : initial;
    },
    async busy(line, work) {
      said.push(line);
      return work();
    },
  };
}
