import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allPlatforms } from '../../src/platforms.js';
import { generated } from './generated.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('what follows from the commands and the chats', () => {
  it('is up to date; else run npm run generate', async () => {
    for (const { file, text } of await generated()) expect(read(file), file).toBe(text);
  });
});

describe('.env.example', () => {
  it('names every variable that the environment is read for, and no other', () => {
    const reader = read('config/env.ts');
    const named = new Set([
      ...[...reader.matchAll(/'([A-Z]+(?:_[A-Z]+)+|HOST|PORT)'/g)].map(([, name]) => name),
      ...allPlatforms.flatMap(({ variables, ofChannels }) =>
        Object.keys({ ...variables, ...ofChannels?.examples }),
      ),
    ]);
    named.delete('_FILE');
    const listed = new Set([...read('.env.example').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name));
    listed.delete('META_ACCESS_TOKEN');
    expect([...listed].sort()).toEqual([...named].sort());
  });
});
