import type { App } from '@slack/bolt';
import { firstTime } from '../../kit/first-time.js';
import type { Asker, CommandCard, Log, Question } from '../../ports.js';
import { answeredLine } from '../../cards/card.js';
import { anyAction, pressedEffect } from './action-buttons.js';
import type { SlackQuestion } from './answerer.js';
import { deliveryErrorOf } from './delivery-error.js';
import { anyShortcut, shortcutId } from './shortcut-id.js';
import { onePerTurn } from './one-per-turn.js';
import { commandLine, typedText } from './typed-text.js';
import type { ViewAnswerer } from './view-answerer.js';
import { answersOf, FORM_CALLBACK, memoryOf } from './views.js';

function stringIn(body: object, name: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Slack's types promise ids, its frames need not keep that. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** What Slack calls somebody; absent from some of its payloads. */
function nameOf(user: object): string | null {
  return stringIn(user, 'name') ?? stringIn(user, 'username');
}

/** What tells one thing that happened from another, however often Slack sends it. */
function marksOf(body: object, envelope: unknown): readonly string[] {
  const names = ['event_id', 'trigger_id'].flatMap((name) => stringIn(body, name) ?? []);
  return typeof envelope === 'string' ? [envelope, ...names] : names;
}

/** What listening needs. */
export interface Listening {
  readonly commands: readonly CommandCard[];
  readonly prefix: string;
  readonly languageOf: (user: string) => Promise<string | null>;
  readonly groupsOf: (user: string) => Promise<readonly string[]>;
  /** The command that fills somebody's Home tab; null: the tab stays as it is. */
  readonly home: string | null;
  readonly answer: (asked: SlackQuestion) => Promise<void>;
  readonly views: ViewAnswerer;
  readonly log: Log;
  /** Whether no other process handles it. Absent: there are none. */
  readonly isFirst?: ((mark: string) => Promise<boolean>) | undefined;
}

/** More than Slack sends again at once. */
const REMEMBERED = 2_000;
/** People whose Home tab is kept up to date; of more, those who come back to it get it anew then. */
const HOMES = 1_000;

/** Makes an app hear commands, presses, forms and shortcuts. Each is acknowledged at once and handled once. */
export function listen(app: App, listening: Listening): void {
  const { commands, prefix, languageOf, groupsOf, home, answer, views, log } = listening;
  const isNew = firstTime(REMEMBERED);
  const turn = onePerTurn();
  const atHome = new Set<string>();
  const typed = new Map(
    commands.filter(({ onMessage }) => onMessage === null).map(({ name }) => [`/${prefix}${name}`, name]),
  );
  const onMessages = new Map(
    commands.filter(({ onMessage }) => onMessage !== null).map(({ name }) => [shortcutId(name), name]),
  );
  const changers = new Set(commands.filter(({ changesState }) => changesState).map(({ name }) => name));

  /** Throws when Slack does not say who it was: nobody may act in no one's name. */
  async function askerOf(user: string, name: string | null, channel: string | null): Promise<Asker> {
    if (!isId(user) || (channel !== null && !isId(channel))) throw new Error('Slack named nobody.');
    const [language, groups] = await Promise.all([languageOf(user), groupsOf(user)]);
    return { platform: 'slack', user, name, channel, groups, language };
  }

  /** Without its acknowledgement Slack shows an error. The answer can still be given, when its turn comes. */
  async function acknowledge(ack: () => Promise<void>): Promise<void> {
    await ack().catch(() => log.warn('slack.not-acknowledged'));
    await turn();
  }

  function questionOf(line: string, asker: Asker): Question {
    return { ...commandLine(line, prefix), options: {}, asker };
  }

  async function fillHome(asker: Asker): Promise<void> {
    if (home === null) return;
    if (atHome.size >= HOMES) atHome.clear();
    atHome.add(asker.user);
    await views.fillHome({ ...commandLine(home, ''), options: {}, asker: { ...asker, channel: null } });
  }

  /** What somebody changed shows on their Home tab. */
  async function refreshHome({ command, asker }: Question): Promise<void> {
    if (changers.has(command) && atHome.has(asker.user)) await fillHome(asker);
  }

  app.use(async (args) => {
    const marks = marksOf(args.body, args.context['envelopeId']);
    // The last one stays the same however often and to whomever Slack sends it.
    const [last] = marks.slice(-1);
    if (isNew(...marks) && (last === undefined || (await listening.isFirst?.(last)) !== false)) {
      await args.next();
      return;
    }
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
  });

  // One listener for all, because each one more is tried for everything that happens.
  app.command(/^\//, async ({ ack, command, respond }) => {
    const name = typed.get(command.command);
    if (name === undefined) return;
    await acknowledge(ack);
    const asker = await askerOf(command.user_id, command.user_name || null, command.channel_id);
    const question = { command: name, text: typedText(command.text), options: {}, asker };
    await answer({ question, effect: null, respond });
    await refreshHome(question);
  });

  app.shortcut({ type: 'message_action', callback_id: anyShortcut }, async ({ ack, body, respond }) => {
    const name = onMessages.get(body.callback_id);
    if (name === undefined) return;
    await acknowledge(ack);
    const asker = await askerOf(body.user.id, nameOf(body.user), body.channel.id);
    const text = typedText(body.message.text ?? '');
    await answer({ question: { command: name, text, options: {}, asker }, effect: 'answer', respond });
  });

  app.action({ type: 'block_actions', action_id: anyAction }, async ({ ack, action, body, respond }) => {
    await acknowledge(ack);
    const effect = pressedEffect(action.action_id);
    const line =
      action.type === 'button'
        ? action.value
        : action.type === 'static_select'
          ? action.selected_option.value
          : undefined;
    if (effect === null || line === undefined) return;
    const { view } = body;
    const channel = view ? memoryOf(view.private_metadata).channel : (body.channel?.id ?? null);
    const asker = await askerOf(body.user.id, nameOf(body.user), channel);
    const question = questionOf(line, asker);
    const opening = { trigger: body.trigger_id, stacked: view?.type === 'modal' };
    if (effect === 'form' && (await views.askMore(question, line, opening))) return;
    if (view === undefined) {
      await answer({ question, effect: effect === 'form' ? 'answer' : effect, respond });
      await refreshHome(question);
    } else if (view.type === 'modal') {
      await views.update(view.id, question);
      await refreshHome(question);
    } else if (effect === 'replace') {
      await views.run(question);
      await fillHome(asker);
    } else {
      await views.open(question, opening);
      await refreshHome(question);
    }
  });

  app.view({ type: 'view_submission', callback_id: FORM_CALLBACK }, async ({ ack, body, view }) => {
    const memory = memoryOf(view.private_metadata);
    await acknowledge(() => ack({ response_action: 'update', view: views.working(memory) }));
    const asker = await askerOf(body.user.id, nameOf(body.user), memory.channel);
    const question = questionOf(answeredLine(memory.command, answersOf(view)), asker);
    await views.update(view.id, question);
    await refreshHome(question);
  });

  if (home !== null) {
    app.event('app_home_opened', async ({ event }) => {
      if (event.tab === 'home') await fillHome(await askerOf(event.user, null, null));
    });
  }

  app.error(async (error) => {
    log.error('slack.handler-failed', { detail: deliveryErrorOf(error, 'repeatable').message });
  });
}
