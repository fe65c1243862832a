import { changesBetween, type SettingChange } from '../config/changes.js';
import type { Configuration } from '../config/configuration.js';
import { takenOver } from '../config/effects.js';
import type { Loaded } from '../config/load.js';
import { printMistake } from '../config/mistake.js';
import type { Log } from './ports.js';

/** What came of reading the settings again. */
export type Reloaded =
  /** The settings before stay in force; `why` says what is wrong, a sentence each. */
  | { readonly kind: 'refused'; readonly why: readonly string[] }
  | { readonly kind: 'unchanged' }
  /** `lasting` change only at the next start. */
  | {
      readonly kind: 'taken';
      readonly changes: readonly SettingChange[];
      readonly lasting: readonly SettingChange[];
    }
  | { readonly kind: 'stopping' };

/** What was read again, compared with what is in force; `next` is what to go by, null: what is in force. */
export function readAgain(
  running: Configuration,
  loaded: Loaded,
): { readonly outcome: Reloaded; readonly next: Configuration | null } {
  if (!loaded.ok) return { outcome: { kind: 'refused', why: loaded.mistakes.map(printMistake) }, next: null };
  const all = changesBetween(running, loaded.configuration);
  if (all.length === 0) return { outcome: { kind: 'unchanged' }, next: null };
  const changes = all.filter(({ effect }) => effect === 'reload');
  const lasting = all.filter(({ effect }) => effect === 'restart');
  return {
    outcome: { kind: 'taken', changes, lasting },
    next: changes.length === 0 ? null : takenOver(running, loaded.configuration),
  };
}

/** A change in one line: `routes: slack:C0123456789 added`. */
export function printChange({ setting, say }: SettingChange): string {
  return `${setting}: ${say}`;
}

/** Logs what came of it, each change in a line of its own. */
export function logReloaded(log: Log, outcome: Reloaded): void {
  switch (outcome.kind) {
    case 'refused':
      log.error('settings.refused', { mistakes: outcome.why, reason: 'The settings before stay in force.' });
      return;
    case 'unchanged':
      log.info('settings.unchanged');
      return;
    case 'taken':
      for (const { setting, say } of outcome.changes) log.info('settings.changed', { setting, change: say });
      for (const { setting, say } of outcome.lasting)
        log.warn('settings.need-restart', { setting, change: say });
      log.info('settings.reloaded', {
        changes: outcome.changes.length,
        needRestart: outcome.lasting.map(({ setting }) => setting),
      });
      return;
    case 'stopping':
  }
}

/** Callers that come before a run begins share it; whoever comes later shares the next one. */
export function inTurn<T>(run: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    if (next) return next;
    const begun = last.then(() => {
      next = null;
      return run();
    });
    next = begun;
    last = begun.catch(() => undefined);
    return begun;
  };
}
