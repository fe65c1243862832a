import { commands } from '../../../commands/index.js';
import { chartArtist } from '../../../src/adapters/chart/artist.js';
import type { CommandName } from '../../../src/app/command.js';
import { commandCards, type ResponderOptions } from '../../../src/app/dispatch.js';
import { drawPast } from '../../../src/app/picture.js';
import type { Card } from '../../../src/cards/card.js';
import { errorCard, type Trouble } from '../../../src/cards/trouble.js';
import { known, unknown } from '../../../src/domain/reading.js';
import type { Reader } from '../../../src/cards/reader.js';
import type { Locale } from '../../../src/domain/route.js';
import { defaultThresholds } from '../../../src/domain/thresholds.js';
import type { NumberId, PortfolioSnapshot } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR, SECOND } from '../../../src/domain/time.js';
import type { FilledHistory } from '../filled-history.js';
import type { Asking } from '../asking.js';
import { asking } from '../asking.js';
import { cityWith, look, sending } from '../city.js';
import { fakeChat } from '../fakes/chat.js';
import { capped, noon, numberOf, onRecordSince, portfolioId, unlimited, usageOf } from '../looks.js';
import { routeOf } from '../story.js';

/** What people type, by command; the compiler asks for the command that is forgotten. `ID` is an open alert's id. */
const lines: Readonly<Record<CommandName, readonly string[]>> = {
  quota: ['', 'Toko 1', 'Toko', 'Promo', '1234560001', 'Toko 1 --fresh', 'Toko Maju', 'zzz'],
  numbers: ['', '2', '99'],
  tier: ['', 'Toko Maju', 'zzz'],
  'what-if': [
    '3000',
    '300 23:00',
    '9000 10:00',
    'Toko 1 1 besok 10.00',
    'Toko 1 5000 tomorrow 10:00',
    '99999 10:00',
    'Toko 3000 10:00',
    'zzz 3000 10:00',
    'Toko 1 3000 99:00',
  ],
  'can-send': ['', '3000', 'Toko 1 3000', 'Toko 1 1', 'Toko 1 99999', 'Toko 3000', 'zzz 3000', 'Toko 1 zzz'],
  why: ['', 'Toko 1', 'Toko', 'zzz'],
  history: ['', 'Toko 1', 'Toko 1 30', 'Toko', 'zzz'],
  digest: [''],
  incidents: ['', 'ID', 'zzzzzzz'],
  ack: ['', 'zzzzzzz', 'ID', 'ID'],
  silence: [
    '',
    'ID 4h',
    'ID until healthy',
    '',
    'Toko 1 30m',
    'Toko Maju 1h',
    'Toko 1 99d',
    'zzz 1h',
    'end zzz',
  ],
  language: ['', 'zzz'],
  check: ['', '+62 812-3456-0001', '+62 812-3456-0001, +62 813-9999-9999', '+62 813-9999-9999'],
  home: [''],
  help: [''],
};

const forSale: Partial<PortfolioSnapshot> = {
  usage: known(usageOf(8_200)),
  series: [{ at: after(noon, -3 * HOUR), recipients: 8_200 }],
  numbers: [
    numberOf(1, {
      usage: known(usageOf(4_000)),
      series: [{ at: after(noon, -3 * HOUR), recipients: 4_000 }],
    }),
    numberOf(2, { quality: 'yellow', usage: known(usageOf(4_200)) }),
    numberOf(3, { quality: 'red', status: 'flagged', rawStatus: 'FLAGGED' }),
    numberOf(4, { status: 'unknown', rawStatus: null, quality: 'unknown', usage: unknown('refused') }),
    numberOf(5, { health: known({ canSend: 'blocked', reasons: [] }), status: 'banned' }),
    numberOf(6, { health: known({ canSend: 'limited', reasons: [] }) }),
  ],
};

/** Portfolios as they may stand when somebody asks. */
const snapshots: readonly Partial<PortfolioSnapshot>[] = [
  {},
  forSale,
  { ...forSale, elsewhere: 500 },
  { ...forSale, usage: known(usageOf(10_500)) },
  { ...forSale, usage: unknown('not-returned'), limit: unknown('refused') },
  { ...forSale, limit: unknown('not-understood') },
  { ...forSale, limit: known(unlimited) },
  { usage: known(usageOf(9_000, noon, 'exact')), limit: known(capped(10_000)) },
  { numbers: Array.from({ length: 60 }, (_, i) => numberOf(i, { quality: i % 3 === 0 ? 'red' : 'green' })) },
  { numbers: [] },
];

async function fill(history: FilledHistory): Promise<void> {
  const half = 48 * 9;
  const series = Array.from({ length: half }, (_, i) => ({
    at: after(noon, -9 * DAY + i * 30 * 60_000),
    recipients: i % 7 === 0 ? 40 : 0,
  }));
  await history.append(portfolioId, new Map([['1065403722000' as NumberId, series]]));
}

