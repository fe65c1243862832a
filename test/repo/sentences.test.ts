import { describe, expect, it } from 'vitest';
import { locales } from '../../src/words/index.js';
import { heardIn } from './sentences.js';

describe('the pages of all that the bot says', () => {
  it.each(locales)('show each sentence of %s with an example', { timeout: 60_000 }, async (locale) => {
    const heard = [...(await heardIn(locale))];
    const silent = heard.filter(([, forms]) => forms.length === 0).map(([place]) => place);
    expect(silent, 'say it in a story of test/support/said').toEqual([]);
    expect(heard.length).toBeGreaterThan(500);
  });
});
