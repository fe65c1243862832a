// Mutation testing of src/domain: breaks the code in thousands of small ways and counts how many the tests notice.
// The tool is large and not needed otherwise, so it is installed beside the project, in .cache/mutation.
//   node test/mutation/run.mjs [FILES]      e.g. node test/mutation/run.mjs 'src/domain/advance.ts'
// Flags are Stryker's own: --incremental tries again only what changed since the last such run, --concurrency=1 spares
// a machine that others use.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

const root = join(import.meta.dirname, '../..');
const home = join(root, '.cache/mutation');
const modules = join(home, 'node_modules');
const version = '9.6.1';

const run = (command, args, cwd) => {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

if (!existsSync(join(modules, '@stryker-mutator/vitest-runner'))) {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${version}`);
  run('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', ...packages], home);
}

const words = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith('--'));
const files = words.filter((word) => !word.startsWith('--'));
const settings = {
  testRunner: 'vitest',
  plugins: [join(modules, '@stryker-mutator/vitest-runner/dist/src/index.js')],
  // Which tests reach a mutant is known from the first run; asking the import graph for each would take longer.
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: files.length > 0 ? files : ['src/domain/**/*.ts'],
  incrementalFile: join(home, 'incremental.json'),
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: join(home, 'mutation.json') },
  clearTextReporter: { allowColor: false, logTests: false },
  // The build is no part of what is tried, and its link cannot be copied.
  ignorePatterns: ['dist'],
  concurrency: 2,
  ignoreStatic: true,
  tempDirName: join(home, 'tmp'),
  thresholds: { high: 90, low: 85, break: 85 },
};
const file = join(home, 'stryker.config.json');
writeFileSync(file, JSON.stringify(settings, null, 2));
run(process.execPath, [join(modules, '@stryker-mutator/core/bin/stryker.js'), 'run', file, ...flags], root);
