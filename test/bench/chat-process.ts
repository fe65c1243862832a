import { startDiscordServer, type DiscordServer } from '../support/discord/server.js';
import { startSlackServer, type SlackServer } from '../support/slack/server.js';

/** How to reach the two chats that this process plays. */
export interface ChatsAt {
  readonly slack: Pick<SlackServer, 'apiUrl' | 'botToken' | 'appToken'>;
  readonly discord: Pick<DiscordServer, 'apiUrl' | 'token' | 'applicationId' | 'guildId'>;
}

/** What is to be done: so many questions in all, so many at a time, about numbers below `numbers`. */
export interface ChatTask {
  readonly kind: 'slack' | 'discord' | 'typing';
  readonly questions: number;
  readonly inFlight: number;
  readonly numbers: number;
}

/** Milliseconds from what people did to the first sign and to the answer, one each per question. */
export interface ChatTimes {
  readonly first: readonly number[];
  readonly answered: readonly number[];
  readonly problems: readonly string[];
}

/** What is counted for a question that nobody answered. */
const GIVEN_UP = 30_000;

/**
 * Slack and Discord on loopback with the people in them, in a process of their own, so that what they cost is not
 * counted. The clock of each question starts when it is sent.
 */
const people = Array.from({ length: 50 }, (_, i) => `U1${String(i).padStart(9, '0')}`);
const members = Array.from({ length: 50 }, (_, i) => `4000000000000001${String(i).padStart(2, '0')}`);
const slack = await startSlackServer({ users: people.map((id) => ({ id, locale: 'en-GB' })) });
const discord = await startDiscordServer();

const phoneOf = (index: number): string => `+62812${String(34_000_000 + index)}`;

async function ask({ kind, numbers }: ChatTask, index: number): Promise<readonly [number, number]> {
  const began = performance.now();
  const since = (): number => performance.now() - began;
  // Few enough that checking what is shown against what was typed costs little here.
  const number = phoneOf((index % 40) * Math.floor(numbers / 40));
  switch (kind) {
    case 'slack': {
      const userId = people[index % people.length] ?? '';
      const asked = slack.sendSlash({ command: '/quota', text: number, userId });
      await asked.acked(GIVEN_UP);
      const first = since();
      await asked.posted(1, GIVEN_UP);
      return [first, since()];
    }
    case 'discord': {
      const asked = discord.sendCommand({
        name: 'quota',
        options: { number },
        userId: members[index % members.length] ?? '',
      });
      await asked.callback(GIVEN_UP);
      const first = since();
      await asked.reply(GIVEN_UP);
      return [first, since()];
    }
    case 'typing': {
      const typed = number.slice(0, 6 + (index % 7));
      await discord
        .sendAutocomplete({ name: 'quota', options: { number: typed }, focused: 'number' })
        .callback(GIVEN_UP);
      return [since(), since()];
    }
  }
}

async function run(task: ChatTask): Promise<ChatTimes> {
  const times: (readonly [number, number])[] = [];
  let next = 0;
  async function person(): Promise<void> {
    while (next < task.questions) {
      next += 1;
      times.push(await ask(task, next).catch((): readonly [number, number] => [GIVEN_UP, GIVEN_UP]));
    }
  }
  await Promise.all(Array.from({ length: task.inFlight }, person));
  return {
    first: times.map(([first]) => first),
    answered: times.map(([, answered]) => answered),
    problems: [...slack.problems(), ...discord.problems()].slice(0, 3),
  };
}

process.on('message', (task: ChatTask) => {
  void run(task).then((times) => process.send?.(times));
});
process.on('disconnect', () => process.exit());
const { apiUrl, botToken, appToken } = slack;
const at: ChatsAt = {
  slack: { apiUrl, botToken, appToken },
  discord: {
    apiUrl: discord.apiUrl,
    token: discord.token,
    applicationId: discord.applicationId,
    guildId: discord.guildId,
  },
};
process.send?.(at);
