import type { Log } from '../../../src/ports.js';

/** A log that remembers. */
export interface FakeLog extends Log {
  readonly lines: readonly { readonly level: string; readonly event: string; readonly facts: object }[];
}

/** A log in memory. */
export function fakeLog(): FakeLog {
  const lines: { level: string; event: string; facts: object }[] = [];
  const at =
    (level: string) =>
    (event: string, facts: object = {}): void => {
      lines.push({ level, event, facts });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
