import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { discordPlatform } from '../../src/adapters/discord/platform.js';
import { slackPlatform } from '../../src/adapters/slack/platform.js';
import { leanFetch } from '../../src/adapters/system/lean-fetch.js';
import { memoryStore } from '../support/fakes/stores.js';
import { phoneNumberFrom } from '../../src/domain/phone.js';
import type { NumberId } from '../../src/domain/snapshot.js';
import { after, instantOf, MINUTE } from '../../src/domain/time.js';
import type { ChatPlatform, Responder } from '../../src/ports.js';
import { localeOf, wordsOf } from '../../src/words/index.js';
import { asking } from '../support/asking.js';
import { offered } from '../support/chatting.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioId } from '../support/looks.js';
import { story } from '../support/story.js';
import type { ChatsAt, ChatTask, ChatTimes } from './chat-process.js';
import { percentileOf, type Bench, type Row } from './row.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How much is asked. */
export interface ChatLoad {
  /** In the store, all of one portfolio. */
  readonly numbers: number;
  readonly questions: number;
  readonly inFlight: number;
  /** People who type at the same time. */
  readonly typing: number;
}

const usualLoad: ChatLoad = { numbers: 10_000, questions: 2_000, inFlight: 50, typing: 5 };

/**
 * How long people wait on each chat while so many ask at once: the bot with its real Bolt and discord.js in this process,
 * the chats and the people in another.
 */
export async function measureChat(load: ChatLoad = usualLoad): Promise<readonly Row[]> {
  const child = fork(`${root}/test/bench/chat-process.ts`, {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const chats: ChatPlatform[] = [];
  try {
    const at = (await messageOf(child)) as ChatsAt;
    const responder = await busyBot(load.numbers);
    chats.push(...chatsAt(at));
    for (const chat of chats) await chat.start(offered, responder);
    const rows: Row[] = [];
    for (const kind of ['slack', 'discord', 'typing'] as const) {
      const inFlight = kind === 'typing' ? load.typing : load.inFlight;
      const task: ChatTask = { kind, questions: load.questions, inFlight, numbers: load.numbers };
      await doing(child, { ...task, questions: Math.ceil(load.questions / 4) });
      const processor = process.cpuUsage();
      const times = await doing(child, task);
      const { user, system } = process.cpuUsage(processor);
      rows.push(...rowsOf(task, times, (user + system) / 1_000 / load.questions));
    }
    return rows;
  } finally {
    await Promise.allSettled(chats.map((chat) => chat.stop()));
    if (child.connected) child.disconnect();
  }
}

/** Questions a minute of the bot's own time: few enough for each person that nobody is asked to wait. */
const askedPerMinute = 300;

/** A bot that knows so many numbers. */
export async function busyBot(count: number): Promise<Responder> {
  const told = story();
  const numbers = Array.from({ length: count }, (_, i) => {
    const phone = phoneNumberFrom(`62812${String(34_000_000 + i)}`);
    const id = `20654${String(i)}` as NumberId;
    return numberOf(i, { id, phone, display: phone ?? '', name: `Toko ${String(i)}` });
  });
  told.sees({ numbers });
  const store = memoryStore();
  await store.update(portfolioId, () => ({ state: told.state, result: undefined }));
  let asked = 0;
  const clock = { now: () => after(noon, (3 + Math.floor(asked / askedPerMinute)) * MINUTE) };
  const { responder } = await asking({}, { store, clock });
  return {
    ...responder,
    answer(question) {
      asked += 1;
      return responder.answer(question);
    },
  };
}

function chatsAt({ slack, discord }: ChatsAt): readonly ChatPlatform[] {
  const shared = {
    commandPrefix: '',
    phrasesFor: (language: string | null) => wordsOf[localeOf(language ?? '') ?? 'en'].chat,
    log: fakeLog(),
    clock: { now: () => instantOf(Date.now()) },
    fetch: leanFetch,
  };
  return [slackPlatform({ ...shared, ...slack }), discordPlatform({ ...shared, ...discord })];
}

async function messageOf(child: ChildProcess): Promise<unknown> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The chats of the benchmark ended.'))),
  ])) as unknown[];
  return message;
}

async function doing(child: ChildProcess, task: ChatTask): Promise<ChatTimes> {
  child.send(task);
  const times = (await messageOf(child)) as ChatTimes;
  if (times.problems.length > 0) throw new Error(times.problems.join('; '));
  return times;
}

function rowsOf({ kind, inFlight }: ChatTask, { first, answered }: ChatTimes, cpu: number): readonly Row[] {
  const row = (what: string, figure: number, most: number | null): Row => ({
    what: `${what}, ${String(inFlight)} at a time`,
    figure,
    unit: 'ms',
    goal: most === null ? null : { most },
  });
  switch (kind) {
    case 'slack':
      return [
        row('Slack: acknowledged, p99', percentileOf(first, 99), 20),
        row('Slack: answered, p50', percentileOf(answered, 50), null),
        row('Slack: answered, p99', percentileOf(answered, 99), 60),
        row('Slack: CPU of a question', cpu, null),
      ];
    case 'discord':
      return [
        row('Discord: answered, p50', percentileOf(answered, 50), null),
        row('Discord: answered, p99', percentileOf(answered, 99), 60),
        row('Discord: CPU of a question', cpu, null),
      ];
    case 'typing':
      return [
        row('Discord: suggestions, p99', percentileOf(answered, 99), 20),
        row('Discord: CPU of suggestions', cpu, null),
      ];
  }
}

/** The benchmark of how long people wait. */
export const chat: Bench = { name: 'chat', run: () => measureChat() };
