import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfiguration } from '../config/load.js';
import { printMistake } from '../config/mistake.js';
import { httpServer } from './adapters/http/server.js';
import { webhooksPath } from './domain/webhook-subscription.js';
import { jsonLog } from './adapters/system/log.js';
import { terminalPlatform } from './adapters/terminal/platform.js';
import { reasonOf } from './app/reason.js';
import { outliveOutput } from './output.js';
import { plainText } from './cards/plain.js';
import { operator, questionFrom } from './cli/ask.js';
import { compose, type Bot } from './compose.js';
import type { Locale } from './domain/route.js';
import { after, DAY, HOUR, instantOf, MINUTE, type Instant } from './domain/time.js';
import { startSimulator } from './simulator/server.js';
import { demoAccount, demoMoments, demoStory } from './simulator/stories/demo.js';
import { startWebhooks, type WebhookSender } from './simulator/webhooks/sender.js';
import { isLocale, usualWords, wordsOf } from './words/index.js';

/** The demo's shop is in Jakarta, and its story begins at seven in the morning. */
const zone = 'Asia/Jakarta';
const step = 15 * MINUTE;
const lasts = 26 * HOUR;
/** So long before the story the bot begins to count: whom it counted is exact after two days. */
const before = 46 * HOUR;
const pastLooksEvery = 2 * HOUR;
/** Who is away for longer than this may have missed a webhook. */
const proofEvery = MINUTE;
/** In the two days before, it is there only so often. When the story begins, what it may have missed is settled. */
const pastStep = HOUR;
const watchful = 2 * pastStep;
/** As Meta does: some of it is told twice, and in any order. */
const mischief = { repeated: 0.03, disordered: true };

