import { StoreError } from '../../../ports.js';

type Kind = StoreError['kind'];

/** By what the server or the system calls it: the kind, and what follows "The store … ". */
const known: readonly (readonly [pattern: RegExp, kind: Kind, sentence: string])[] = [
  [
    /^(28|SASL|SCRAM)/,
    'unwritable',
    'refuses this user or password. Check both in STORE_URL, and pg_hba.conf on the server',
  ],
  [/^3D000$/, 'unwritable', 'does not exist. Create the database, or name another one in STORE_URL'],
  [
    /^(42501|25006)$/,
    'unwritable',
    'may not be written by this user. Give it the right to create tables there',
  ],
  [/^3F000$/, 'unwritable', 'has no schema for its tables. Create the one that search_path names'],
  [/^53100$/, 'full', 'cannot be written: its disk is full. Free some space; nothing that was saved is lost'],
  [/^53300$/, 'unreachable', 'has no connection left. Raise max_connections, or stop what holds so many'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'unreachable', 'cannot be found: no such host. Check it in STORE_URL'],
  [/^XX00[12]$/, 'damaged', 'is damaged. It is left as it is; put back a backup'],
  [
    /^(55P03|40P01|40001|57014|25P03)$/,
    'locked',
    'is busy with other work. Look for long transactions on it',
  ],
  [
    /^(08|57P|ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|ENOENT|EACCES|lost|KnexTimeoutError)/,
    'unreachable',
    'cannot be reached. Check that PostgreSQL runs there and lets this machine in',
  ],
];

/** A failure of PostgreSQL or of the network, as a StoreError. Names the database and says what to do. */
export function storeErrorOf(error: unknown, name: string): StoreError {
  if (error instanceof StoreError) return error;
  if (error instanceof SyntaxError)
    return new StoreError('damaged', `The store ${name} is damaged: a row is no JSON. Put back a backup.`);
  const code = codeOf(error);
  for (const [pattern, kind, sentence] of known) {
    if (pattern.test(code)) return new StoreError(kind, `The store ${name} ${sentence} (${code}).`);
  }
  return new StoreError('other', `The store ${name} failed (${code}). Check the log of PostgreSQL.`);
}

/** What the server, the system or the library calls a failure. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  // A name with several addresses gives one failure for each.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.name === 'KnexTimeoutError') return error.name;
  if (/^(SASL|SCRAM)/.test(error.message)) return 'SASL';
  return /terminated|not queryable|timeout|ended|closed/i.test(error.message) ? 'lost' : 'unknown reason';
}
