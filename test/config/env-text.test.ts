import { parse } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentAbove, fitsEnv, withVariables } from '../../config/env-text.js';

const put = (text: string, values: Readonly<Record<string, string>>): string =>
  withVariables(text, values, (name) => (name === 'NEW' ? 'What it is for.' : null));

describe('the text of a .env file', () => {
  it.each([
    ['an empty value', 'A=\nB=2\n', 'A=x\nB=2\n'],
    ['another value', 'A=old\nB=2\n', 'A=x\nB=2\n'],
    ['a value in quotes', 'A="old one"\nB=2\n', 'A=x\nB=2\n'],
    ['an exported value', '  export A = old\nB=2\n', '  export A = x\nB=2\n'],
    ['a value with a comment behind it', 'A=old # of March\nB=2\n', 'A=x # of March\nB=2\n'],
    ['no value, with a comment behind it', 'A=# none yet\nB=2\n', 'A=x # none yet\nB=2\n'],
    ['no value, with a comment below it', 'A=\n# The second.\nB=2\n', 'A=x\n# The second.\nB=2\n'],
    ['a value of several lines', 'A="one\ntwo"\nB=2\n', 'A=x\nB=2\n'],
    ['two values, of which the last counts', 'A=1\nA=2\nB=2\n', 'A=1\nA=x\nB=2\n'],
    ['lines that end as on Windows', 'A=old\r\nB=2\r\n', 'A=x\r\nB=2\r\n'],
    ['a comment that looks like it', '# A=old\nB=2\n', '# A=old\nB=2\nA=x\n'],
    ['a name inside of another value', 'B="2\nA=old"\n', 'B="2\nA=old"\nA=x\n'],
    ['no end of the last line', 'B=2', 'B=2\nA=x\n'],
    ['a name with nothing behind it', 'B:\n', 'B:\n\nA=x\n'],
  ])('has a variable set over %s', (_, before, after) => {
    expect(put(before, { A: 'x' })).toBe(after);
  });

  it('explains what is new', () => {
    expect(put('', { NEW: 'x', A: 'y' })).toBe('# What it is for.\nNEW=x\nA=y\n');
  });

  it('stays to the byte when it says so already', () => {
    const odd = '\n  A :  "x"  # odd\r\n\n\n';
    expect(put(odd, parse(odd))).toBe(odd);
  });

  it('refuses what would not be read as it was meant, and does not repeat it', () => {
    for (const value of ['a b', 'a\nb', '"a"', "it's", '', 'a\\', '`a`'])
      expect(() => put('', { A: value })).toThrow(/^The value of A does not fit/);
  });

  it('is read as before, and what was set as it was set, whatever it says', () => {
    const name = fc.constantFrom('A', 'B', 'C_D');
    const value = fc.string({ maxLength: 8 });
    const line = fc.oneof(
      fc.tuple(name, value).map(([one, text]) => `${one}=${text}`),
      fc.tuple(name, value).map(([one, text]) => `export ${one} = "${text}" # ${text}`),
      fc.tuple(name, value).map(([one, text]) => `${one}='${text}\n${text}'`),
      value.map((text) => `# ${text}`),
      value,
    );
    const text = fc
      .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', ''))
      .map(([lines, end]) => lines.join(end === '' ? '\n' : end) + end);
    const token = fc.string({ minLength: 1, maxLength: 12 }).filter(fitsEnv);
    fc.assert(
      fc.property(text, name, token, (before, one, wanted) => {
        expect(parse(put(before, { [one]: wanted }))).toEqual({ ...parse(before), [one]: wanted });
      }),
      { numRuns: 500 },
    );
  });

  it('finds what an example says of a variable', () => {
    const example = '# The first.\nA=\n# The second.\n# B=2\n\nC=\n';
    expect(['A', 'B', 'C', 'D'].map((name) => commentAbove(example, name))).toEqual([
      'The first.',
      'The second.',
      null,
      null,
    ]);
  });
});
