import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built program of that name, as people start it. Throws when nothing has been built. */
export function built(name: 'cli' | 'demo' | 'main'): string {
  const file = fileURLToPath(new URL(`../../../dist/src/${name}.js`, import.meta.url));
  if (!existsSync(file)) throw new Error(`${file} is missing; run "npm run build" first.`);
  return file;
}
