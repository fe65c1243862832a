import type { Knex } from 'knex';

const quiet = (): void => undefined;

/** Settings of Knex with which no value of a statement gets into an error or a log. */
export const discreet: Pick<Knex.Config, 'compileSqlOnError' | 'log'> = {
  compileSqlOnError: false,
  log: { debug: quiet, warn: quiet, error: quiet, deprecate: quiet },
};
