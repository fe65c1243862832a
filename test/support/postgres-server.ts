import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A server of PostgreSQL that is gone, with all it holds, when this process is over. */
export interface OwnPostgres {
  readonly port: number;
  /** The STORE_URL of a new place for a store. */
  place(): Promise<string>;
  /** Runs a statement in a store, as the user to whom all of them belong. */
  asOwner(url: string, statement: string): Promise<void>;
  /** Runs a statement as the server's own user. */
  administer(statement: string): Promise<void>;
  /** The first of the server's processes. */
  pid(): number;
  /** Ends the server at once, as a crash would. */
  crash(): Promise<void>;
  /** Starts it again after that. */
  startAgain(): Promise<void>;
}

/** How a server keeps what it is told. */
interface Keeping {
  /** What is committed is on a disk, as it is where people run one; else in memory, which is faster. */
  readonly durable: boolean;
}

/** The user of the databases, and a password that must turn up nowhere. */
export const postgresUser = { name: 'tierwatch', password: 'pass/word#1' } as const;

/** Where Debian and others put the programs; null: PostgreSQL is not installed. */
export function postgresPrograms(): string | null {
  const versions = '/usr/lib/postgresql';
  const found = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [...found.map((version) => join(versions, version, 'bin')), '/usr/local/bin', '/usr/bin'];
  return places.find((place) => existsSync(join(place, 'initdb'))) ?? null;
}

/** Starts a server. */
export async function startOwnPostgres({ durable }: Keeping): Promise<OwnPostgres> {
  const bin = postgresPrograms();
  if (bin === null) throw new Error('PostgreSQL is not installed.');
  const folder = mkdtempSync(join(durable ? tmpdir() : roomFor(100_000_000), 'tierwatch-postgres-'));
  const speed = durable ? '' : '-c fsync=off -c full_page_writes=off';
  const segment = durable ? 16 : 1;
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const port = await freePort();
  const data = join(folder, 'data');
  // Ends and removes itself when this process is gone, however that goes: then its input ends.
  const script = `
    trap '' INT TERM
    "$1/initdb" -D "$2" -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8 --wal-segsize="$6" >"$4/log" 2>&1 || exit 1
    while read -r order; do
      case $order in
        start) "$1/postgres" -D "$2" -p "$3" -k "$4" -c listen_addresses=127.0.0.1 $5 2>"$4/log" & ;;
        crash) kill -QUIT $!; wait $!; echo ended ;;
      esac
    done
    kill -QUIT $! 2>/dev/null; wait; rm -rf "$4"`;
  const words = [bin, data, String(port), folder, speed, String(segment)];
  const shell = spawn('sh', ['-c', script, 'sh', ...words], {
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: folder,
    ...user,
  });
  // The tests end when they are done, without it.
  shell.unref();
  for (const stream of [shell.stdin, shell.stdout]) if ('unref' in stream) (stream.unref as () => void)();
  const ended = once(shell, 'exit').then(([code]) => {
    throw new Error(`The server of PostgreSQL could not be made (${String(code)}).`);
  });
  ended.catch(() => undefined);
  const start = async (): Promise<void> => {
    shell.stdin.write('start\n');
    await Promise.race([accepts(port, () => readFileSync(join(folder, 'log'), 'utf8')), ended]);
  };
  await start();
  let count = 0;
  const { name, password } = postgresUser;
  await asAdministrator(port, `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  await asAdministrator(port, `CREATE DATABASE stores OWNER ${name}`);
  const database = `postgres://${name}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/stores`;
  return {
    port,
    async place() {
      // A schema is made at once, a database in a second.
      const schema = `store_${String((count += 1))}`;
      await running({ connectionString: database }, `CREATE SCHEMA ${schema}`);
      return `${database}?options=-c%20search_path%3D${schema}`;
    },
    pid: () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    asOwner: (url, statement) => running({ connectionString: url }, statement),
    administer: (statement) => asAdministrator(port, statement),
    async crash() {
      shell.stdin.write('crash\n');
      await once(shell.stdout, 'data');
    },
    startAgain: start,
  };
}

/** In memory where there is room: a server is a thousand files. */
function roomFor(bytes: number): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > bytes ? memory : tmpdir();
}

/** Runs a statement as the server's own user. */
function asAdministrator(port: number, statement: string): Promise<void> {
  return running({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' }, statement);
}

async function running(connection: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function accepts(port: number, log: () => string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await asAdministrator(port, 'SELECT 1');
      return;
    } catch (error) {
      if (tries > 600)
        throw new Error(`The server of PostgreSQL does not answer:\n${log()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** PostgreSQL refuses to run as root. */
function serverUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('There is no user called postgres.');
  return { uid: Number(uid), gid: Number(gid) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
