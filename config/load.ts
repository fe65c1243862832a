import { lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WabaId } from '../src/domain/snapshot.js';
import type { PlatformDescription } from '../src/platform-description.js';
import { platforms } from '../src/platforms.js';
import { milliseconds, readPolicy, readThresholds } from './alerts.js';
import { readChats } from './chats.js';
import type { Configuration } from './configuration.js';
import { emptyYaml, readYaml, yamlOf, type YamlFile } from './document.js';
import { dotEnv, readEnvironment, type Environment, type EnvironmentVariables } from './env.js';
import { everything, type Needs } from './needs.js';
import type { Notes } from './notes.js';
import { flawsOf } from './issues.js';
import { configurationJsonSchema } from './json-schema.js';
import { printPath, type Mistake, type Path } from './mistake.js';
import { readHistory } from './history.js';
import { isKeyed, overlay } from './overlay.js';
import { checkRulebook, readPortfolios, usualToken } from './portfolios.js';
import { repaired } from './repair.js';
import { packageRoot } from './root.js';
import { readAccess, readEscalation, readMaintenance, readRoutes } from './routes.js';
import { readRulebooks } from './rulebook-file.js';
import { settingsSchema, type Settings } from './schema.js';

/** Where to look for the configuration; what is absent is taken from the process. */
export interface ConfigurationSource {
  readonly env?: EnvironmentVariables;
  /** The file named on the command line; it goes before TIERWATCH_CONFIG and ./tierwatch.yaml. */
  readonly file?: string;
  readonly cwd?: string;
  /** What the files would say, in place of what they say. */
  readonly texts?: SettingsTexts;
}

/** The texts of the files that hold settings. */
export interface SettingsTexts {
  readonly dotEnv: string;
  readonly settings: string;
}

/** The configuration, or everything that is wrong with it. */
export type Loaded =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** As much of a configuration as could be read. */
export interface Survey {
  /** Null when the file says nothing that could be understood. */
  readonly configuration: Configuration | null;
  /** What is wrong or missing, each once. The file's mistakes stand in its order. */
  readonly mistakes: readonly Mistake[];
}

/** Reads what is needed of environment and file, and checks it. Writes nothing, connects to nothing. */
export function loadConfiguration(source: ConfigurationSource = {}, needs: Needs = everything): Loaded {
  const { configuration, mistakes } = surveyConfiguration(source, needs);
  return configuration && mistakes.length === 0 ? { ok: true, configuration } : { ok: false, mistakes };
}

/** As `loadConfiguration`, and goes on with what is there when something is missing. */
export function surveyConfiguration(source: ConfigurationSource = {}, needs: Needs = everything): Survey {
  const cwd = source.cwd ?? process.cwd();
  const reading = readEnvironment(source.env, cwd, source.texts?.dotEnv);
  const { environment } = reading;
  const wrongAround = (): readonly Mistake[] => reading.mistakes.filter((one) => isOf(one, needs));
  const named = source.file ?? environment.configFile;
  const name = named ?? usualFile;
  const { texts } = source;
  const isAbsent =
    texts === undefined && named === null && !lstatSync(join(cwd, usualFile), { throwIfNoEntry: false });
  const isUnneeded = needs.settings !== 'all' && needs.settings.length === 0;
  const readFile = (): ReturnType<typeof readYaml> =>
    texts === undefined ? readYaml(resolve(cwd, name), name) : yamlOf(texts.settings, name);
  const read = isAbsent || isUnneeded ? emptyYaml(name) : readFile();
  if (!read.ok) return { configuration: null, mistakes: inOrder([...read.mistakes, ...wrongAround()]) };
  const notes = notesOn(read.file, needs);
  if (isAbsent && needs.settings === 'all') notes.missing([], absentSentence);
  const settings = settingsFrom(read.file, notes);
  const configuration = settings && configurationFrom(name, settings, environment, needs, notes);
  // Read last: looking up the portfolios' tokens may have found more that is wrong in the environment.
  return { configuration, mistakes: inOrder([...notes.mistakes, ...wrongAround()]) };
}

/** The defaults as `config/default.yaml` states them. Throws when the package is damaged. */
export function defaultSettings(): Readonly<Record<string, unknown>> {
  const read = readYaml(join(packageRoot(), 'config', 'default.yaml'), 'default.yaml');
  if (!read.ok || !isKeyed(read.file.value))
    throw new Error('The package is incomplete: config/default.yaml.');
  return read.file.value;
}

/** The settings file in the current folder, where no other is named. */
export const usualFile = 'tierwatch.yaml';
const absentSentence =
  'There is no such file in this folder; write one that names a portfolio, or point to it with --config FILE or TIERWATCH_CONFIG.';

/** Whether something wrong in the environment matters: who needs the whole file is told all of it. */
function isOf({ file, path }: Mistake, { settings, chats, meta }: Needs): boolean {
  const isConnected = settings === 'all' || meta || chats.length > 0;
  if (file !== null || /^https_proxy/i.test(path)) return isConnected;
  const name = path.replace(/_FILE$/, '');
  return settings === 'all' || chats.some((chat) => isVariableOf(platforms[chat], name));
}

function isVariableOf({ variables, ofChannels }: PlatformDescription, name: string): boolean {
  return Object.hasOwn(variables, name) || (ofChannels?.variable(name) ?? null) !== null;
}

