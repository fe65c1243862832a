import type { App } from '@slack/bolt';
import type { Asker, CommandCard, Log, Question } from '../../ports.js';
import { anyButton, effectOf } from './action-buttons.js';
import type { SlackQuestion } from './answerer.js';
import { deliveryErrorOf } from './delivery-error.js';
import { recentlySeen } from './seen.js';
import { commandLine, typedText } from './typed-text.js';

function stringIn(body: object, name: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What tells one thing that happened from another, however often Slack sends it. */
function marksOf(body: object, envelope: unknown): readonly string[] {
  const names = ['event_id', 'trigger_id'].flatMap((name) => stringIn(body, name) ?? []);
  return typeof envelope === 'string' ? [envelope, ...names] : names;
}

/** Makes an app hear commands and pressed buttons. Each is acknowledged at once and handled once. */
export function listen(
  app: App,
  parts: {
    readonly commands: readonly CommandCard[];
    readonly prefix: string;
    readonly languageOf: (user: string) => Promise<string | null>;
    readonly groupsOf: (user: string) => Promise<readonly string[]>;
    /** The command that fills somebody's Home tab; null: the tab stays as it is. */
    readonly home: string | null;
    readonly answer: (asked: SlackQuestion) => Promise<void>;
    readonly fillHome: (question: Question) => Promise<void>;
    readonly log: Log;
  },
): void {
  const { commands, prefix, languageOf, groupsOf, home, answer, fillHome, log } = parts;
  const seen = recentlySeen();

  async function askerOf(user: string, channel: string | null): Promise<Asker> {
    const [language, groups] = await Promise.all([languageOf(user), groupsOf(user)]);
    return { platform: 'slack', user, channel, groups, language };
  }

  /** Without its acknowledgement Slack shows an error, but the answer can still be given. */
  async function acknowledge(ack: () => Promise<void>): Promise<void> {
    await ack().catch(() => log.warn('slack.not-acknowledged'));
  }

  app.use(async (args) => {
    const marks = marksOf(args.body, args.context['envelopeId']);
    if (marks.length === 0 || seen.first(marks)) {
      await args.next();
      return;
    }
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
  });

  for (const { name } of commands) {
    app.command(`/${prefix}${name}`, async ({ ack, command, respond }) => {
      await acknowledge(ack);
      const asker = await askerOf(command.user_id, command.channel_id);
      const text = typedText(command.text);
      await answer({ question: { command: name, text, options: {}, asker }, effect: null, respond });
    });
  }

  app.action({ type: 'block_actions', action_id: anyButton }, async ({ ack, action, body, respond }) => {
    await acknowledge(ack);
    const effect = effectOf(action.action_id);
    if (effect === null || action.type !== 'button' || action.value === undefined) return;
    const asker = await askerOf(body.user.id, body.channel?.id ?? null);
    const question = { ...commandLine(action.value, prefix), options: {}, asker };
    if (body.view === undefined) await answer({ question, effect, respond });
    else await fillHome(question);
  });

  if (home !== null) {
    app.event('app_home_opened', async ({ event }) => {
      if (event.tab !== 'home') return;
      const asker = await askerOf(event.user, null);
      await fillHome({ ...commandLine(home, ''), options: {}, asker });
    });
  }

  app.error(async (error) => {
    log.error('slack.handler-failed', { detail: deliveryErrorOf(error, 'repeatable').message });
  });
}
