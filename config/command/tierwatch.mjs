#!/usr/bin/env node
// In a package of its own: for a command of the root package, npx installs the whole project into npm's cache and
// builds it there; the command of a workspace is linked once, by npm ci.
import { existsSync } from 'node:fs';

const program = new URL('../../dist/src/cli.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  process.stderr.write('Tierwatch is not built yet; run "npm ci" in its folder.\n');
  process.exitCode = 1;
}
