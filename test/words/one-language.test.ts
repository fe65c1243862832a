import { beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../src/domain/route.js';
import { wordsOf } from '../../src/words/index.js';
import { causeText } from '../../src/words/trouble-text.js';
import { noon } from '../support/looks.js';
import { everythingSaid } from '../support/said/everything.js';

/**
 * Words that English and the other languages share: names of products, loan words, and what the played
 * stories call their shops, codes and quotes.
 */
const shared = new Set(
  [
    'whatsapp meta manager business suite graph slack discord',
    'bot token limit status tier server proxy url http id log platform promo personal info',
    'bahasa indonesia english wib utc nov min analytics zzz zzzzzzz',
    'view channel socket mode lorem ipsum toko maju abc ecode waba wabas volume webhook',
  ].flatMap((line) => line.split(' ')),
);

/** What is no word of a language: addresses, commands, variables, settings, fields, codes, and ids. */
const noWords = /https?:\/\/\S+|(?<![\p{L}\d])\/[a-z-]+|\S*[_\d]\S*|\b\w+\.\w+\b|\b[A-Z]{3,}\b/gu;

function wordsIn(texts: readonly string[]): ReadonlySet<string> {
  const all = texts.flatMap(
    (text) =>
      text
        .replace(noWords, ' ')
        .toLowerCase()
        .match(/\p{L}{2,}/gu) ?? [],
  );
  return new Set(all);
}

const others = (Object.keys(wordsOf) as Locale[]).filter((locale) => locale !== 'en');
let english: ReadonlySet<string>;

beforeAll(async () => {
  english = wordsIn(await everythingSaid('en'));
}, 60_000);

/** Sentences that stay English in another language say words that only English has. */
function leaked(texts: readonly string[]): readonly string[] {
  return [...wordsIn(texts)].filter((word) => english.has(word) && !shared.has(word)).sort();
}

describe.each(others)('all that is said in %s', (locale) => {
  it('has no word of an English sentence', { timeout: 60_000 }, async () => {
    const texts = await everythingSaid(locale);
    expect(texts.length).toBeGreaterThan(500);
    expect(leaked(texts)).toEqual([]);
  });
});

describe('the search for English sentences', () => {
  it.each([
    'Rincian: The token is no longer valid.',
    'Rincian: Slack: the bot is not in the channel; invite it (not_in_channel).',
    'Rincian: Graph took too long to answer.',
  ])('finds %s', (text) => {
    expect(leaked([text]).length).toBeGreaterThan(2);
  });
});

describe("Meta's own words", () => {
  const moment = { zone: 'UTC', now: noon };
  const quote = (text: string): string =>
    causeText({ reason: 'call-refused', code: 1, quote: text }, wordsOf.id, moment);

  it('are quoted as such, on one line and cut short', () => {
    expect(quote('Lorem ipsum')).toBe(
      'Meta menolak permintaan. (galat Graph 1, menurut Meta: “Lorem ipsum”)',
    );
    expect(quote(`line\none ${'x'.repeat(9_000)}`)).toMatch(/menurut Meta: “line one x{140,160}…”/);
  });
});
