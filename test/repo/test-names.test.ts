import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const tests = join(import.meta.dirname, '..');
const placeholder = /%(?:\.\d+)?[a-zA-Z#%]|\$\{[^}]*\}|\$[\w.]+/g;

/** The names of tests in a source, those of each row of a table included. */
function namesIn(source: string): readonly string[] {
  const named =
    /(?:\b(?:it|test)(?:\.\w+)?|\))\(\s*(?:'((?:[^'\\\n]|\\.)*)'|`([^`]*)`|"([^"\n]*)"),\s*(?:async\s*)?[(`{]/g;
  return [...source.matchAll(named)].map(([, one, two, three]) => one ?? two ?? three ?? '');
}

const saysSomething = (name: string): boolean => /\p{L}{2}/u.test(name.replace(placeholder, ' '));

describe('the names of tests', () => {
  it('say something beside the data of a row', () => {
    const all = readdirSync(tests, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        namesIn(readFileSync(join(tests, file), 'utf8')).map((name) => ({ place: `${file}: ${name}`, name })),
      );
    expect(all.length).toBeGreaterThan(2_500);
    expect(all.filter(({ name }) => !saysSomething(name)).map(({ place }) => place)).toEqual([]);
  });

  it('are found in a row of a table and on a line of their own, and bare data is seen', () => {
    const source = [
      "it('is one', () => {});",
      'test.each([["a"]])(|%s: %j|, (a) => {});'.replaceAll('|', "'"),
      "it.each(cases)(\n  '$name is told',\n  async ({ name }) => {},\n);",
    ].join('\n');
    expect(namesIn(source)).toEqual(['is one', '%s: %j', '$name is told']);
    expect(namesIn(source).filter((name) => !saysSomething(name))).toEqual(['%s: %j']);
  });
});
