import { printChange, type Reloaded } from '../reload.js';
import type { Terminal } from './terminal.js';

/** Says what came of reading the settings again; returns the exit code. */
export function tellReloaded(outcome: Reloaded, { out, error }: Pick<Terminal, 'out' | 'error'>): number {
  switch (outcome.kind) {
    case 'refused':
      for (const why of outcome.why) error(why);
      error('The bot goes on with the settings before.');
      return 2;
    case 'unchanged':
      out('The settings say the same as before.');
      return 0;
    case 'taken':
      for (const change of outcome.changes) out(printChange(change));
      for (const change of outcome.lasting) out(`needs a restart: ${printChange(change)}`);
      if (outcome.changes.length > 0) out('The bot goes by these settings now.');
      return 0;
    case 'stopping':
      error('The bot is stopping.');
      return 1;
  }
}
