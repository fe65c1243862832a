import * as z from 'zod';
import { locale } from '../../config/fields.js';
import type { Life } from '../life.js';
import type { Log } from '../ports.js';
import { alertTest } from './alert-test.js';
import { ask } from './ask.js';
import type { BotCommand } from './bot-command.js';
import { tellDigest } from './digest.js';
import { poll } from './poll.js';
import { tellReloaded } from './reload.js';

const reloadRequest = z.strictObject({ command: z.literal('reload') });
const botRequest = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('alert-test'), route: z.string().nullable() }),
  z.strictObject({ command: z.literal('poll'), json: z.boolean() }),
  z.strictObject({ command: z.literal('digest'), locale: locale.nullable() }),
  z.strictObject({
    command: z.literal('ask'),
    question: z.string(),
    json: z.boolean(),
    locale: locale.nullable(),
  }),
]);

/** A command of the command line that the running bot can do in its stead. */
export type BotRequest = z.infer<typeof botRequest>;
/** That the running bot reads its settings again, which nobody else can do. */
export type ReloadRequest = z.infer<typeof reloadRequest>;

const lines = z.array(z.string());
/** What a command wrote and the exit code it ends with. */
export const botAnswer = z.object({ out: lines, error: lines, code: z.int() });
export type BotAnswer = z.infer<typeof botAnswer>;

/** The command behind a request. */
export function commandOf(request: BotRequest): BotCommand {
  switch (request.command) {
    case 'alert-test':
      return alertTest(request.route);
    case 'poll':
      return poll({ json: request.json, dryRun: false });
    case 'digest':
      return tellDigest({ dryRun: false, locale: request.locale });
    case 'ask':
      return ask(request.question, request);
  }
}

/** Does with the running bot what the command line asks. Throws on a request it does not know. */
export function botRequests(
  life: Pick<Life, 'bot' | 'configuration' | 'reload'>,
  log: Log,
): (request: unknown) => Promise<BotAnswer> {
  return async (request) => {
    const parsed = z.union([botRequest, reloadRequest]).safeParse(request);
    if (!parsed.success) throw new Error('it does not know this command; is it of another version?');
    const out: string[] = [];
    const error: string[] = [];
    const terminal = {
      out: (text: string) => void out.push(text),
      error: (text: string) => void error.push(text),
    };
    const { data } = parsed;
    const code =
      data.command === 'reload'
        ? tellReloaded(await life.reload(), terminal)
        : await commandOf(data)(life.bot(), life.configuration(), terminal);
    log.info('operator.command', { command: data.command, code });
    return { code, out, error };
  };
}
