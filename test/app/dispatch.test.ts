import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandCards } from '../../src/app/dispatch.js';
import { plainText } from '../../src/cards/plain.js';
import { commands } from '../../commands/index.js';
import { StoreError, type Store } from '../../src/ports.js';
import { asking, somebody } from '../support/asking.js';
import { numberOf } from '../support/looks.js';
import { MINUTE } from '../../src/domain/time.js';
import { locales, wordsOf } from '../../src/words/index.js';

describe('a command', () => {
  it('is found by its name, another word for it, and after the root command', async () => {
    const bot = await asking();
    const help = await bot.hear('/help');
    for (const line of ['/quota help', 'help', '/HELP', '/quota bantuan', '/bantuan']) {
      expect(await bot.hear(line)).toBe(help);
    }
    expect(await bot.hear('/quota numbers')).toBe(await bot.hear('/numbers'));
  });

  it('may carry the prefix of the operator, or not', async () => {
    const bot = await asking({}, { prefix: 'wa-' });
    expect(await bot.hear('/wa-numbers')).toContain('Numbers');
    expect(await bot.hear('numbers')).toContain('Numbers');
    expect(await bot.hear('/wa-help')).toContain('/wa-can-send');
  });

  it('takes options by name where the platform has them', async () => {
    const bot = await asking();
    const reply = await bot.responder.answer({
      command: 'quota',
      text: '',
      options: { number: '0001', __proto__: 'x', constructor: 'y' },
      asker: somebody,
    });
    expect(reply.card.title).toContain('+62 812-3456-0001');
  });

  it('that does not exist is answered, with its name as plain text', async () => {
    const bot = await asking();
    const text = await bot.hear('/<!channel> x');
    expect(text).toContain('There is no command “<!channel>”.');
    expect((await bot.ask('/constructor')).card.title).toBe('Unknown command');
  });

  it('is answered privately', async () => {
    const bot = await asking();
    for (const name of Object.keys(commands)) expect((await bot.ask(`/${name}`)).audience).toBe('asker');
  });
});

describe('the language of an answer', () => {
  it('is what somebody chose, then what the platform says, then the default', async () => {
    const bot = await asking({}, { defaultLocale: 'id' });
    expect((await bot.ask('/numbers', { language: null })).card.title).toBe('Nomor');
    expect((await bot.ask('/numbers', { language: 'de' })).card.title).toBe('Nomor');
    expect((await bot.ask('/numbers', { language: 'en-US' })).card.title).toBe('Numbers');
    expect((await bot.ask('/numbers', { language: 'id_ID' })).card.title).toBe('Nomor');
    await bot.ask('/language english', { language: 'id' });
    expect((await bot.ask('/numbers', { language: 'id' })).card.title).toBe('Numbers');
    expect((await bot.ask('/numbers', { language: 'id', user: 'U2' })).card.title).toBe('Nomor');
  });

  it('is found anew when what was kept is no language of ours', async () => {
    const localeOf = (): Promise<string> => Promise.resolve('xx');
    const bot = await asking({}, { preferences: { localeOf, setLocale: () => Promise.resolve() } });
    expect((await bot.ask('/numbers', { language: 'id' })).card.title).toBe('Nomor');
  });

  it('is still found when preferences cannot be read', async () => {
    const bot = await asking(
      {},
      {
        preferences: {
          localeOf: () => Promise.reject(new StoreError('damaged', 'no')),
          setLocale: () => Promise.reject(new StoreError('damaged', 'no')),
        },
      },
    );
    expect((await bot.ask('/numbers', { language: 'id' })).card.title).toBe('Nomor');
    expect((await bot.ask('/language id')).card.title).toBe('The record cannot be read right now');
  });
});

describe('times', () => {
  it('are those of the channel where it is asked, else the default', async () => {
    const bot = await asking({ numbers: [numberOf(1, { quality: 'red' })] });
    expect(await bot.hear('/incidents')).toContain('12:00 WIB');
    expect(await bot.hear('/incidents', { channel: 'elsewhere' })).toContain('05:00 UTC');
  });
});