interface Stage {
  readonly bot: Bot;
  readonly webhooks: WebhookSender;
  readonly locale: Locale;
  now: Instant;
  /** Milliseconds of real time between the scenes; 0 tells the story at once. */
  readonly pace: number;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Seven in the morning in Jakarta, on the day of `today`. */
function morning(today: Instant): Instant {
  return instantOf(Math.floor((today + 7 * HOUR) / DAY) * DAY);
}

function clockText(stage: Pick<Stage, 'now' | 'locale'>): string {
  return wordsOf[stage.locale].moment(stage.now, { zone, now: stage.now });
}

/** Lets time pass. The bot is there, and webhooks tell it what happened. */
async function pass(stage: Stage, until: Instant, every = proofEvery): Promise<void> {
  const { bot, webhooks } = stage;
  while (stage.now < until) {
    stage.now = instantOf(Math.min(until, stage.now + every));
    await bot.attendance?.prove();
  }
  await webhooks.tellUntil(until);
}

/** The two days before the story, in which nothing happens but what happens every day. */
async function livePast(stage: Stage, start: Instant): Promise<void> {
  for (let at = stage.now; at < start; at = after(at, pastStep)) {
    await pass(stage, at, at < after(start, -watchful) ? pastStep : proofEvery);
    if ((at - start) % pastLooksEvery === 0) {
      await stage.bot.poller.pollAll();
      await stage.bot.attendance?.ask();
      await stage.bot.attendance?.prove();
    }
  }
}

async function look(stage: Stage): Promise<void> {
  await stage.bot.poller.pollAll();
  await stage.bot.digests.queueDue();
  await stage.bot.deliverer.deliverDue();
}

async function answer(stage: Stage, line: string): Promise<void> {
  const reply = await stage.bot.responder.answer(questionFrom(line, operator(stage.locale)));
  say(`${plainText(reply.card)}\n`);
}

async function asks(stage: Stage, who: string, line: string): Promise<void> {
  say(`── ${clockText(stage)} · ${who}: ${line}`);
  await answer(stage, line);
  await pause(stage.pace);
}

async function tellStory(stage: Stage, start: Instant): Promise<void> {
  const questions: readonly (readonly [number, string, string])[] = [
    [demoMoments.over80 + step, 'Sari', '/quota 0812-3456-7890'],
    [demoMoments.promoRed + step, 'Budi', '/numbers'],
    [demoMoments.promoRed + 2 * step, 'Sari', '/can-send 0812-3456-7890 3000'],
    [demoMoments.promoRed + 3 * step, 'Dewi', '/tier'],
  ];
  for (let passed = 0; passed <= lasts; passed += step) {
    await pass(stage, after(start, passed));
    await look(stage);
    for (const [at, who, line] of questions) if (at === passed) await asks(stage, who, line);
  }
}

async function converse(stage: Stage): Promise<void> {
  say(
    'The story is told. Ask something (/quota, /numbers, /help), let time pass (wait 2h), or leave (exit).\n',
  );
  const keyboard = createInterface({ input: process.stdin, output: process.stdout, prompt: 'you> ' });
  keyboard.prompt();
  for await (const typed of keyboard) {
    const line = typed.trim();
    if (line === 'exit' || line === 'quit') break;
    const wait = /^wait (\d{1,3}) ?h$/.exec(line);
    if (wait) {
      for (let left = Number(wait[1]) * HOUR; left > 0; left -= step) {
        await pass(stage, after(stage.now, step));
        await look(stage);
      }
      say(`It is ${clockText(stage)} now.`);
    } else if (line !== '') await answer(stage, line);
    keyboard.prompt();
  }
  keyboard.close();
}

async function demo(): Promise<void> {
  const interactive = process.stdin.isTTY && process.stdout.isTTY;
  const locale: Locale = process.argv.slice(2).find(isLocale) ?? usualWords.locale;
  const start = morning(instantOf(Date.now()));
  const begin = after(start, -before);
  const clock = { now: (): Instant => stage?.now ?? begin };
  let stage: Stage | null = null;
  const folder = await mkdtemp(join(tmpdir(), 'tierwatch-demo-'));
  const appSecret = randomBytes(16).toString('hex');
  const story = demoStory(start, appSecret);
  const simulator = await startSimulator({ story, now: () => clock.now() });
  try {
    const file = join(folder, 'tierwatch.yaml');
    await writeFile(file, settings(locale));
    const loaded = loadConfiguration({
      file,
      cwd: folder,
      env: {
        META_ACCESS_TOKEN: demoAccount.token,
        META_GRAPH_URL: simulator.url,
        META_APP_SECRET: appSecret,
        META_WEBHOOK_VERIFY_TOKEN: randomBytes(16).toString('hex'),
        STORE_URL: 'sqlite://:memory:',
      },
    });
    if (!loaded.ok) throw new Error(loaded.mistakes.map(printMistake).join('\n'));
    const chat = terminalPlatform({
      write: (text) => process.stdout.write(text),
      heading: (what) => `── ${clockText({ now: clock.now(), locale })} · #alerts · ${what}`,
    });
    const log = jsonLog({ level: 'error', secrets: [demoAccount.token, appSecret] });
    const bot = await compose(loaded.configuration, { clock, log, chats: [chat] });
    const server = await httpServer({
      host: '127.0.0.1',
      port: 0,
      log,
      unready: () => [],
      metrics: () => Promise.resolve({ status: 404, type: 'text/plain', text: '' }),
      mounts: () => bot.mounts,
    });
    const callback = `${server.url}${webhooksPath}`;
    const webhooks = startWebhooks({ story, callback, from: begin, mischief });
    stage = { bot, webhooks, locale, now: begin, pace: interactive ? 400 : 0 };
    say(
      'Tierwatch demo: a day at Toko Maju, a shop with four numbers and a limit of 10,000 people in 24 hours.',
    );
    say(
      'Its Graph API and its webhooks come from a simulator on this machine, its chat is this terminal, and a day',
    );
    say('passes in seconds. First, two quiet days of counting pass unseen.\n');
    try {
      await livePast(stage, start);
      await tellStory(stage, start);
      if (interactive) await converse(stage);
    } finally {
      webhooks.close();
      await server.close();
      await bot.stop();
    }
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function settings(locale: Locale): string {
  return [
    'portfolios:',
    '  - name: Toko Maju',
    `    id: "${demoAccount.portfolioId}"`,
    'routes:',
    '  - to: terminal',
    `    locale: ${locale}`,
    `    timezone: ${zone}`,
    '    digest: "0 8 * * *"',
    `language: ${locale}`,
    `timezone: ${zone}`,
    'graph:',
    '  templates: all',
    '',
  ].join('\n');
}

outliveOutput();
demo().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});
