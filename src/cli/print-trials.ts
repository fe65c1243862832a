import type { Trial } from '../ports.js';
import { usualWords } from '../words/index.js';
import { deliveryText } from '../words/trouble-text.js';
import type { Terminal } from './terminal.js';

/** Prints what was tried; JSON has `more` beside it. Returns the exit code: 0 when all is well, 1 when something is to be fixed. */
export function printTrials(
  trials: readonly Trial[],
  flags: { readonly json: boolean },
  terminal: Terminal,
  more: object = {},
): 0 | 1 {
  const ok = trials.every((trial) => trial.ok);
  const told = trials.map((trial) => ({ ...trial, say: sentenceOf(trial) }));
  if (flags.json) terminal.out(JSON.stringify({ ok, trials: told, ...more }, null, 2));
  else for (const { what, ok: well, say } of told) terminal.out(`${well ? 'ok ' : 'FIX'}  ${what}: ${say}`);
  return ok ? 0 : 1;
}

/** What a trial says, in the operator's language. */
function sentenceOf({ say }: Trial): string {
  return typeof say === 'string' ? say : deliveryText(say, usualWords);
}
