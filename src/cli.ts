#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { sampleRoute } from '../config/destinations.js';
import { loadConfiguration, surveyConfiguration, type ConfigurationSource } from '../config/load.js';
import { printMistake } from '../config/mistake.js';
import type { Needs } from '../config/needs.js';
import { reasonOf } from './app/reason.js';
import type { BotCommand } from './cli/bot-command.js';
import type { BotAnswer, BotRequest } from './cli/bot-request.js';
import type { HistoryFlags } from './cli/history.js';
import type { Locale } from './domain/route.js';
import { needsOf, needsOfAlertTest } from './cli/needs.js';
import type { ProgressScreen } from './cli/progress.js';
import type { StoreUse, Deed, Terminal } from './cli/terminal.js';
import { outliveOutput } from './output.js';
import { locales } from './words/index.js';

outliveOutput();

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  width: process.stdout.isTTY ? process.stdout.columns : 100,
};

const progressScreen: ProgressScreen = {
  isTerminal: process.stderr.isTTY,
  write: (text) => process.stderr.write(text),
  now: () => performance.now(),
};

const program = new Command('tierwatch')
  .description('Watches the health of WhatsApp Business numbers.')
  .option('--config <file>', 'the settings file (default: tierwatch.yaml in this folder)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

/** The file named by `--config`. */
function source(): ConfigurationSource {
  const { config } = program.opts<{ config?: string }>();
  return config === undefined ? {} : { file: config };
}

/**
 * Runs a deed with what it needs of the configuration; leaves with 2 when that is wrong. The deed is loaded only then:
 * the libraries of the chats take longer to load than all the rest.
 */
async function withConfiguration(needs: Needs, load: () => Promise<Deed>): Promise<void> {
  const loaded = loadConfiguration(source(), needs);
  if (!loaded.ok) {
    for (const mistake of loaded.mistakes) terminal.error(printMistake(mistake));
    process.exitCode = 2;
    return;
  }
  const deed = await load();
  process.exitCode = await deed(loaded.configuration, terminal);
}

/** Prints what the running bot answered. */
function printAnswer(answer: BotAnswer): void {
  for (const text of answer.out) terminal.out(text);
  for (const text of answer.error) terminal.error(text);
  process.exitCode = answer.code;
}

/** Lets the running bot do it; where none runs, does it with a bot of its own. */
async function withRunningBot(request: BotRequest, needs: Needs, access: StoreUse): Promise<void> {
  const { askRunningBot } = await import('./cli/running-bot.js');
  const answer = await askRunningBot(request);
  if (answer === null) {
    await withOwnBot(needs, access, async () => (await import('./cli/bot-request.js')).commandOf(request));
    return;
  }
  printAnswer(answer);
}

function withOwnBot(needs: Needs, access: StoreUse, load: () => Promise<BotCommand>): Promise<void> {
  return withConfiguration(needs, async () => {
    const [{ withBot }, command] = await Promise.all([import('./cli/terminal.js'), load()]);
    return (configuration) => withBot(configuration, access, (bot) => command(bot, configuration, terminal));
  });
}

const noBot =
  'No bot is running on the store that STORE_URL names here. Run this where the bot runs, or begin with npm start.';
const asJson = new Option('--json', 'print JSON');
const locale = new Option('--locale <language>', 'the language of the answer').choices(locales);
const dryRun = new Option('--dry-run', 'write and send nothing');

/** As much as is ever kept. */
const mostDays = 730;

function dayCount(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > mostDays) throw new InvalidArgumentError(`Write 1 to ${String(mostDays)}.`);
  return days;
}

interface Flags {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly locale?: Locale;
}

program
  .command('init')
  .description(
    'set it up step by step: asks, tries each value at once, and writes .env and the settings file',
  )
  .addOption(locale)
  .action(async (flags: Flags) => {
    const { initInTerminal } = await import('./cli/init/in-terminal.js');
    process.exitCode = await initInTerminal(source().file, flags.locale, terminal);
  });
program
  .command('check')
  .description('try every credential, permission and channel, and say what to fix')
  .addOption(asJson)
  .action(async ({ json = false }: Flags) => {
    const { checkSetup } = await import('./cli/check.js');
    process.exitCode = await checkSetup(surveyConfiguration(source(), needsOf.check), { json }, terminal);
  });
program
  .command('poll')
  .description('look at every portfolio once, judge it and tell what is new')
  .addOption(asJson)
  .addOption(dryRun)
  .action(({ json = false, dryRun: dry = false }: Flags) =>
    dry
      ? withOwnBot(needsOf.dryPoll, 'read', async () =>
          (await import('./cli/poll.js')).poll({ json, dryRun: true }),
        )
      : withRunningBot({ command: 'poll', json }, needsOf.poll, 'write'),
  );
