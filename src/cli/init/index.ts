import { loadConfiguration, surveyConfiguration, type ConfigurationSource } from '../../../config/load.js';
import { placeOf, printMistake } from '../../../config/mistake.js';
import type { Clock, Log } from '../../ports.js';
import type { Words } from '../../words/index.js';
import { needsOfAlertTest } from '../needs.js';
import { setUpChats } from './chats.js';
import { createDraft } from './draft.js';
import { findFiles, writeFiles, type Files } from './files.js';
import { setUpGeneral, type Surroundings } from './general.js';
import { setUpMeta } from './meta.js';
import type { Prompts } from './prompts.js';
import type { SetupSession } from './session.js';
import { testAlerts, type SendTests } from './test-alerts.js';

/** What the guided set-up is given. */
export interface InitParts {
  /** Where the files are, and the one named on the command line. */
  readonly source: Pick<ConfigurationSource, 'env' | 'file'> & { readonly cwd: string };
  readonly words: Words;
  readonly surroundings: Surroundings;
  readonly prompts: Prompts;
  readonly clock: Clock;
  readonly log: Log;
  readonly sendTests: SendTests;
  /** Called once the files are written. */
  readonly onWritten: () => void;
}

/**
 * The guided set-up. Resolves to 0 when all is written and told. Resolves to 1 when something is left to do. Resolves
 * to 2 when what is there cannot be read. Rejects with `Interrupted`; nothing is half written then.
 */
export async function init(parts: InitParts): Promise<number> {
  const { source, words, prompts, clock, log } = parts;
  const { setup } = words;
  prompts.heading(setup.title);
  const files = filesOrSentence(parts);
  if (typeof files === 'string') {
    prompts.bad(files);
    return 2;
  }
  const draft = createDraft({
    source,
    dotEnv: files.dotEnv.text,
    settings: files.settings.text,
    example: files.example,
    comments: { file: setup.files.comments.file, keys: setup.files.comments },
  });
  const session: SetupSession = { prompts, words, draft, now: () => clock.now(), log };
  if (!canBegin(session, files)) return 2;
  for (const line of setup.begin) prompts.tell(line);
  await setUpGeneral(session, parts.surroundings);
  await setUpMeta(session);
  await setUpChats(session);
  const isWritten = await writeFiles(session, files);
  if (!isWritten) return 1;
  parts.onWritten();
  const isSent = await tested(session, parts);
  const { mistakes } = surveyConfiguration(source);
  if (mistakes.length > 0) {
    prompts.bad(setup.files.left);
    for (const mistake of mistakes) prompts.tell(printMistake(mistake));
  }
  prompts.tell(setup.next);
  return isSent && mistakes.length === 0 ? 0 : 1;
}

function filesOrSentence({ source }: InitParts): Files | string {
  try {
    return findFiles(source);
  } catch (error) {
    return error instanceof Error ? error.message : 'The files cannot be read.';
  }
}

/** Tells what is wrong with the settings that are there; whether they can be read at all. */
function canBegin({ prompts, words, draft }: SetupSession, files: Files): boolean {
  const { configuration, mistakes } = draft.survey();
  const wrong = mistakes.filter(({ missing }) => missing !== true);
  if (wrong.length > 0) {
    prompts.bad(words.setup.files.mistakes(files.settings.name));
    for (const mistake of wrong) prompts.tell(`${placeOf(mistake)}: ${mistake.sentence}`);
  }
  return configuration !== null;
}

/** Sends test alerts with what is written, as far as that is enough. */
async function tested(session: SetupSession, { source, sendTests }: InitParts): Promise<boolean> {
  const loaded = loadConfiguration(source, needsOfAlertTest(null));
  return loaded.ok ? testAlerts(session, loaded.configuration, sendTests) : false;
}
