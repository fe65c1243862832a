import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

function sources(): readonly string[] {
  return ['src', 'commands', 'config'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
}

describe('names', () => {
  it('of exported types have one meaning each', () => {
    const places = new Map<string, string[]>();
    for (const file of sources()) {
      const text = readFileSync(join(root, file), 'utf8');
      for (const [, name = ''] of text.matchAll(
        /^export (?:abstract )?(?:interface|type|class|enum) (\w+)/gm,
      ))
        places.set(name, [...(places.get(name) ?? []), file]);
    }
    expect(places.size).toBeGreaterThan(400);
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
  });

  it('stand in the glossary once each, in words and with a meaning', () => {
    const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const rows = text.slice(text.indexOf('## Glossary')).match(/^\| (?!word |-).*\|$/gm) ?? [];
    const entries = rows.map((row) => row.split('|').map((cell) => cell.trim()));
    const words = entries.flatMap(([, names = '']) => names.split(', '));
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
    expect(entries.filter(([, , meaning = '']) => meaning.split(' ').length < 3)).toEqual([]);
  });
});
