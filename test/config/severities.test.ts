import { describe, expect, it } from 'vitest';
import { severities } from '../../config/severities.js';
import { rules } from '../../src/domain/rules/index.js';

const isGood = (wish: string): boolean => severities.safeParse({ [wish]: 'info' }).success;

describe.each(rules)('the severity of $name', ({ name, usual, otherwise }) => {
  it('may be set for all of it, and for each of its levels', () => {
    expect(Object.keys(usual)).not.toEqual([]);
    expect(
      [name, ...Object.keys(usual).map((level) => `${name}.${level}`)].filter((one) => !isGood(one)),
    ).toEqual([]);
  });

  it('may be set for a level of another name only where there are such levels', () => {
    expect(isGood(`${name}.another`)).toBe(otherwise !== null);
    expect(isGood(`${name}.`)).toBe(false);
  });
});

it.each(['colour', 'quality.yelow', 'qualityyellow', 'quality.yellow.red', '.yellow', ''])(
  'a severity of %j is a mistake that names what there is',
  (wish) => {
    const mistake = severities.safeParse({ [wish]: 'info' }).error?.message;
    expect(mistake).toContain('quality (yellow, red)');
    expect(mistake).toContain('account (rejected, disabled, banned or another)');
  },
);
