import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const told = ['README.md', 'CONTRIBUTING.md', '.env.example'];
const folders = ['commands', 'config', 'docs', 'src'];

function files(): readonly string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(md|mjs|ts|yaml)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return [...told.map((file) => join(root, file)), ...below];
}

it('no document names a form of npx that would fetch a package where the command is not installed', () => {
  const uses = files().flatMap((file) => readFileSync(file, 'utf8').match(/npx (--\S* )*tierwatch/g) ?? []);
  expect(uses.length).toBeGreaterThan(5);
  expect([...new Set(uses)]).toEqual(['npx --no -- tierwatch']);
});
