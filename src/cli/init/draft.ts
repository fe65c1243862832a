import { fitsEnv, commentAbove, withVariables } from '../../../config/env-text.js';
import { originOf, type Origin } from '../../../config/env.js';
import {
  surveyConfiguration,
  type ConfigurationSource,
  type SettingsTexts,
  type Survey,
} from '../../../config/load.js';
import type { Mistake } from '../../../config/mistake.js';
import {
  keysIn,
  withSettings,
  type PortfolioAddition,
  type RouteAddition,
  type SettingsComments,
} from '../../../config/settings-text.js';

/** What is there before anything is asked. */
export interface Found {
  readonly source: Pick<ConfigurationSource, 'file' | 'cwd' | 'env'>;
  /** The text of `.env`; null: there is none. */
  readonly dotEnv: string | null;
  /** The text of the settings file; null: there is none. */
  readonly settings: string | null;
  /** `.env.example`: a new `.env` begins as a copy. */
  readonly example: string;
  readonly comments: SettingsComments;
}

/** The two files as they will be. Nothing is written here. */
export interface Draft {
  /** The configuration as it would be now, with what is wrong and missing. */
  survey(): Survey;
  origin(variable: string): Origin;
  /** A value that does not fit into `.env` throws RangeError. */
  set(variable: string, value: string): void;
  /** The variable is again what `.env` says. */
  forget(variable: string): void;
  /** Whether the settings file, or an answer, says something of a key. */
  says(key: string): boolean;
  /** A single value of the settings. */
  choose(key: string, value: string): void;
  watch(portfolio: PortfolioAddition): void;
  /** Takes the last portfolio back. */
  unwatch(): void;
  tell(route: RouteAddition): void;
  /** The variables that `.env` gets. */
  readonly variables: readonly string[];
  readonly texts: SettingsTexts;
  /** What is wrong with the settings that was not wrong before. */
  newMistakes(): readonly Mistake[];
}

/** A draft of what was found. */
export function createDraft(found: Found): Draft {
  const { source, dotEnv, settings, example, comments } = found;
  const base = dotEnv ?? example;
  let variables: Readonly<Record<string, string>> = {};
  let values: Readonly<Record<string, string>> = {};
  let portfolios: readonly PortfolioAddition[] = [];
  let routes: readonly RouteAddition[] = [];

  const texts = (): SettingsTexts => ({
    dotEnv: withVariables(base, variables, (name) => commentAbove(example, name)),
    settings: withSettings(settings, { values, portfolios, routes }, comments),
  });
  const survey = (): Survey => surveyConfiguration({ ...source, texts: texts() });
  const wrongIn = ({ mistakes }: Survey): readonly Mistake[] =>
    mistakes.filter(({ missing }) => missing !== true);

  return {
    survey,
    origin: (variable) => (variable in variables ? 'dot-env' : originOf(variable, base, source.env)),
    set(variable, value) {
      if (!fitsEnv(value)) throw new RangeError(`The value of ${variable} does not fit into .env.`);
      variables = { ...variables, [variable]: value };
    },
    forget(variable) {
      variables = Object.fromEntries(Object.entries(variables).filter(([name]) => name !== variable));
    },
    says: (key) => key in values || (settings !== null && keysIn(settings).has(key)),
    choose(key, value) {
      values = { ...values, [key]: value };
    },
    watch(portfolio) {
      portfolios = [...portfolios, portfolio];
    },
    unwatch() {
      portfolios = portfolios.slice(0, -1);
    },
    tell(route) {
      routes = [...routes, route];
    },
    get variables() {
      return Object.keys(variables);
    },
    get texts() {
      return texts();
    },
    newMistakes() {
      const before = surveyConfiguration({ ...source, texts: { dotEnv: base, settings: settings ?? '' } });
      const known = new Set(
        wrongIn(before).map(({ file, path, sentence }) => `${file ?? ''} ${path} ${sentence}`),
      );
      return wrongIn(survey()).filter(
        ({ file, path, sentence }) => !known.has(`${file ?? ''} ${path} ${sentence}`),
      );
    },
  };
}
