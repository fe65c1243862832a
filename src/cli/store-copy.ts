import { readEnvironment } from '../../config/env.js';
import { storeUrlMistake, whereStoreIs } from '../stores.js';
import { progressOf, type Progress, type ProgressScreen } from './progress.js';
import { silentLog } from './silent-log.js';
import type { Terminal } from './terminal.js';

/** Copies a store into an empty one. Resolves to 2 when an address is wrong. Throws StoreError, and then nothing is copied. */
export async function storeCopy(
  words: { readonly from: string; readonly to: string },
  screen: ProgressScreen,
  terminal: Terminal,
): Promise<number> {
  const [from, to] = [addressOf(words.from), addressOf(words.to)];
  const mistakes = [
    ['FROM', storeUrlMistake(from)],
    ['TO', storeUrlMistake(to)],
  ].filter(([, mistake]) => mistake !== null);
  const isSame = JSON.stringify(whereStoreIs(from)) === JSON.stringify(whereStoreIs(to));
  if (mistakes.length === 0 && isSame)
    mistakes.push(['TO', 'This is the store to copy from. Name another one.']);
  for (const [name, mistake] of mistakes) terminal.error(`${String(name)}: ${String(mistake)}`);
  if (mistakes.length > 0) return 2;

  const { copyStore } = await import('../adapters/store/copy/copy-store.js');
  const shown: Progress[] = [];
  try {
    const copied = await copyStore({
      from,
      to,
      begins(rows) {
        const progress = progressOf(rows, 'rows', screen);
        shown.push(progress);
        return (more) => progress.step(more);
      },
      log: silentLog,
    });
    terminal.out(`Copied ${String(copied.rows)} rows from ${copied.from} to ${copied.to}.`);
    terminal.out('Set STORE_URL to the new store before the bot starts again.');
    return 0;
  } finally {
    for (const progress of shown) progress.end();
  }
}

/** A STORE_URL, or what the variable of that name holds: a password need not stand on the command line. */
function addressOf(word: string): string {
  if (!/^[A-Z][A-Z0-9_]*$/.test(word)) return word;
  return readEnvironment().environment.secret(word)?.reveal() ?? word;
}