/** Each once, those of the file in its order. What could not be read is not called missing too. */
function inOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
  const fresh = new Map<string, Mistake>();
  const wrong = mistakes.filter((one) => one.file === null && one.path.endsWith('_FILE'));
  const unreadable = new Set(wrong.map((one) => one.path.slice(0, -'_FILE'.length)));
  const isDotEnvUnread = mistakes.some((one) => one.file === dotEnv);
  for (const mistake of mistakes) {
    if (mistake.file === null && unreadable.has(mistake.path)) continue;
    if (mistake.file === null && mistake.missing && isDotEnvUnread) continue;
    fresh.set(JSON.stringify([mistake.file, mistake.path, mistake.sentence]), mistake);
  }
  const order = (mistake: Mistake): number =>
    mistake.file === null ? Number.MAX_SAFE_INTEGER : (mistake.line ?? Number.MAX_SAFE_INTEGER - 1);
  return [...fresh.values()].sort((a, b) => order(a) - order(b));
}

/** Notes on a file; what nobody needs is remembered as flawed, but is no mistake. */
function notesOn(file: YamlFile, { settings }: Needs): Notes & { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const places: Path[] = [];
  const isNoted = (path: Path): boolean => places.some((place) => touches(place, path));
  const note = (path: Path, sentence: string, more: Pick<Mistake, 'missing'>): void => {
    // One sentence for each place; what follows from a mistake already told is none of its own.
    if (isNoted(path)) return;
    places.push(path);
    if (settings !== 'all' && !settings.some((key) => key === path[0])) return;
    mistakes.push({ file: file.file, path: printPath(path), line: file.line(path), sentence, ...more });
  };
  return {
    mistakes,
    isNoted,
    at: (path, sentence) => note(path, sentence, {}),
    missing: (place, sentence) => {
      if (typeof place !== 'string') note(place, sentence, { missing: true });
      else mistakes.push({ file: null, path: place, line: null, sentence, missing: true });
    },
  };
}

/** Whether one place lies within the other. */
function touches(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((step, i) => step === b[i]);
}

function settingsFrom(file: YamlFile, notes: Notes): Settings | null {
  const defaults = defaultSettings();
  if (file.value !== null && !isKeyed(file.value)) {
    notes.at([], 'The file must hold settings, each a key and a value, like "routes: []".');
    return null;
  }
  const said = overlay(defaults, file.value ?? {});
  const parsed = settingsSchema.safeParse(said);
  if (parsed.success) return parsed.data;
  const flaws = flawsOf(parsed.error.issues, configurationJsonSchema(defaults));
  for (const flaw of flaws) notes.at(flaw.path, flaw.sentence);
  const rest = settingsSchema.safeParse(
    repaired(
      said,
      defaults,
      flaws.map((flaw) => flaw.path),
    ),
  );
  return rest.success ? rest.data : null;
}

function configurationFrom(
  file: string,
  settings: Settings,
  environment: Environment,
  needs: Needs,
  notes: Notes,
): Configuration {
  const { rulebooks, mistakes } = readRulebooks(join(packageRoot(), 'config', 'rulebooks'));
  for (const mistake of mistakes) notes.at(['rulebook'], `${mistake.path}: ${mistake.sentence}`);
  checkRulebook(settings.rulebook, rulebooks, ['rulebook'], notes);
  const { plans, tokens } = readPortfolios(settings, rulebooks, environment, needs, notes);
  const token = environment.secret(usualToken);
  const routes = readRoutes(settings, plans, notes);
  const { templates } = settings.graph;
  return {
    file,
    settings,
    portfolios: plans,
    routes,
    language: settings.language,
    timezone: settings.timezone,
    defaultCountry: settings.defaultCountry,
    maskNumbers: settings.maskNumbers,
    commandPrefix: settings.commandPrefix,
    rulebooks,
    thresholds: readThresholds(settings, notes),
    policy: readPolicy(settings),
    escalateTo: readEscalation(settings, routes, notes),
    undeliveredAfter: milliseconds(settings.alerts.undeliveredAfter),
    poll: { every: settings.poll.every, refreshAfter: milliseconds(settings.poll.refreshAfter) },
    graph: {
      url: environment.metaGraphUrl,
      version: settings.graph.version,
      concurrency: settings.graph.concurrency,
      budgetShare: settings.graph.budgetShare,
      timeout: milliseconds(settings.graph.timeout),
      templates: templates === 'all' ? templates : templates.map((id) => String(id) as WabaId),
      templateInsights: settings.graph.templateInsights,
      maxAccounts: settings.graph.maxAccounts,
      maxCallsPerLook: settings.graph.maxCallsPerLook,
      maxCallsPerHour: settings.graph.maxCallsPerHour,
    },
    access: readAccess(settings, plans, notes),
    stopPhrases: settings.webhooks.stopPhrases,
    maintenance: readMaintenance(settings, plans, notes),
    historyKept: readHistory(settings, notes),
    storeUrl: environment.storeUrl,
    roles: environment.roles,
    http: { host: environment.host, port: environment.port },
    proxy: environment.proxy,
    unusedProxy: environment.unusedProxy,
    logLevel: environment.logLevel,
    chats: readChats(environment, routes, needs, notes),
    secrets: {
      tokens,
      usualToken: token && { label: usualToken, value: token },
      metaAppSecret: environment.metaAppSecret,
      metaVerifyToken: environment.metaVerifyToken,
      apiToken: environment.apiToken,
      heartbeatUrl: environment.heartbeatUrl,
      store: environment.storePasswords,
    },
  };
}
