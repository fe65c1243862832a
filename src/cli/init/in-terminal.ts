import { systemClock } from '../../adapters/system/clock.js';
import type { Locale } from '../../domain/route.js';
import { localeOf, usualWords, wordsOf } from '../../words/index.js';
import { silentLog } from '../silent-log.js';
import type { Terminal } from '../terminal.js';
import { init } from './index.js';
import { Interrupted } from './prompts.js';
import { terminalPrompts } from './terminal-prompts.js';
import { sendTests } from './test-alerts.js';

/**
 * The guided set-up in this process's terminal. Speaks the language of the flag or the machine. However it is left, the
 * last line says whether something was written. Resolves to the exit code; 2 without a terminal.
 */
export async function initInTerminal(
  file: string | undefined,
  flag: Locale | undefined,
  terminal: Terminal,
): Promise<number> {
  // As LC_ALL, LC_MESSAGES or LANG say.
  const { locale: language, timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  const locale = flag ?? localeOf(language);
  const words = locale === null ? usualWords : wordsOf[locale];
  const { setup } = words;
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    terminal.error(setup.noTerminal);
    return 2;
  }
  let isWritten = false;
  let isOver = false;
  const stopped = (): void => terminal.error(isWritten ? setup.stoppedLater : setup.stopped);
  process.on('exit', () => {
    // A terminal that ends leaves a question without an answer, and nothing else to wait for.
    if (isOver) return;
    process.exitCode = 1;
    stopped();
  });
  try {
    return await init({
      source: { cwd: process.cwd(), ...(file === undefined ? {} : { file }) },
      words,
      surroundings: { language, timezone },
      prompts: terminalPrompts(words),
      clock: systemClock,
      log: silentLog,
      sendTests,
      onWritten: () => {
        isWritten = true;
      },
    });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    stopped();
    return 1;
  } finally {
    isOver = true;
  }
}