program
  .command('ask')
  .argument('<question>', 'a command as in chat, such as "/quota +62 812-3456-7890"')
  .description('answer a command from the store')
  .addOption(asJson)
  .addOption(locale)
  .action((question: string, { json = false, ...flags }: Flags) =>
    withRunningBot(
      { command: 'ask', question, json, locale: flags.locale ?? null },
      needsOf.ask,
      'write-if-free',
    ),
  );
program
  .command('digest')
  .description('the digest now, here and on the routes that have one')
  .addOption(dryRun)
  .addOption(locale)
  .action(({ dryRun: dry = false, ...flags }: Flags) =>
    dry
      ? withOwnBot(needsOf.dryDigest, 'read', async () =>
          (await import('./cli/digest.js')).tellDigest({ dryRun: true, locale: flags.locale ?? null }),
        )
      : withRunningBot({ command: 'digest', locale: flags.locale ?? null }, needsOf.digest, 'write'),
  );
program
  .command('history')
  .description('the usage of past days from the store, as CSV or JSON')
  .option('--number <number>', 'one number as people type it (default: every number and portfolio)')
  .option('--portfolio <name>', 'one portfolio')
  .option('--days <days>', 'how many days, today included', dayCount, 30)
  .addOption(new Option('--csv', 'print CSV (the default)').conflicts('json'))
  .addOption(asJson)
  .action((flags: HistoryFlags) =>
    withConfiguration(needsOf.history, async () =>
      (await import('./cli/history.js')).printHistory(flags, progressScreen),
    ),
  );
program
  .command('alert-test')
  .argument('[route]', `one route, such as ${sampleRoute} (default: all)`)
  .description('send a clearly marked test alert and say whether it arrived')
  .action((route: string | undefined) =>
    withRunningBot({ command: 'alert-test', route: route ?? null }, needsOfAlertTest(route ?? null), 'read'),
  );
program
  .command('reload')
  .description('let the running bot read its settings again, and say what changed')
  .action(async () => {
    const { askRunningBot } = await import('./cli/running-bot.js');
    const answer = await askRunningBot({ command: 'reload' });
    if (answer !== null) {
      printAnswer(answer);
      return;
    }
    terminal.error(noBot);
    process.exitCode = 1;
  });
const webhooks = program
  .command('webhooks')
  .description('how Meta’s webhooks are set up, and subscribing to them');
webhooks
  .command('status')
  .description('say which webhooks can arrive and what is missing')
  .addOption(asJson)
  .action(({ json = false }: Flags) =>
    withConfiguration(needsOf.webhooks, async () =>
      (await import('./cli/webhooks.js')).webhooksStatus({ json }),
    ),
  );
webhooks
  .command('subscribe')
  .description('subscribe the app to each account')
  .addOption(asJson)
  .action(({ json = false }: Flags) =>
    withConfiguration(needsOf.webhooks, async () =>
      (await import('./cli/webhooks.js')).webhooksSubscribe({ json }),
    ),
  );
program
  .command('store')
  .description('where the bot keeps what it knows')
  .command('copy')
  .argument('<from>', 'a STORE_URL, or the name of a variable that holds one')
  .argument('<to>', 'the same of an empty place')
  .description('copy a store that no bot has open to another engine or place')
  .action(async (from: string, to: string) => {
    const { storeCopy } = await import('./cli/store-copy.js');
    process.exitCode = await storeCopy({ from, to }, progressScreen, terminal);
  });
program
  .command('slack-manifest')
  .option(
    '--http <address>',
    'for HTTP mode: the https address where Slack reaches the bot (default: Socket Mode)',
  )
  .description('print the manifest of the Slack app')
  .action(({ http }: { readonly http?: string }) =>
    withConfiguration(needsOf.slackManifest, async () =>
      (await import('./cli/offers.js')).slackManifest(http ?? null),
    ),
  );
program
  .command('discord-register')
  .description('register the commands with Discord')
  .action(() =>
    withConfiguration(needsOf.discordRegister, async () => (await import('./cli/offers.js')).discordRegister),
  );
program
  .command('config-schema')
  .description('print the JSON Schema of the settings file')
  .action(async () => {
    const { printSchema } = await import('./cli/offers.js');
    process.exitCode = printSchema(terminal);
  });

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  terminal.error(reasonOf(error));
  process.exitCode = 1;
});
