import { describe, expect, it } from 'vitest';
import { locales, usualWords } from '../../src/words/index.js';
import { sourceFiles, sources } from './imports.js';

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');

describe('a language', () => {
  // Whoever chooses between languages by hand names the first of them.
  it('is named in its own folder and in the registry only, so that nobody chooses by its name', () => {
    const { locale } = usualWords;
    const names = new RegExp(`['"\`]${locale}['"\`]|\\b${locale}:|\\.${locale}\\b|\\[${locale}\\]`);
    const own = new RegExp(`^src/words/(?:${locales.join('|')})/|^src/words/index\\.ts$`);
    const guilty = sourceFiles.filter(
      (file) => !own.test(file) && names.test(withoutComments(sources.get(file) ?? '')),
    );
    expect(guilty).toEqual([]);
  });
});
