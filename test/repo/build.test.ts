import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { folderWith } from '../support/folder.js';

const root = join(import.meta.dirname, '../..');
const script = join(root, 'config/build.mjs');

/**
 * Stands in for the compiler: writes a program that says the word in src/word.txt, and in `slow` mode stops half way; and
 * one that says the word of a library.
 */
const compiler = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const out = process.argv[process.argv.indexOf('--outDir') + 1];
const word = readFileSync('src/word.txt', 'utf8');
appendFileSync('compilations', '.');
mkdirSync(out + '/src', { recursive: true });
writeFileSync(out + '/src/main.js', 'process.stdin.once("data", async () => console.log("' + word + '", (await import("./late.js")).word)); console.log("ready");');
writeFileSync(out + '/src/cli.js', 'import { word } from "a-library"; console.log(word);');
writeFileSync(out + '/src/demo.js', '');
if (word === 'broken') process.exit(2);
const finish = () => writeFileSync(out + '/src/late.js', 'process.stdin.destroy(); export const word = "' + word + '";');
if (word !== 'slow') finish();
else {
  console.log('half');
  process.stdin.once('data', () => { finish(); process.stdin.destroy(); });
}
`;

function project(word: string): string {
  const folder = folderWith({
    'package.json': '{ "type": "module" }',
    'node_modules/@typescript/native/bin/tsc': compiler,
    'node_modules/a-library/package.json': '{ "type": "commonjs" }',
    'node_modules/a-library/index.js': 'exports.word = require("node:path").basename("/a/word");',
  });
  symlinkSync(join(root, 'node_modules/esbuild'), join(folder, 'node_modules/esbuild'));
  mkdirSync(join(folder, 'config'));
  mkdirSync(join(folder, 'src'));
  cpSync(script, join(folder, 'config/build.mjs'));
  write(folder, word);
  return folder;
}

function write(folder: string, word: string): void {
  writeFileSync(join(folder, 'src/word.txt'), word);
}

function build(folder: string, ...options: readonly string[]): number | null {
  return spawnSync(process.execPath, ['config/build.mjs', ...options], { cwd: folder, stdio: 'ignore' })
    .status;
}

interface Running {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  line(): Promise<string>;
}

function start(folder: string, file: string): Running {
  const child = spawn(process.execPath, [file], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

/** Starts the program and asks it for both of its files. */
async function said(folder: string): Promise<string> {
  const running = start(folder, 'dist/src/main.js');
  await running.line();
  running.child.stdin.write('go\n');
  return running.line();
}

/** Every file and link below dist, with what changes when it is written again. */
function standing(folder: string): readonly string[] {
  const dist = join(folder, 'dist');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stats: lstatSync(join(dist, name)) }))
    .filter(({ stats }) => !stats.isDirectory())
    .map(({ name, stats }) => `${name} ${String(stats.ino)} ${String(stats.mtimeMs)}`)
    .sort();
}

it('a build lets a program that runs go on loading the build it was started from', async () => {
  const folder = project('first');
  expect(build(folder)).toBe(0);
  const running = start(folder, 'dist/src/main.js');
  expect(await running.line()).toBe('ready');

  write(folder, 'second');
  expect(build(folder)).toBe(0);
  running.child.stdin.write('go\n');
  expect(await running.line()).toBe('first first');
  expect(await said(folder)).toBe('second second');
});

it('a program starts from the build before while another is being written', async () => {
  const folder = project('first');
  build(folder);
  write(folder, 'slow');
  const building = start(folder, 'config/build.mjs');
  expect(await building.line()).toBe('half');
  expect(await said(folder)).toBe('first first');

  building.child.stdin.write('go on\n');
  await once(building.child, 'close');
  expect(await said(folder)).toBe('slow slow');
});

it('a build puts what a program needs of the libraries into it', async () => {
  const folder = project('first');
  expect(build(folder)).toBe(0);
  rmSync(join(folder, 'node_modules'), { recursive: true });
  expect(await start(folder, 'dist/src/cli.js').line()).toBe('word');
});

it('a build that fails leaves the one before untouched', async () => {
  const folder = project('first');
  build(folder);
  const before = standing(folder);
  write(folder, 'broken');
  expect(build(folder)).toBe(2);
  expect(standing(folder)).toEqual(before);
  expect(await said(folder)).toBe('first first');
});

it('a build compiles and replaces nothing when neither sources nor libraries changed', () => {
  const folder = project('first');
  const compilations = (): number => readFileSync(join(folder, 'compilations')).length;
  build(folder);
  const before = standing(folder);
  build(folder);
  expect(standing(folder)).toEqual(before);
  expect(compilations()).toBe(1);
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), '{}');
  build(folder);
  expect(compilations()).toBe(2);
});

it('a build whose sources changed while it was made is not taken for one of them', async () => {
  const folder = project('slow');
  const building = start(folder, 'config/build.mjs');
  expect(await building.line()).toBe('half');
  write(folder, 'later');
  building.child.stdin.write('go on\n');
  await once(building.child, 'close');
  write(folder, 'slow');
  build(folder);
  expect(readFileSync(join(folder, 'compilations'))).toHaveLength(2);
});

it('a build turns back to one that was made of the same before', async () => {
  const folder = project('first');
  build(folder);
  write(folder, 'second');
  build(folder);
  write(folder, 'first');
  rmSync(join(folder, 'node_modules/@typescript/native/bin/tsc'));
  expect(build(folder)).toBe(0);
  expect(await said(folder)).toBe('first first');
});

it('a build takes the place of a dist folder that is no link', async () => {
  const folder = project('first');
  mkdirSync(join(folder, 'dist/src'), { recursive: true });
  mkdirSync(join(folder, 'dist/config'));
  writeFileSync(join(folder, 'dist/src/main.js'), 'old');
  expect(build(folder)).toBe(0);
  expect(await said(folder)).toBe('first first');
  expect(existsSync(join(folder, 'dist/config'))).toBe(false);
});

it('a shipped dist is used as it is where there is no compiler', () => {
  const folder = folderWith({ 'package.json': '{ "type": "module" }', 'dist/src/main.js': 'shipped' });
  mkdirSync(join(folder, 'config'));
  cpSync(script, join(folder, 'config/build.mjs'));
  expect(build(folder, '--if-possible')).toBe(0);
  expect(readFileSync(join(folder, 'dist/src/main.js'), 'utf8')).toBe('shipped');
  expect(build(folder)).not.toBe(0);
});
