// Builds the package's own commands after an install. Without the compiler (a production install)
// there is nothing to build with, and the shipped dist/ is used as it is.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const compiler = 'node_modules/@typescript/native/bin/tsc';
if (existsSync(compiler) && existsSync('src')) {
  const built = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  process.exitCode = built.status ?? 1;
}