/** Commands whose answers depend on every figure. */
const figures: readonly CommandName[] = ['quota', 'numbers', 'tier', 'can-send', 'what-if', 'digest', 'home'];

async function asked(
  bot: Asking,
  locale: Locale,
  names: readonly CommandName[] = figures,
): Promise<readonly Card[]> {
  await fill(bot.history);
  const cards: Card[] = [];
  const say = async (line: string): Promise<void> => {
    cards.push((await bot.ask(line, { language: locale, platform: 'terminal' })).card);
    // Nobody asks so much at once.
    bot.clock.move(10 * SECOND);
  };
  for (const name of names) {
    for (const text of lines[name]) {
      const id = (await bot.state()).incidents[0]?.id ?? 'k3f9a2b';
      await say(`/${name} ${text.replace('ID', id)}`);
    }
  }
  await say('/zzz');
  const silence = (await bot.state()).silences[0]?.id;
  if (silence !== undefined) await say(`/silence end ${silence}`);
  return cards;
}

/** The answers to whoever acknowledges all alerts that share a message, of which one is not theirs to take. */
async function ofJoined(locale: Locale): Promise<readonly Card[]> {
  const city = cityWith(6, fakeChat('slack', 40), routeOf());
  await look(city, () => 'red');
  await sending(city).deliverDue();
  const line = city.chat.messages[1]?.card.actions[0]?.command ?? '';
  const { plans, store, clock } = city;
  const cards: Card[] = [];
  for (const mine of [2, 5, 6]) {
    const may: ResponderOptions['may'] = (_asker, right, id) =>
      right === 'ask' || plans.slice(0, mine).some((plan) => plan.id === id);
    const bot = await asking({}, { plans, store, clock, routes: [city.route], may });
    for (let i = 0; i < 2; i++) cards.push((await bot.ask(`/${line}`, { language: locale })).card);
  }
  for (let i = 0; i < 2; i++) await look(city, () => 'green');
  const bot = await asking({}, { plans, store, clock, routes: [city.route] });
  return [...cards, (await bot.ask(`/${line}`, { language: locale })).card];
}

/** The answers to all that people may ask, in all states of what is known. */
export async function everyReply(locale: Locale, reader: Reader): Promise<readonly Card[]> {
  const drawing = {
    artist: chartArtist,
    thresholds: defaultThresholds,
    width: 80,
    groundOf: () => 'drawn' as const,
  };
  const cards: Card[] = [];
  const all = Object.keys(lines) as CommandName[];
  for (const [index, snapshot] of snapshots.entries()) {
    const bot = await asking(snapshot, {
      picture: (wanted) => drawPast(wanted, { ...drawing, history: bot.history }),
    });
    cards.push(...(await asked(bot, locale, index < 2 ? all : figures)));
  }
  const blind = await asking({});
  blind.told.isBlind('forbidden');
  await blind.store.update(portfolioId, () => ({ state: blind.told.state, result: undefined }));
  cards.push(...(await asked(blind, locale, all)));
  const remembering = await asking(forSale);
  await remembering.store.update(portfolioId, () => ({
    state: onRecordSince(remembering.told.state, after(noon, -9 * DAY)),
    result: undefined,
  }));
  cards.push(...(await asked(remembering, locale)));
  cards.push(...(await ofJoined(locale)));
  const none = await asking({}, { may: () => false });
  cards.push(...(await asked(none, locale)));
  const troubles: readonly Trouble[] = [
    { kind: 'trouble' },
    { kind: 'store' },
    { kind: 'refused' },
    { kind: 'unknown-command', name: 'zzz', closest: null, help: '/help' },
    { kind: 'too-many', wait: 3_000 },
    { kind: 'not-understood', example: '/zzz' },
  ];
  return [...cards, ...troubles.map((trouble) => errorCard(trouble, reader))];
}

/** What is offered while somebody types, asks in a form, or looks through the commands. */
export async function everyOffer(locale: Locale, reader: Reader): Promise<readonly string[]> {
  const bot = await asking(forSale);
  const asker = {
    platform: 'slack',
    user: 'U1',
    name: null,
    channel: 'C1',
    groups: [],
    language: locale,
  } as const;
  const texts: string[] = [];
  for (const card of commandCards(commands)) {
    texts.push(card.summary.in(locale) ?? '', card.onMessage?.in(locale) ?? '');
    for (const { name, summary } of card.options) {
      texts.push(summary.in(locale) ?? '');
      const choices = await bot.responder.complete(card.name, name, '', asker);
      texts.push(...choices.map(({ label }) => label));
    }
    const form = await bot.responder.form({ command: card.name, text: '', options: {}, asker });
    for (const field of form?.fields ?? []) {
      texts.push(
        field.label,
        ...(field.kind === 'choice' ? field.options.map(({ label }) => label) : [field.hint]),
      );
    }
    if (form) texts.push(form.title, form.submit, form.cancel);
  }
  const { chat } = reader.words;
  return [...texts, chat.working, chat.close, chat.failed, chat.staleButton, chat.sharedBy('U1')];
}
