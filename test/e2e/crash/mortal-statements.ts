import pg from 'pg';
import sqlite3 from 'sqlite3';
import type { Mortal } from './mortal.js';

type Callback = (this: unknown, ...results: unknown[]) => void;
type Asking = (this: unknown, ...args: unknown[]) => unknown;

/** Lets the process die before, in the middle of, or after each statement of SQL, whoever asks for it, of either engine. */
export function mortalStatements(body: Mortal): void {
  for (const name of ['run', 'all', 'exec']) makeMortal(body, sqlite3.Database.prototype, name);
  makeMortal(body, pg.Client.prototype, 'query');
}

/** Makes one way to ask a connection mortal, whether it answers by a callback or by a promise. */
function makeMortal(body: Mortal, connections: object, name: string): void {
  const ways = connections as Record<string, Asking>;
  const ask = ways[name];
  if (ask === undefined) throw new Error(`A connection has no ${name}.`);
  ways[name] = function (...args) {
    const statement = statementOf(args[0]);
    const callback = args.at(-1);
    if (typeof callback !== 'function')
      return body.call(statement, () => Promise.resolve(ask.apply(this, args)));
    const answered = body.call(statement, () => {
      return new Promise<() => void>((resolve) => {
        const answer: Callback = function (...results) {
          resolve(() => {
            (callback as Callback).apply(this, results);
          });
        };
        ask.apply(this, [...args.slice(0, -1), answer]);
      });
    });
    void answered.then((tell) => {
      tell();
    });
    return this;
  };
}

/** What a statement does, and to which table. */
function statementOf(asked: unknown): string {
  const sql =
    typeof asked === 'string'
      ? asked
      : typeof asked === 'object' && asked !== null && 'text' in asked
        ? String(asked.text)
        : '';
  const [words = sql] = /^(?:\w+ (?:into |from |table )?)[`"\w]*/i.exec(sql.trim()) ?? [];
  return words.replaceAll(/[`"]/g, '').toLowerCase();
}
