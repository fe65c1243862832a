import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startFlags } from './start-flags.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'tierwatch-lifecycle-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

describe('the image', () => {
  const dockerfile = read('config/Dockerfile');

  it(
    'holds a program that runs from what is copied and from production packages alone',
    { timeout: 120_000 },
    () => {
      const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) \S+$/gm)].map(
        ([, path = '']) => path,
      );
      expect(copied).toEqual(['package.json', 'node_modules', 'config', 'dist']);
      const built = join(folder, 'built');
      const image = join(folder, 'image');
      mkdirSync(built);
      mkdirSync(image);
      for (const path of ['package.json', 'package-lock.json', 'config', 'dist', 'src', 'commands'])
        cpSync(join(root, path), join(built, path), { recursive: true, verbatimSymlinks: true });
      spawnSync('cp', ['-al', join(root, 'node_modules'), built]);
      const prune = /^RUN npm (prune .*)$/m.exec(dockerfile)?.[1]?.split(' ') ?? [];
      const pruned = spawnSync('npm', [...prune, '--offline'], { cwd: built, encoding: 'utf8' });
      expect(pruned.status, pruned.stderr).toBe(0);
      expect(existsSync(join(built, 'node_modules/vitest'))).toBe(false);
      for (const path of copied)
        cpSync(join(built, path), join(image, path), { recursive: true, verbatimSymlinks: true });
      const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
      expect(command).toEqual(['node', ...startFlags(), 'dist/src/main.js']);
      writeFileSync(join(image, 'wrong.yaml'), 'portfolios: 1\n');
      const started = spawnSync(process.execPath, [...command.slice(1), '--config', 'wrong.yaml'], {
        cwd: image,
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      });
      expect(started.stdout + started.stderr).toContain('wrong.yaml');
      expect(started.status).toBe(2);
    },
  );

  it('runs without rights, and asks for its own health', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    const health = JSON.parse(/^ {2}CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
    const sick = spawnSync(process.execPath, health.slice(1), { env: { PORT: '1' } });
    expect(sick.status).toBe(1);
  });
});

describe('the service', () => {
  const unit = read('config/tierwatch.service');

  it('starts as npm start does', () => {
    expect(unit).toContain(
      `ExecStart=/usr/bin/node ${startFlags().join(' ')} /opt/tierwatch/dist/src/main.js\n`,
    );
  });

  it.runIf(has('systemd-analyze'))('is understood by systemd, and exposes little', () => {
    const file = join(folder, 'tierwatch.service');
    writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
    const verified = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    expect(verified.stderr).not.toMatch(/tierwatch\.service:\d+/);
    const exposed = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', file], {
      encoding: 'utf8',
    });
    expect(exposed.status, exposed.stdout.slice(-400)).toBe(0);
  });
});

describe('a release', () => {
  it('takes its notes from the changelog, and none from a version that it does not have', () => {
    const notes = (version: string): ReturnType<typeof spawnSync> =>
      spawnSync(process.execPath, ['config/release-notes.mjs', version], { cwd: root, encoding: 'utf8' });
    expect(String(notes('Unreleased').stdout)).toMatch(/^### Added/);
    expect(notes('v99.0.0')).toMatchObject({ status: 1, stdout: '' });
  });

  it('is made by workflows that run what is here', () => {
    const jobs = ['ci', 'release'].map((name) => read(`.github/workflows/${name}.yaml`));
    const steps = jobs.flatMap((text) =>
      Object.values((parse(text) as { jobs: Record<string, { steps: { run?: string }[] }> }).jobs).flatMap(
        (job) => job.steps.flatMap(({ run }) => (run === undefined ? [] : [run])),
      ),
    );
    expect(steps).toContain('bash .ci/run');
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, script = ''] of steps.join('\n').matchAll(/npm run (?:--silent )?(\S+)/g))
      expect(scripts).toHaveProperty(script);
  });
});
