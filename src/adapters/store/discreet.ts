import type { Knex } from 'knex';

const quiet = (): void => undefined;

/** Settings of Knex that keep a statement's values out of errors and logs. */
export const discreet: Pick<Knex.Config, 'compileSqlOnError' | 'log'> = {
  compileSqlOnError: false,
  log: { debug: quiet, warn: quiet, error: quiet, deprecate: quiet },
};
