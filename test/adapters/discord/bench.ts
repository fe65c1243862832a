import { afterEach } from 'vitest';
import { discordPlatform, type DiscordPace } from '../../../src/adapters/discord/platform.js';
import type { DiscordPhrases } from '../../../src/adapters/discord/phrases.js';
import { leanFetch } from '../../../src/adapters/system/lean-fetch.js';
import type { Form, Reply } from '../../../src/cards/card.js';
import type { ChatPlatform, Choice, CommandCard, Delivery, Question, Responder } from '../../../src/ports.js';
import type { Seat } from '../../../src/sharing-port.js';
import { startDiscordServer, type DiscordServer } from '../../support/discord/server.js';
import { fakeLog, type FakeLog } from '../../support/fakes/log.js';
import { aCard } from './cards.js';
import { inLanguage, translated } from '../../support/translated.js';

export const HOME = '300000000000000001';

const phrases = {
  en: { failed: 'No answer came.', staleButton: 'This button is too old.' },
  id: { failed: 'Tidak ada jawaban.', staleButton: 'Tombol ini sudah lama.' },
};

export const phrasesFor: DiscordPhrases = (language) => inLanguage(phrases, language);

/** The commands the tests offer: one private with suggestions, one for all that changes something. */
export const commands: readonly CommandCard[] = [
  {
    name: 'quota',
    onMessage: null,
    changesState: false,
    visibility: 'asker',
    summary: translated({ en: 'How much of the limit is used', id: 'Berapa limit yang terpakai' }),
    example: '/quota +62 812-3456-7890',
    options: [
      {
        name: 'since',
        summary: translated({ en: 'From when', id: 'Sejak kapan' }),
        required: false,
        choices: false,
      },
      {
        name: 'number',
        summary: translated({ en: 'Which number', id: 'Nomor mana' }),
        required: true,
        choices: true,
      },
    ],
  },
  {
    name: 'silence',
    onMessage: null,
    changesState: true,
    visibility: 'channel',
    summary: translated({ en: 'Mute alerts for a while', id: 'Bisukan peringatan' }),
    example: '/silence 2h',
    options: [],
  },
];

/** A responder that remembers what it was asked; it says `audience: 'asker'` unless told otherwise. */
interface FakeResponder extends Responder {
  readonly asked: readonly Question[];
  readonly completed: readonly (readonly [string, string, string])[];
  /** The titles of shared answers, and whether they arrived. */
  readonly told: readonly (readonly [string, boolean])[];
  next(answer: () => Promise<Reply>): void;
  choices: readonly Choice[];
  /** What is asked before a command is run. */
  ask: Form | null;
}

export function fakeResponder(): FakeResponder {
  const asked: Question[] = [];
  const completed: [string, string, string][] = [];
  const waiting: (() => Promise<Reply>)[] = [];
  const told: [string, boolean][] = [];
  return {
    asked,
    completed,
    choices: [],
    ask: null,
    form() {
      return Promise.resolve(this.ask);
    },
    next: (answer) => void waiting.push(answer),
    told,
    shared: (reply, arrived) => void told.push([reply.card.title, arrived]),
    answer(question) {
      asked.push(question);
      const next = waiting.shift();
      return next ? next() : Promise.resolve({ card: aCard(), audience: 'asker' });
    },
    complete(command, option, typed) {
      completed.push([command, option, typed]);
      return Promise.resolve(this.choices);
    },
  };
}

/** Resolves after so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A delivery, changed as wanted. */
export function aDelivery(change: Partial<Delivery> = {}): Delivery {
  return {
    channel: HOME,
    card: aCard(),
    key: 'n-1',
    under: null,
    mention: null,
    loud: true,
    maybeSentSince: null,
    ...change,
  };
}

/** A server, and the platform that talks to it. */
export interface Bench {
  readonly server: DiscordServer;
  readonly chat: ChatPlatform;
  readonly responder: FakeResponder;
  readonly log: FakeLog;
}

/** What a test may change of the bench. */
export interface BenchOptions {
  readonly server?: Parameters<typeof startDiscordServer>[0];
  readonly pace?: Partial<DiscordPace>;
  readonly seat?: Seat;
  readonly isFirst?: (mark: string) => Promise<boolean>;
  readonly token?: string;
  readonly prefix?: string;
  readonly global?: boolean;
}

const releases: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

function platformFor(server: DiscordServer, log: FakeLog, options: BenchOptions): ChatPlatform {
  const chat = discordPlatform({
    token: options.token ?? server.token,
    applicationId: server.applicationId,
    guildId: options.global === true ? null : server.guildId,
    apiUrl: server.apiUrl,
    commandPrefix: options.prefix ?? '',
    phrasesFor,
    log,
    pace: { retry: 20, longestRetry: 100, ...options.pace },
    seat: options.seat,
    isFirst: options.isFirst,
    fetch: leanFetch,
  });
  releases.push(() => chat.stop());
  return chat;
}

/** A platform for a server that served another before: the bot after a restart. */
export function restarted(server: DiscordServer, options: BenchOptions = {}): ChatPlatform {
  return platformFor(server, fakeLog(), options);
}

/** Starts a server and builds the platform; both are closed after the test. */
export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const server = await startDiscordServer(options.server);
  releases.push(() => server.close());
  const log = fakeLog();
  return { server, chat: platformFor(server, log, options), responder: fakeResponder(), log };
}

/** As `bench`, connected. */
export async function connectedBench(options: BenchOptions = {}): Promise<Bench> {
  const made = await bench(options);
  await made.chat.start(commands, made.responder);
  return made;
}
