import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished, vi } from 'vitest';
import { built } from '../support/e2e/built.js';
import { jsonAnswer, listenOnLoopback } from '../support/loopback/http.js';
import { folderWith } from '../support/folder.js';

const root = join(import.meta.dirname, '../..');
// npm alone takes seconds on a machine that is busy.
vi.setConfig({ testTimeout: 120_000 });

/** A checkout whose packages are left out, and whose `prepare` only counts how often it runs. */
function checkout(): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const scripts = { prepare: `node -e "fs.appendFileSync('prepared', '1')"` };
  const bare = { ...manifest, scripts, dependencies: {}, devDependencies: {}, overrides: {} };
  const folder = folderWith({ 'package.json': JSON.stringify(bare), 'docs/note.md': '' });
  cpSync(join(root, 'config/command'), join(folder, 'config/command'), { recursive: true });
  symlinkSync(dirname(dirname(built('cli'))), join(folder, 'dist'));
  return folder;
}

interface Called {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** What npm keeps afterwards. */
  readonly cached: readonly string[];
}

/** Calls npm or npx with an empty cache and, unless a registry on this machine is named, no network. */
async function call(
  program: 'npm' | 'npx',
  args: readonly string[],
  folder: string,
  registry: string | null = null,
): Promise<Called> {
  const cache = folderWith();
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: cache,
      npm_config_cache: cache,
      npm_config_offline: String(registry === null),
      npm_config_registry: registry ?? 'http://127.0.0.1:9/',
      npm_config_update_notifier: 'false',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
    },
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, out, err, cached: readdirSync(cache) };
}

it('npm installs a tierwatch that npx runs offline, from any folder of the checkout, and builds nothing then', async () => {
  const folder = checkout();
  expect(await call('npm', ['install'], folder)).toMatchObject({ status: 0 });
  expect(await call('npm', ['ci'], folder)).toMatchObject({ status: 0 });
  writeFileSync(join(folder, 'prepared'), '');

  for (const place of ['.', 'docs']) {
    const help = await call('npx', ['tierwatch', '--help'], join(folder, place));
    expect(help, place).toMatchObject({ status: 0, err: '' });
    expect(help.out, place).toContain('Usage: tierwatch');
    expect(help.cached, place).not.toContain('_npx');
  }
  // It reads the settings of the folder in which it was called.
  mkdirSync(join(folder, 'own'));
  writeFileSync(join(folder, 'own', 'tierwatch.yaml'), 'portfolios: 3\n');
  const check = await call('npx', ['--no', '--', 'tierwatch', 'check'], join(folder, 'own'));
  expect(check.status).toBe(2);
  expect(check.err).toContain('tierwatch.yaml:1 portfolios');
  expect(readFileSync(join(folder, 'prepared'), 'utf8')).toBe('');
});

it('npx runs nothing that a registry offers under the name where it is not installed', async () => {
  const asked: string[] = [];
  const registry = await listenOnLoopback(({ path, headers }) => {
    asked.push(path);
    const dist = { tarball: `http://${String(headers.host)}/foreign.tgz` };
    const version = { name: 'tierwatch', version: '9.0.0', bin: { tierwatch: 'foreign.js' }, dist };
    const answer = jsonAnswer({
      name: 'tierwatch',
      'dist-tags': { latest: '9.0.0' },
      versions: { '9.0.0': version },
    });
    return Promise.resolve(answer);
  });
  onTestFinished(() => registry.close());
  const refused = await call(
    'npx',
    ['--no', '--', 'tierwatch', 'check'],
    folderWith(),
    `http://127.0.0.1:${String(registry.port)}/`,
  );
  expect(refused.status).toBe(1);
  expect(refused.err).toContain('canceled');
  expect(asked).toEqual(['/tierwatch']);
});

it('the command says what is missing when nothing was built', () => {
  const folder = folderWith({ 'package.json': '{}' });
  cpSync(join(root, 'config/command'), join(folder, 'config/command'), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'config/command/tierwatch.mjs')], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toBe('Tierwatch is not built yet; run "npm ci" in its folder.\n');
});
