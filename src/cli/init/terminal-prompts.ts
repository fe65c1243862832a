import { confirm, isCancel, log, multiselect, password, select, text } from '@clack/prompts';
import type { Words } from '../../words/index.js';
import { Interrupted, type PromptChoice, type Prompts } from './prompts.js';

/** As many as are shown at once. */
const rows = 12;
const ctrlC = 3;

/** Asks in the terminal of this process. */
export function terminalPrompts({ setup }: Words): Prompts {
  return {
    heading: (line) => log.step(line),
    tell: (line) => log.message(line),
    good: (line) => log.success(line),
    bad: (line) => log.warn(line),
    raw: (lines) => void process.stdout.write(`\n${lines}\n\n`),
    async secret(question) {
      return asked(() => password({ message: question }));
    },
    async text({ question, initial, wrong }) {
      return asked(() =>
        text({
          message: question,
          ...(initial === undefined ? {} : { initialValue: initial }),
          ...(wrong === undefined ? {} : { validate: (value) => wrong(value ?? '') ?? undefined }),
        }),
      );
    },
    async yes(question, initial) {
      const choice = { active: setup.yes, inactive: setup.no, initialValue: initial };
      return asked(() => confirm({ message: question, ...choice }));
    },
    async one<T>(question: string, choices: readonly PromptChoice<T>[], initial?: T) {
      const index = await asked(() =>
        select({
          message: `${question} (${setup.keys.one})`,
          options: optionsOf(choices),
          initialValue: Math.max(
            0,
            choices.findIndex(({ value }) => value === initial),
          ),
          maxItems: rows,
          showInstructions: false,
        }),
      );
      return valueAt(choices, index);
    },
    async several<T>(question: string, choices: readonly PromptChoice<T>[], initial: readonly T[]) {
      const indexes = await asked(() =>
        multiselect({
          message: `${question} (${setup.keys.several})`,
          options: optionsOf(choices),
          initialValues: choices.flatMap(({ value }, index) => (initial.includes(value) ? [index] : [])),
          required: false,
          maxItems: rows,
          showInstructions: false,
        }),
      );
      return indexes.map((index) => valueAt(choices, index));
    },
    busy: (line, work) => {
      log.message(line);
      return deaf(work);
    },
  };
}

/** The answer. Escape, which is pressed by mistake, asks again; Ctrl-C stops. */
async function asked<T>(ask: () => Promise<T>): Promise<Exclude<T, symbol>> {
  for (;;) {
    let last: string | undefined;
    const onKey = (_text: unknown, key: { readonly name?: string } | undefined): void => {
      last = key?.name;
    };
    process.stdin.prependListener('keypress', onKey);
    try {
      const answer = await ask();
      if (!isCancel(answer)) return answer as Exclude<T, symbol>;
      if (last !== 'escape') throw new Interrupted('The question was stopped.');
    } finally {
      process.stdin.off('keypress', onKey);
    }
  }
}

function optionsOf<T>(
  choices: readonly PromptChoice<T>[],
): { value: number; label: string; hint?: string }[] {
  return choices.map(({ label, hint }, value) => ({ value, label, ...(hint === undefined ? {} : { hint }) }));
}

function valueAt<T>(choices: readonly PromptChoice<T>[], index: number): T {
  const choice = choices[index];
  if (choice === undefined) throw new RangeError('There is no such choice.');
  return choice.value;
}

/** Swallows keys pressed until the work is done. So they answer no later question; Ctrl-C stops it. */
async function deaf<T>(work: () => Promise<T>): Promise<T> {
  const { stdin } = process;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Interrupted('The work was stopped.'));
  });
  const onKeys = (keys: Buffer): void => {
    if (keys.includes(ctrlC)) stop();
  };
  stdin.setRawMode(true);
  stdin.on('data', onKeys);
  stdin.resume();
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    stdin.off('data', onKeys);
    stdin.setRawMode(false);
    stdin.pause();
  }
}
