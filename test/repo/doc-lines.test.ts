import { describe, expect, it } from 'vitest';
import { docSentences, undocumentedExports } from './doc-lines.js';
import { sourceFiles, sources } from './imports.js';

const mostWords = 15;

/** Where every exported name has a doc line. */
const documented = /^(?:src\/domain\/|commands\/|src\/(?:[a-z]+-)*ports?\.ts$)/;

const filesIn = (where: RegExp): readonly string[] => sourceFiles.filter((file) => where.test(file));
const sourceOf = (file: string): string => sources.get(file) ?? '';

const sentences = sourceFiles.flatMap((file) =>
  docSentences(sourceOf(file)).map((one) => ({ ...one, place: `${file}:${String(one.line)}` })),
);

describe('doc lines', () => {
  it('are found in a real tree', () => {
    expect(filesIn(documented).length).toBeGreaterThan(100);
    expect(sentences.length).toBeGreaterThan(3_000);
  });

  it('say things in sentences of at most 15 words', () => {
    const long = sentences.filter(({ words }) => words > mostWords);
    expect(long.map(({ place, words, text }) => `${place}: ${String(words)} words: ${text}`)).toEqual([]);
  });

  it('stand above all that the domain, the ports and the commands export', () => {
    const bare = filesIn(documented).flatMap((file) =>
      undocumentedExports(sourceOf(file)).map(({ name, line }) => `${file}:${String(line)}: ${name}`),
    );
    expect(bare).toEqual([]);
  });

  it('are read wherever they stand, and told from text that looks like them', () => {
    const source = [
      "const glob = 'src/**/x' + `/** not one */`;",
      '/** Above a type. */',
      'type T =',
      '  /** Before a bar. */',
      '  | { /** Inside:',
      '     * on two lines. */ readonly a: 1 };',
      '// not one',
      '/* nor this */',
    ].join('\n');
    const found = docSentences(source).map(({ line, text }) => `${String(line)} ${text}`);
    expect(found).toEqual(['2 Above a type.', '4 Before a bar.', '5 Inside:', '5 on two lines.']);
  });

  it('count a code span and an address as one word, and a tag not at all', () => {
    const source =
      '/**\n * See `a b. c d` (https://example.com/a.b?c). Then\n * go.\n * @public Stays.\n */\nconst x = 1;';
    expect(docSentences(source)).toEqual([
      { line: 1, text: 'See `a b. c d` (https://example.com/a.b?c).', words: 3 },
      { line: 1, text: 'Then go.', words: 2 },
      { line: 1, text: 'Stays.', words: 1 },
    ]);
  });

  it('are missed above each kind of export, and asked once of overloads', () => {
    const source = [
      '/** Two ways. */',
      'export function f(a: 1): void;',
      'export function f(a: 2): void;',
      'export interface I {}',
      'export type T = 1;',
      '// no doc line',
      'export const c = 1;',
      'export class C {}',
      'const hidden = 1;',
    ].join('\n');
    expect(undocumentedExports(source)).toEqual([
      { name: 'I', line: 4 },
      { name: 'T', line: 5 },
      { name: 'c', line: 7 },
      { name: 'C', line: 8 },
    ]);
  });
});
