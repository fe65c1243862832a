import type { Locale } from '../../src/domain/route.js';
import { wordsOf, type Words } from '../../src/words/index.js';
import { everythingSaid } from '../support/said/everything.js';
import { sayTheRest } from '../support/said/beyond-stories.js';

/** More forms of one sentence tell a reader nothing new. */
const mostForms = 20;
/** What people type, and how platforms call a language: nothing that the bot says. */
const notSaid = /^(locale|tags|calledAs|typed|zones|figures)(\.|$)|\.aliases$/;
const madeUpId = /\b(?=[a-z]*\d)[a-z\d]{7}\b/g;

/** What was said, by its place in the words of a language, such as `alerts.ratedOf`. */
export type Heard = ReadonlyMap<string, readonly string[]>;

/** All that a language says when the stories of the tests are told in it; nothing for what no story comes to. */
export async function heardIn(locale: Locale): Promise<Heard> {
  const heard = new Map<string, Map<string, string>>();
  const words: Words = wordsOf[locale];
  const overheard = overhearing(words, '', (place, said) => {
    const forms = heard.get(place) ?? new Map<string, string>();
    heard.set(place, forms);
    if (said === null) return;
    const text = (typeof said === 'string' ? said : Object.values(said).join(' · ')).replace(
      madeUpId,
      'k3f9a2b',
    );
    // Sentences that differ only in their figures and in whom they are about are one.
    const form = text.replace(/[\d.,:]+/g, '0').replace(/Toko (Maju ID|Maju|0)|Promo/g, 'Toko');
    if (!forms.has(form) && forms.size < mostForms) forms.set(form, text);
  });
  const speak = (value: Words): void =>
    void Object.defineProperty(wordsOf, locale, { value, writable: true });
  speak(overheard);
  try {
    await everythingSaid(locale);
  } finally {
    speak(words);
  }
  sayTheRest(overheard);
  return new Map([...heard].map(([place, forms]) => [place, [...forms.values()]]));
}

type Note = (place: string, said: object | string | null) => void;

/** The same words, each of whose sentences is noted when it is said, and at first as not yet said. */
function overhearing<T>(words: T, place: string, note: Note): T {
  if (notSaid.test(place)) return words;
  if (typeof words === 'function') {
    const say = words as unknown as (...given: readonly unknown[]) => object | string;
    note(place, null);
    const heard = (...given: readonly unknown[]): unknown => {
      const said = say(...given);
      note(place, said);
      return said;
    };
    return heard as T;
  }
  if (typeof words === 'string' || Array.isArray(words)) note(place, words);
  if (typeof words !== 'object' || words === null || Array.isArray(words)) return words;
  const inner = Object.entries(words).map(([key, one]) => [
    key,
    overhearing<unknown>(one, place === '' ? key : `${place}.${key}`, note),
  ]);
  return Object.fromEntries(inner) as T;
}

/** A page of all that the bot says in a language, to be read aloud. */
export async function sentencesPage(locale: Locale): Promise<string> {
  const heard = [...(await heardIn(locale))];
  const topics = new Set(heard.map(([place]) => topicOf(place)));
  const sections = [...topics].map((topic) => {
    const places = heard.filter(([place]) => topicOf(place) === topic);
    const lines = places.flatMap(([place, forms]) => [place, ...forms.map((form) => `    ${form}`)]);
    return `## ${topic}\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\``;
  });
  const introduction = `# All that the bot says: ${wordsOf[locale].language}

Made by \`npm run generate\` from the stories that the tests tell. Figures, names and times are examples; \`Lorem\` stands for
what others said. Over each sentence stands its place in \`src/words/${locale}\`.`;
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

/** What stands in no topic of its own is put together. */
const topicOf = (place: string): string => (place.includes('.') ? place.replace(/\..*/, '') : 'basics');
