// Prints what the changelog says of a version: node config/release-notes.mjs v1.2.0
import { readFileSync } from 'node:fs';

const version = (process.argv[2] ?? '').replace(/^v/, '');
const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
const entries = changelog.split(/^## /m).slice(1);
const entry = entries.find((one) => one.split('\n', 1)[0].replace(/[[\]]/g, '').split(' ')[0] === version);
if (version === '' || entry === undefined) {
  process.stderr.write(
    `CHANGELOG.md has no entry “${version}”. Its entries: ${entries.map((one) => one.split('\n', 1)[0]).join(', ')}.\n`,
  );
  process.exitCode = 1;
} else {
  process.stdout.write(`${entry.slice(entry.indexOf('\n')).trim()}\n`);
}
