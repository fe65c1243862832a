import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { folderWith } from '../support/folder.js';
import { effortOf, follow, recipesIn } from './recipes.js';

const root = join(import.meta.dirname, '../..');
const recipes = recipesIn(readFileSync(join(root, 'docs/adding.md'), 'utf8'));

const proven = z.object({
  command: z.array(z.string()),
  said: z.array(z.string()),
  saidInEnglish: z.array(z.string()),
  kept: z.string(),
  choices: z.array(z.string()),
  commands: z.array(
    z.object({
      name: z.string(),
      name_localizations: z.record(z.string(), z.string()).optional(),
      description_localizations: z.record(z.string(), z.string()).optional(),
    }),
  ),
  schema: z.object({
    properties: z.object({
      language: z.object({ enum: z.array(z.string()) }),
      routes: z.object({
        items: z.object({ properties: z.object({ locale: z.object({ enum: z.array(z.string()) }) }) }),
      }),
    }),
  }),
  routes: z.array(z.string()),
  stored: z.object({
    mistake: z.string().nullable(),
    refused: z.string().nullable(),
    before: z.string(),
    after: z.string(),
  }),
  rulebooks: z.array(z.string()),
  generated: z.array(z.object({ file: z.string(), text: z.string() })),
});

/** What a run of tests says of itself. */
const suite = z.object({ success: z.boolean(), numPassedTests: z.number() });

/** A copy of the sources in which every recipe was followed; the new language is written in letters of its own. */
function built(): string {
  const folder = folderWith();
  for (const part of ['src', 'commands', 'config', 'test', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const recipe of recipes) follow(recipe, folder);
  const language = join(folder, 'src/words/ms/index.ts');
  const words = readFileSync(language, 'utf8')
    .replace("Words<'ms'> = {", "Words<'ms'> = invented({")
    .replace(/\};\n$/, '});\n')
    // Discord has no Malay, and what it does not have cannot be seen there.
    .replace("tags: ['ms']", "tags: ['ms', 'tr']");
  writeFileSync(language, `import { invented } from '../../../test/repo/invented-language.js';\n${words}`);
  return folder;
}

function run(folder: string, ...command: readonly string[]): string {
  const [program = '', ...words] = command;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, program), ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stdout}${stderr}`);
  return stdout;
}

/** Names of people, products and languages, and what the played stories quote. */
const names: ReadonlySet<string> = new Set(
  'Toko Maju ID promo id Lorem ipsum ECODE HTTP WhatsApp Manager English Bahasa Indonesia'.split(' '),
);

/** Words in Latin letters: neither addresses, commands, settings nor codes. */
function latinIn(texts: readonly string[]): readonly string[] {
  const bare = texts.map((text) => text.replace(/\/[a-z-]+|\S*[_\d]\S*|\b\w+\.\w+\b/gu, ' '));
  return [...new Set(bare.flatMap((text) => text.match(/\p{Script=Latin}{2,}/gu) ?? []))].sort();
}

describe('adding things', () => {
  it('takes no more than the recipes say', () => {
    expect(recipes.map((recipe) => [recipe.name, effortOf(recipe)])).toEqual([
      ['A command', { written: 1, edited: 4, lines: 13 }],
      ['A rule', { written: 2, edited: 4, lines: 24 }],
      ['A store', { written: 3, edited: 1, lines: 2 }],
      ['A language', { written: 1, edited: 1, lines: 2 }],
      ['A chat platform', { written: 3, edited: 2, lines: 4 }],
      ["Next year's limits", { written: 1, edited: 1, lines: 1 }],
    ]);
  });

  it('works as the recipes say', { timeout: 300_000 }, () => {
    const folder = built();
    run(
      folder,
      'node_modules/@typescript/native/bin/tsc',
      '--singleThreaded',
      '--noEmit',
      'false',
      '--outDir',
      'made',
    );
    for (const part of ['README.md', '.env.example', '.prettierrc.json', 'docs/threat-model.md'])
      cpSync(join(root, part), join(folder, 'made', part));
    cpSync(join(folder, 'config'), join(folder, 'made/config'), { recursive: true });
    const contract = run(
      folder,
      'node_modules/vitest/vitest.mjs',
      'run',
      'test/adapters/store/contract.test.ts',
      '--testNamePattern=memory',
      '--reporter=json',
    );
    const { success, numPassedTests } = suite.parse(JSON.parse(contract));
    expect(success).toBe(true);
    expect(numPassedTests).toBeGreaterThan(20);
    const told = proven.parse(JSON.parse(run(folder, 'made/test/repo/recipe-proof.js', 'ms')));

    expect(told.command[0]).toMatch(/ What time it is for you\n\d\d:\d\d\sUTC/);
    expect(told.command[1]).toBe(told.command[0]);

    expect(told.saidInEnglish.join('\n')).toMatch(/ may send 1,000 messages a second\./);

    expect(told.said.length).toBeGreaterThan(500);
    expect(latinIn(told.said).filter((word) => !names.has(word))).toEqual([]);
    expect(latinIn([told.kept])).toEqual([]);
    expect(told.choices).toContain('ms');
    const { language, routes } = told.schema.properties;
    expect([language.enum, routes.items.properties.locale.enum]).toEqual([
      ['en', 'id', 'ms'],
      ['en', 'id', 'ms'],
    ]);
    for (const { name, name_localizations: names, description_localizations: about } of told.commands)
      expect(Object.keys(about ?? names ?? {}), name).toEqual(['id', 'tr']);

    expect(told.routes).toContain('journal:<name>');
    expect(told.stored.mistake).toBeNull();
    expect(told.stored.refused).toMatch(
      /^This must be sqlite:.*; or memory:\/\/ and a name, like memory:\/\/shop\.$/,
    );
    expect(told.stored.before).toContain('Toko 1');
    expect(told.stored.after).not.toBe(told.stored.before);
    expect(told.rulebooks).toContain('portfolio-2027');
    const texts = new Map(told.generated.map(({ file, text }) => [file, text]));
    expect(texts.get('README.md')).toContain('What time it is for you');
    expect(texts.get('README.md')).toContain('journal:<name>');
    expect(texts.get('config/default.yaml')).toMatch(/: en, id, ms$/m);
    expect(texts.get('.env.example')).toContain('memory:// and a name');
    expect(texts.get('config/slack-manifest.yaml')).toContain('command: /time');
  });
});
