import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dotEnv, readEnvironment } from '../../../config/env.js';
import { usualFile, type ConfigurationSource, type SettingsTexts } from '../../../config/load.js';
import { printMistake } from '../../../config/mistake.js';
import { packageRoot } from '../../../config/root.js';
import { readTextFile } from '../../../config/text-file.js';
import type { SetupSession } from './session.js';
import { writeWhole } from './whole-file.js';

/** The two files, as they were found. Null: not there. */
export interface Files {
  readonly dotEnv: { readonly path: string; readonly text: string | null };
  readonly settings: { readonly path: string; readonly name: string; readonly text: string | null };
  /** What a new `.env` begins as. */
  readonly example: string;
}

/** Where the files are; the variables of the process where no others are given. */
type FoundIn = Pick<ConfigurationSource, 'env' | 'file'> & { readonly cwd: string };

/** Reads the files; throws a sentence when one is there and cannot be read. */
export function findFiles({ cwd, env, file }: FoundIn): Files {
  const envPath = resolve(cwd, dotEnv);
  const envText = textOf(envPath, dotEnv);
  const name = file ?? readEnvironment(env, cwd, envText ?? '').environment.configFile ?? usualFile;
  const path = resolve(cwd, name);
  return {
    dotEnv: { path: envPath, text: envText },
    settings: { path, name, text: textOf(path, name) },
    example: readFileSync(join(packageRoot(), '.env.example'), 'utf8'),
  };
}

function textOf(path: string, name: string): string | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  // A pipe gives its text once, and is gone when a file takes its place.
  if (stats.isFIFO())
    throw new Error(`${name}: it is a pipe, which is not written to. Name an ordinary file.`);
  const read = readTextFile(path);
  if (read.ok) return read.text;
  throw new Error(`${name}: the file cannot be read: ${read.why}. Let this user read it.`);
}

/** Shows what will be written, asks, and writes it. Resolves to whether all that was wanted stands there now. */
export async function writeFiles(session: SetupSession, files: Files): Promise<boolean> {
  const { prompts, words, draft } = session;
  const { setup } = words;
  prompts.heading(setup.parts.files);
  const { texts } = draft;
  const isOpen = isOpenToOthers(files.dotEnv.path);
  const hasEnv = draft.variables.length > 0 || isOpen;
  const hasSettings = texts.settings !== files.settings.text;
  const wrong = draft.newMistakes();
  if (wrong.length > 0) {
    prompts.bad(setup.files.wrong);
    for (const mistake of wrong) prompts.tell(printMistake(mistake));
    return false;
  }
  if (!hasEnv && !hasSettings) {
    prompts.tell(setup.files.nothing);
    return true;
  }
  if (draft.variables.length > 0) {
    const stays = files.dotEnv.text === null ? [] : [setup.files.stays];
    prompts.tell([setup.files.variables(draft.variables), ...stays].join(' '));
  }
  if (isOpen) prompts.tell(setup.files.openToOthers(dotEnv));
  if (hasSettings) {
    prompts.tell(setup.files.settings(files.settings.name));
    prompts.raw(texts.settings.trimEnd());
  }
  if (!(await prompts.yes(setup.files.write, true))) {
    prompts.tell(setup.stopped);
    return false;
  }
  return written(session, files, { texts, hasEnv, hasSettings });
}

/** Whether others than its owner may read or write a file. */
function isOpenToOthers(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && (stats.mode & 0o077) !== 0;
}

interface Wanted {
  readonly texts: SettingsTexts;
  readonly hasEnv: boolean;
  readonly hasSettings: boolean;
}

function written(
  { prompts, words }: SetupSession,
  files: Files,
  { texts, hasEnv, hasSettings }: Wanted,
): boolean {
  const { setup } = words;
  const put = (name: string, path: string, text: string, mode: number | null, done: string): boolean => {
    try {
      writeWhole(path, text, mode);
      prompts.good(done);
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      prompts.bad(setup.files.failed(name, code));
      return false;
    }
  };
  for (const { path, text, name } of [{ ...files.dotEnv, name: dotEnv }, files.settings]) {
    if (textOf(path, name) === text) continue;
    prompts.bad(setup.files.changed(name));
    return false;
  }
  const { path, name } = files.settings;
  return (
    (!hasEnv || put(dotEnv, files.dotEnv.path, texts.dotEnv, 0o600, setup.files.writtenForOwner(dotEnv))) &&
    (!hasSettings || put(name, path, texts.settings, null, setup.files.written(name)))
  );
}
