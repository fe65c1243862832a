import { slackPlatform, type SlackOptions } from '../../../src/adapters/slack/platform.js';
import type { SlackPhrases } from '../../../src/adapters/slack/phrases.js';
import { leanFetch } from '../../../src/adapters/system/lean-fetch.js';
import { instantOf } from '../../../src/domain/time.js';
import type { ChatPlatform, CommandCard, Delivery, Log, Question, Responder } from '../../../src/ports.js';
import type { Form, Reply } from '../../../src/cards/card.js';
import type { SlackServer } from '../../support/slack/server.js';
import { card } from './cards.js';
import { inLanguage, translated } from '../../support/translated.js';

/** The adapter's sentences, short ones. */
const phrases = {
  en: {
    working: 'Working on it.',
    close: 'Close',
    failed: 'That did not work.',
    sharedBy: (who: string) => `Shared by ${who}`,
  },
  id: {
    working: 'Sedang dikerjakan.',
    close: 'Tutup',
    failed: 'Gagal.',
    sharedBy: (who: string) => `Dibagikan oleh ${who}`,
  },
};

export const phrasesFor: SlackPhrases = (language) => inLanguage(phrases, language);

/** A log that a test can read. */
export interface ReadableLog extends Log {
  readonly entries: readonly { readonly level: string; readonly event: string; readonly facts: unknown }[];
  text(): string;
}

/** A log that keeps what it is told. */
export function readableLog(): ReadableLog {
  const entries: { level: string; event: string; facts: unknown }[] = [];
  const at =
    (level: string) =>
    (event: string, facts: unknown = {}): void =>
      void entries.push({ level, event, facts });
  return {
    entries,
    text: () => JSON.stringify(entries),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
}

/** A responder that answers everything with one reply and remembers the questions. */
export function scripted(
  reply: (question: Question) => Promise<Reply> | Reply = () => ({ card: card(), audience: 'asker' }),
  form: Form | null = null,
): Responder & {
  readonly questions: readonly Question[];
  /** The titles of shared answers, and whether they arrived. */
  readonly told: readonly (readonly [string, boolean])[];
} {
  const questions: Question[] = [];
  const told: [string, boolean][] = [];
  return {
    questions,
    async answer(question) {
      questions.push(question);
      return reply(question);
    },
    complete: async () => [],
    told,
    shared: (reply, arrived) => void told.push([reply.card.title, arrived]),
    form: async () => form,
  };
}

/** A command as the bot offers it. */
export function command(name: string, parts: Partial<CommandCard> = {}): CommandCard {
  return {
    name,
    onMessage: null,
    changesState: false,
    visibility: 'asker',
    summary: translated({ en: `What ${name} shows`, id: `Isi ${name}` }),
    example: `/${name} +62 812-3456-7890`,
    options: [],
    ...parts,
  };
}

/** A delivery to the test channel. */
export function delivery(parts: Partial<Delivery> = {}): Delivery {
  return {
    channel: 'C0123456789',
    card: card(),
    key: 'n-1',
    under: null,
    mention: null,
    loud: true,
    maybeSentSince: null,
    ...parts,
  };
}

/** The adapter, pointed at the test server; without pauses unless told otherwise. */
export function bot(server: SlackServer, log: Log, parts: Partial<SlackOptions> = {}): ChatPlatform {
  return slackPlatform({
    botToken: server.botToken,
    appToken: server.appToken,
    apiUrl: server.apiUrl,
    commandPrefix: '',
    phrasesFor,
    clock: { now: () => instantOf(Date.now()) },
    log,
    gap: 0,
    fetch: leanFetch,
    ...parts,
  });
}
