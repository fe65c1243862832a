import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { routeForm } from '../../config/destinations.js';
import { allPlatforms } from '../../src/platforms.js';
import { sourceFiles, staticImports } from './imports.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
const drawers = readdirSync(join(root, 'src/adapters')).filter((name) =>
  existsSync(join(root, 'src/adapters', name, 'index.ts')),
);

/** All that is loaded with a file. */
function loadedWith(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  for (const next of staticImports(file)) loadedWith(next, seen);
  return [...seen];
}

it('a chat or a store is in its registry when it has a folder that describes it', () => {
  const registered = ['src/platforms.ts', 'src/stores.ts'].flatMap(staticImports);
  const described = drawers.map((name) => `src/adapters/${name}/index.ts`);
  expect(registered.filter((file) => file.startsWith('src/adapters/')).sort()).toEqual(described.sort());
});

it('a store says what it is without loading a library', () => {
  const loaded = loadedWith('src/stores.ts').filter((name) => !name.startsWith('node:'));
  expect(loaded.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

describe('a chat platform', () => {
  it.each(allPlatforms.map(({ name }) => name))(
    '%s is named in its own folder only, so that nobody chooses by its name',
    (name) => {
      const home = `src/adapters/${name}/`;
      const quotes = new RegExp(`['"\`]${name}['"\`:]`);
      const guilty = sourceFiles.filter(
        (file) => !file.startsWith(home) && quotes.test(withoutComments(read(file))),
      );
      expect(guilty).toEqual([]);
    },
  );

  it.each(allPlatforms.map((platform) => [platform.name, platform] as const))(
    '%s needs and is asked for by variables of its own',
    (_, { variables, needs, askedForBy }) => {
      const named = [...needs.flatMap(({ oneOf }) => oneOf), ...askedForBy];
      expect(named.filter((name) => !Object.hasOwn(variables, name))).toEqual([]);
    },
  );

  it.each(allPlatforms.map((platform) => [platform.name, platform] as const))(
    '%s is explained to the operator: how a route to it is written, and where to set it up',
    (_, platform) => {
      for (const file of ['config/default.yaml', 'README.md'])
        expect(read(file).includes(routeForm(platform)), file).toBe(true);
      if (platform.needs.length > 0)
        expect(read('README.md')).toMatch(new RegExp(`^### \\d\\. ${platform.title}$`, 'm'));
    },
  );

  it('says what it is without loading a library', () => {
    const loaded = loadedWith('src/platforms.ts');
    expect(loaded.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    expect(loaded.map((file) => relative('src', file)).sort()).toEqual(
      ['platforms.ts', ...allPlatforms.map(({ name }) => `adapters/${name}/index.ts`)].sort(),
    );
  });
});