describe('whoever may not', () => {
  it('ask, sees no portfolio and gets no suggestion', async () => {
    const bot = await asking({}, { may: () => false });
    expect((await bot.ask('/quota 0001')).card.title).toBe('Not allowed here');
    expect(await bot.responder.complete('quota', 'number', '', somebody)).toEqual([]);
    expect((await bot.ask('/help')).card.title).toBe('What you can ask');
  });

  it('act, may still ask', async () => {
    const bot = await asking(
      { numbers: [numberOf(1, { quality: 'red' })] },
      { may: (_who, deed) => deed === 'ask' },
    );
    const before = await bot.state();
    const id = before.incidents[0]?.id ?? '';
    for (const line of [`/ack ${id}`, `/silence ${id} 1h`, '/quota 0001 --fresh']) {
      expect((await bot.ask(line)).card.title).toBe('Not allowed here');
    }
    expect(await bot.state()).toBe(before);
    expect(bot.looks).toEqual([]);
    expect((await bot.ask('/quota 0001')).card.title).toContain('+62');
  });
});

describe('somebody who asks without end', () => {
  it('is asked to wait after twenty questions in a minute, in their language', async () => {
    const bot = await asking();
    for (let i = 0; i < 20; i += 1) expect((await bot.ask('/help')).card.title).toBe('What you can ask');
    expect(await bot.hear('/help')).toContain('That was a lot of questions; try again in 60 s.');
    expect(await bot.hear('/help', { language: 'id' })).toContain('silakan coba lagi dalam 60 detik.');
    expect((await bot.ask('/help', { user: 'U2' })).card.title).toBe('What you can ask');
    bot.clock.move(MINUTE);
    expect((await bot.ask('/help')).card.title).toBe('What you can ask');
  });

  it('does not fill up their own Home tab by what they do', async () => {
    const bot = await asking();
    for (let i = 0; i < 25; i += 1) expect((await bot.ask('/home')).card.tone).not.toBe('unknown');
  });
});

