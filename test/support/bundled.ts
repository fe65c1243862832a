import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, '../../.cache/bundled');

/** Makes a program of TypeScript one file and returns its path: one that loads hundreds takes seconds to start. */
export async function bundled(program: string): Promise<string> {
  const file = join(folder, `${basename(program, '.ts')}.mjs`);
  const whole = `${file}.${process.pid}`;
  await build({
    entryPoints: [program],
    outfile: whole,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    external: [
      ...['sqlite3', 'zlib-sync', 'bufferutil', 'utf-8-validate'],
      // Knex names every database it could speak to.
      ...['better-sqlite3', 'mariadb', 'mysql', 'mysql2', 'oracledb', 'pg', 'pg-query-stream', 'tedious'],
    ],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  // At once, because another run of the tests may be starting processes from it.
  await rename(whole, file);
  return file;
}
