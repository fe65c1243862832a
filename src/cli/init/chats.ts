import { commands } from '../../../commands/index.js';
import type { ChatSetup, SetupLine, SetupTrial } from '../../chat-setup-port.js';
import type { SetupVariable } from '../../domain/setup-variable.js';
import { groupsNamed } from '../../app/access.js';
import { commandCards } from '../../app/dispatch.js';
import type { PlatformDescription, Values } from '../../platform-description.js';
import { allPlatforms } from '../../platforms.js';
import { wayOut } from '../../way-out.js';
import { deliveryText } from '../../words/trouble-text.js';
import { askFor, type Tried } from './ask-for.js';
import { setUpChannels } from './channels.js';
import { configurationIn, type SetupSession } from './session.js';

/** Asks for each chat, one after the other; each may be left out. */
export async function setUpChats(session: SetupSession): Promise<void> {
  for (const platform of allPlatforms) {
    if (platform.setup !== null) await setUpChat(session, platform, platform.setup);
  }
  await offerTerminal(session);
}

async function setUpChat(
  session: SetupSession,
  platform: PlatformDescription,
  setup: ChatSetup<Values>,
): Promise<void> {
  const { prompts, words, draft } = session;
  prompts.heading(platform.title);
  const isBegun = setup.asks.some(({ variable }) => draft.origin(variable) !== null);
  if (!isBegun && !(await prompts.yes(words.setup.chats.wanted(platform.title), true))) return;
  const { access, commandPrefix: prefix } = configurationIn(session);
  const groups = groupsNamed(access, platform.name).length > 0;
  const offered = { commands: commandCards(commands), prefix, groups };
  let works = true;
  for (const ask of setup.asks) {
    const { variable } = ask;
    const asked = { variable, page: await ask.page(offered) };
    let follows: Readonly<Record<string, string>> = {};
    const has = await askFor(session, asked, async () => {
      const told = await withLine(session, platform, setup, (line) => line.tried(variable));
      if (told.ok) follows = told.follows;
      return triedText(session, variable, told);
    });
    if (has) await follow(session, follows);
    // Without the first, none of the others is of use.
    if (variable === setup.asks[0]?.variable) works = has;
    if (!works) return;
  }
  await withLine(session, platform, setup, (line) =>
    setUpChannels(session, { platform, line, joinCommand: setup.joinCommand }),
  );
}

async function withLine<R>(
  session: SetupSession,
  { name }: PlatformDescription,
  setup: ChatSetup<Values>,
  use: (line: SetupLine) => Promise<R>,
): Promise<R> {
  const { chats, proxy } = configurationIn(session);
  const line = await setup.open(chats[name].values, { fetch: wayOut({ proxy }).fetch, log: session.log });
  try {
    return await use(line);
  } finally {
    line.close();
  }
}

/** Sets what follows from a value; what says something else already is asked about. */
async function follow(session: SetupSession, follows: Readonly<Record<string, string>>): Promise<void> {
  const { prompts, words, draft } = session;
  for (const [variable, value] of Object.entries(follows)) {
    const said = saidOf(session, variable);
    if (said === value) continue;
    if (said !== null && !(await prompts.yes(words.setup.replace(variable, said, value), true))) continue;
    draft.set(variable, value);
  }
}

/** What a variable that is no secret says; null: nothing. */
function saidOf(session: SetupSession, variable: string): string | null {
  for (const { values } of Object.values(configurationIn(session).chats)) {
    const value = (values as Values)[variable];
    if (typeof value === 'string') return value;
  }
  return null;
}

function triedText({ words }: SetupSession, variable: SetupVariable, told: SetupTrial): Tried {
  const { setup } = words;
  if (!told.ok) return { ok: false, say: deliveryText(told.trouble, words) };
  const { who, where, lacks } = told;
  const works = setup.works(variable, who, where);
  return { ok: true, say: lacks.length === 0 ? works : `${works} ${setup.appLacks(lacks)}` };
}

/** Without any channel, alerts may be printed where the bot runs. */
async function offerTerminal(session: SetupSession): Promise<void> {
  const { prompts, words, draft } = session;
  if (configurationIn(session).routes.length > 0) return;
  const here = allPlatforms.find(({ channel }) => channel === null);
  if (here === undefined || !(await prompts.yes(words.setup.chats.terminal, true))) return;
  draft.tell({ to: here.name, note: '', atLeast: null, digest: null });
}