describe('trouble', () => {
  const secret = 'EAAG-CANARY';
  const broken = (error: Error): Store => ({
    read: () => Promise.reject(error),
    update: () => Promise.reject(error),
    readBot: () => Promise.reject(error),
    updateBot: () => Promise.reject(error),
    waiting: () => Promise.reject(error),
    claimLook: () => Promise.reject(error),
    close: () => Promise.resolve(),
  });

  it('with the store is answered as such', async () => {
    const bot = await asking({}, { store: broken(new StoreError('locked', 'busy')) });
    expect((await bot.ask('/quota')).card.title).toBe('The record cannot be read right now');
    expect(bot.log.lines.some((line) => line.level === 'error' && line.event === 'question.failed')).toBe(
      true,
    );
  });

  it('of any kind never shows its insides', async () => {
    const bot = await asking({}, { store: broken(new TypeError(`token ${secret}`)) });
    const text = await bot.hear('/quota');
    expect(text).toContain('That did not work');
    expect(text).not.toContain(secret);
  });

  it('with the record of usage leaves the figures of now', async () => {
    const fails = (): Promise<never> => Promise.reject(new StoreError('damaged', 'gone'));
    const bot = await asking(
      {},
      { outlook: { forecasts: fails, peak: fails, usual: fails, ahead: fails, limitChanges: fails } },
    );
    expect((await bot.ask('/quota 0001')).card.title).toContain('+62');
    expect(plainText((await bot.ask('/digest')).card)).toContain('All well.');
  });

  it('does not come from any text that somebody types', async () => {
    const bot = await asking();
    const names = Object.keys(commands);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 40 })),
        async (name, text) => {
          const reply = await bot.responder.answer({ command: name, text, options: {}, asker: somebody });
          expect(reply.card.title).not.toBe('That did not work');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is not made by a very long text', async () => {
    const bot = await asking();
    const started = performance.now();
    for (const name of Object.keys(commands)) await bot.ask(`/${name} ${'9 '.repeat(20_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('suggestions', () => {
  it('are numbers that fit what is typed', async () => {
    const bot = await asking({ numbers: [numberOf(1), numberOf(2, { name: 'Promo' })] });
    const labels = async (typed: string): Promise<readonly string[]> =>
      (await bot.responder.complete('quota', 'number', typed, somebody)).map((choice) => choice.label);
    expect(await labels('')).toHaveLength(2);
    expect(await labels('prom')).toEqual(['Promo · +62 812-3456-0002']);
    expect(await labels('0001')).toEqual(['Toko 1 · +62 812-3456-0001']);
  });

  it('are never more than a platform can show', async () => {
    const bot = await asking({ numbers: Array.from({ length: 90 }, (_, i) => numberOf(i + 1)) });
    expect(await bot.responder.complete('quota', 'number', '', somebody)).toHaveLength(25);
  });

  it('none come for what has none', async () => {
    const bot = await asking();
    expect(await bot.responder.complete('nonsense', 'x', '', somebody)).toEqual([]);
    expect(await bot.responder.complete('help', 'x', '', somebody)).toEqual([]);
  });
});

describe('a form', () => {
  const pressed = { command: 'silence', text: 'k3f9a2b', options: {}, asker: somebody };

  it('asks in the language of whoever pressed, and makes a command line that can be typed', async () => {
    const bot = await asking();
    await bot.ask('/language id');
    const form = await bot.responder.form(pressed);
    expect(form?.fields.map(({ label }) => label)).toEqual(['Berapa lama?', 'Alasan (boleh kosong)']);
  });

  it('does not wait for a record that is slow', async () => {
    const preferences = {
      localeOf: () => new Promise<never>(() => undefined),
      setLocale: () => Promise.resolve(),
    };
    const bot = await asking({}, { preferences });
    const began = performance.now();
    const form = await bot.responder.form({ ...pressed, asker: { ...somebody, language: 'id-ID' } });
    expect(form?.title).toBe('Senyapkan peringatan');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('is not shown to whoever may not do what it asks about, who then hears so', async () => {
    const bot = await asking({}, { may: (_who, deed) => deed === 'ask' });
    expect(await bot.responder.form(pressed)).toBeNull();
    expect((await bot.responder.answer(pressed)).card.title).toBe('Not allowed here');
  });

  it('is none where nothing is to be asked', async () => {
    const bot = await asking();
    for (const command of ['quota', 'ack', 'nonsense']) {
      expect(await bot.responder.form({ ...pressed, command })).toBeNull();
    }
  });
});

describe('what platforms are told of commands', () => {
  it('is said in each language, with an example', () => {
    const cards = commandCards(commands, 'wa-');
    const offered = Object.keys(commands).filter((name) => name !== 'home');
    expect(cards.map((card) => card.name)).toEqual(offered.map((name) => `wa-${name}`));
    const offers = cards.flatMap(({ onMessage }) => onMessage ?? []);
    expect(offers.map(({ usual }) => usual)).toEqual(['Check numbers']);
    expect(offers.map((offer) => offer.in('id'))).toEqual(['Periksa nomor']);
    const [quota] = cards;
    expect(quota?.summary.in('id-ID')).toContain('limit kirim Meta');
    expect(quota?.summary.in('xx')).toBeNull();
    expect(quota).toMatchObject({
      example: '/wa-quota +62 812-3456-7890',
      changesState: false,
      options: [{ name: 'number', required: false, choices: true }],
    });
  });

  it('puts required options first, as Discord wants it', () => {
    for (const { options } of commandCards(commands)) {
      const required = options.map((option) => option.required);
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    }
  });

  it('has words that nobody else answers to', () => {
    const owners = new Map<string, Set<string>>();
    for (const { name } of Object.values(commands)) {
      const aliases = locales.flatMap((locale) => wordsOf[locale].commands[name].aliases);
      for (const word of [name, ...aliases]) owners.set(word, (owners.get(word) ?? new Set()).add(name));
    }
    expect([...owners].filter(([, names]) => names.size > 1)).toEqual([]);
    expect(owners.get('kuota')).toEqual(new Set(['quota']));
  });
});
