// Builds the program. A build replaces the one before at once, or not at all: it is compiled into a folder of its own
// below dist/builds, and when that is whole, the link dist/src is turned to it. Node follows the link when a program
// starts, so a program that runs goes on loading files of the build it was started from.
//
// Each program is then put into few files, libraries included: to find and load hundreds takes Node longer than all else.
//
// --if-possible: without the compiler (a production install) the shipped dist/ is used as it is.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const compiler = 'node_modules/@typescript/native/bin/tsc';
const programs = ['src/main.js', 'src/cli.js', 'src/demo.js'];
/** What finds files of its own beside its code, or is no JavaScript, stays where npm put it; the last three are optional. */
const notBundled = ['@resvg/resvg-js', 'pg', 'pino', 'sqlite3', 'bufferutil', 'utf-8-validate', 'zlib-sync'];
/** What Knex asks for where another database is meant; none of it is installed. */
const otherDatabases = [
  'better-sqlite3',
  'mariadb',
  'mysql',
  'mysql2',
  'oracledb',
  'pg-query-stream',
  'tedious',
];
/** What a build is made of; npm writes down there which libraries are installed. */
const sources = [
  'src',
  'commands',
  'config',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'node_modules/.package-lock.json',
];
const builds = 'dist/builds';
const link = 'dist/src';
/** How long a build stays after another took its place, in milliseconds: programs started from it may still run. */
const keptFor = 24 * 60 * 60 * 1000;

if (existsSync(compiler) || !process.argv.includes('--if-possible')) await build();

async function build() {
  const fingerprint = fingerprintOfSources();
  const isMade = existsSync(join(builds, fingerprint));
  const name = isMade ? fingerprint : await make(fingerprint);
  if (name === null) return;
  if (isMade) touch(join(builds, name));
  turnTo(name);
  removeOld(name);
}

/** Makes a build of the sources and returns its name; null, and the exit code is set, when the compiler finds a mistake. */
async function make(fingerprint) {
  const draft = join(builds, `draft-${randomUUID()}`);
  mkdirSync(draft, { recursive: true });
  try {
    const options = ['-p', 'tsconfig.build.json', '--outDir', draft];
    const compiled = spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' });
    process.exitCode = compiled.status ?? 1;
    if (process.exitCode !== 0) return null;
    await bundle(draft);
    // Of sources that changed meanwhile nobody knows which were compiled.
    const name = fingerprintOfSources() === fingerprint ? fingerprint : randomUUID();
    move(draft, join(builds, name));
    return name;
  } finally {
    remove(draft);
  }
}

/** The same for the same sources and libraries: what was built from them is not built again. */
function fingerprintOfSources() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesIn(source)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  const all = readdirSync(place, { recursive: true }).sort();
  return all.map((name) => join(place, name)).filter((file) => statSync(file).isFile());
}

/** Puts each program into few files, in its own place; what it loads later stays apart. Rejects when a part is missing. */
async function bundle(folder) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    // Paths in the output are told from here, so that they are the same in every build.
    absWorkingDir: resolve(folder),
    entryPoints: programs,
    outdir: 'src',
    allowOverwrite: true,
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    external: [...notBundled, ...otherDatabases],
    // Older libraries ask for Node's own modules with require.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'error',
  });
}

function move(draft, place) {
  try {
    renameSync(draft, place);
  } catch (error) {
    // Another build that ran at the same time came first.
    if (!existsSync(place)) throw error;
  }
}

function turnTo(name) {
  const target = join('builds', name, 'src');
  const before = linkTarget();
  if (before === target) return;
  // Its time to be kept begins now.
  if (before !== null) touch(join('dist', before, '..'));
  const draft = `${link}.${randomUUID()}`;
  symlinkSync(target, draft);
  // What stood there before there were links cannot give way at once; it happens one single time.
  if (before === null) for (const old of ['src', 'commands', 'config']) remove(join('dist', old));
  renameSync(draft, link);
}

function linkTarget() {
  try {
    return lstatSync(link).isSymbolicLink() ? readlinkSync(link) : null;
  } catch {
    return null;
  }
}

function touch(folder) {
  const now = new Date();
  if (existsSync(folder)) utimesSync(folder, now, now);
}

function removeOld(current) {
  for (const name of readdirSync(builds)) {
    const folder = join(builds, name);
    if (name === current || Date.now() - statSync(folder).mtimeMs < keptFor) continue;
    remove(folder);
  }
}

function remove(place) {
  rmSync(place, { recursive: true, force: true });
}
