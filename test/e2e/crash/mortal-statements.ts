import sqlite3 from 'sqlite3';
import type { Mortal } from './mortal.js';

type Statement = (this: sqlite3.Database, sql: string, ...rest: unknown[]) => sqlite3.Database;
type Callback = (this: unknown, ...results: unknown[]) => void;

/** Lets the process die before, in the middle of, or after each statement of SQL, whoever asks for it. */
export function mortalStatements(body: Mortal): void {
  const connections = sqlite3.Database.prototype as unknown as Record<string, Statement>;
  for (const name of ['run', 'all', 'exec']) {
    const ask = connections[name];
    if (ask === undefined) throw new Error(`A connection has no ${name}.`);
    connections[name] = function (sql, ...rest) {
      const callback = rest.at(-1) as Callback;
      const answered = body.call(statementOf(sql), () => {
        return new Promise<() => void>((resolve) => {
          const answer: Callback = function (...results) {
            resolve(() => {
              callback.apply(this, results);
            });
          };
          ask.call(this, sql, ...rest.slice(0, -1), answer);
        });
      });
      void answered.then((tell) => {
        tell();
      });
      return this;
    };
  }
}

/** What a statement does, and to which table. */
function statementOf(sql: string): string {
  const [words = sql] = /^(?:\w+ (?:into |from |table )?)[`"\w]*/i.exec(sql.trim()) ?? [];
  return words.replaceAll(/[`"]/g, '').toLowerCase();
}
