#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { loadConfiguration } from '../config/load.js';
import { printMistake } from '../config/mistake.js';
import { reasonOf } from './app/reason.js';
import type { HistoryFlags } from './cli/history.js';
import type { ProgressScreen } from './cli/progress.js';
import type { Deed, Terminal } from './cli/terminal.js';
import { outliveOutput } from './output.js';

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

/**
 * Runs a deed with the checked configuration; leaves with 2 when that is wrong. The deed is loaded only then: the
 * libraries of the chats take longer to load than all the rest.
 */
function withConfiguration(load: () => Promise<Deed>): () => Promise<void> {
  return async () => {
    const { config } = program.opts<{ config?: string }>();
    const loaded = loadConfiguration(config === undefined ? {} : { file: config });
    if (!loaded.ok) {
      for (const mistake of loaded.mistakes) terminal.error(printMistake(mistake));
      process.exitCode = 2;
      return;
    }
    const deed = await load();
    process.exitCode = await deed(loaded.configuration, terminal);
  };
}

const asJson = new Option('--json', 'print JSON');
const locale = new Option('--locale <language>', 'the language of the answer').choices(['en', 'id']);
const dryRun = new Option('--dry-run', 'write and send nothing');

/** As much as is ever kept. */
const mostDays = 730;

function dayCount(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > mostDays) throw new InvalidArgumentError(`Write 1 to ${String(mostDays)}.`);
  return days;
}

interface Flags {
  readonly json?: true;
  readonly dryRun?: true;
  readonly locale?: 'en' | 'id';
}

program
  .command('check')
  .description('try every credential, permission and channel, and say what to fix')
  .addOption(asJson)
  .action((flags: Flags) => withConfiguration(async () => (await import('./cli/check.js')).check(flags))());
program
  .command('poll')
  .description('look at every portfolio once, judge it and tell what is new')
  .addOption(asJson)
  .addOption(dryRun)
  .action((flags: Flags) => withConfiguration(async () => (await import('./cli/poll.js')).poll(flags))());
program
  .command('ask')
  .argument('<question>', 'a command as in chat, such as "/quota +62 812-3456-7890"')
  .description('answer a command from the store')
  .addOption(asJson)
  .addOption(locale)
  .action((question: string, flags: Flags) =>
    withConfiguration(async () => (await import('./cli/ask.js')).ask(question, flags))(),
  );
program
  .command('digest')
  .description('the digest now, here and on the routes that have one')
  .addOption(dryRun)
  .addOption(locale)
  .action((flags: Flags) => withConfiguration(async () => (await import('./cli/digest.js')).digest(flags))());
program
  .command('history')
  .description('the usage of past days from the store, as CSV or JSON')
  .option('--number <number>', 'one number as people type it (default: every number and portfolio)')
  .option('--portfolio <name>', 'one portfolio')
  .option('--days <days>', 'how many days, today included', dayCount, 30)
  .addOption(new Option('--csv', 'print CSV (the default)').conflicts('json'))
  .addOption(asJson)
  .action((flags: HistoryFlags) =>
    withConfiguration(async () => (await import('./cli/history.js')).history(flags, progressScreen))(),
  );
program
  .command('alert-test')
  .argument('[route]', 'one route, such as slack:C0123456789 (default: all)')
  .description('send a clearly marked test alert')
  .action((route: string | undefined) =>
    withConfiguration(async () => (await import('./cli/alert-test.js')).alertTest(route ?? null))(),
  );
program
  .command('slack-manifest')
  .option(
    '--http <address>',
    'for HTTP mode: the https address where Slack reaches the bot (default: Socket Mode)',
  )
  .description('print the manifest of the Slack app')
  .action(printManifest);
program
  .command('discord-register')
  .description('register the commands with Discord')
  .action(withConfiguration(async () => (await import('./cli/offers.js')).discordRegister));
program
  .command('config-schema')
  .description('print the JSON Schema of the settings file')
  .action(async () => {
    const { printSchema } = await import('./cli/offers.js');
    process.exitCode = printSchema(terminal);
  });

/** The manifest is needed before there is any configuration; only its prefix and its user groups matter. */
async function printManifest({ http }: { readonly http?: string }): Promise<void> {
  const { config } = program.opts<{ config?: string }>();
  const loaded = loadConfiguration(config === undefined ? {} : { file: config });
  const { slackManifest } = await import('./cli/offers.js');
  process.exitCode = slackManifest(loaded.ok ? loaded.configuration : null, http ?? null, terminal);
}

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  terminal.error(reasonOf(error));
  process.exitCode = 1;
});
