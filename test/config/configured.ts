import { loadConfiguration, type Loaded } from '../../config/load.js';
import type { Configuration } from '../../config/configuration.js';
import type { EnvironmentVariables } from '../../config/env.js';
import { printMistake } from '../../config/mistake.js';
import { folderWith } from '../support/folder.js';

/** A settings file that is enough, to be followed by what a test is about. */
export const enough = `portfolios:
  - name: Toko Maju
    id: "506914307656634"
`;

/** An environment that is enough for it. */
export const token: EnvironmentVariables = { META_ACCESS_TOKEN: 'EAAtoko1234567890' };

/** Loads a settings file with an environment, in a folder of its own. */
export function load(
  text: string,
  env: EnvironmentVariables = token,
  files: Readonly<Record<string, string>> = {},
): Loaded {
  return loadConfiguration({ env, cwd: folderWith({ 'tierwatch.yaml': text, ...files }) });
}

/** The configuration of a file that must be good. */
export function configured(text: string, env: EnvironmentVariables = token): Configuration {
  const loaded = load(text, env);
  if (!loaded.ok) throw new Error(loaded.mistakes.map(printMistake).join('\n'));
  return loaded.configuration;
}

/** The mistakes of a file as printed; empty when it is good. */
export function mistakesOf(
  text: string,
  env: EnvironmentVariables = token,
  files: Readonly<Record<string, string>> = {},
): string[] {
  const loaded = load(text, env, files);
  return loaded.ok ? [] : loaded.mistakes.map(printMistake);
}
