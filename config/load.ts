import { lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WabaId } from '../src/domain/snapshot.js';
import { milliseconds, readPolicy, readThresholds } from './alerts.js';
import { readChats } from './chats.js';
import type { Configuration } from './configuration.js';
import { readYaml, type YamlFile } from './document.js';
import { readEnvironment, type Environment, type Variables } from './env.js';
import type { Notes } from './notes.js';
import { flawsOf } from './issues.js';
import { configurationJsonSchema } from './json-schema.js';
import { printPath, type Mistake, type Path } from './mistake.js';
import { readHistory } from './history.js';
import { isKeyed, overlay } from './overlay.js';
import { checkRulebook, readPortfolios } from './portfolios.js';
import { repaired } from './repair.js';
import { packageRoot } from './root.js';
import { readAccess, readEscalation, readMaintenance, readRoutes } from './routes.js';
import { readRulebooks } from './rulebook-file.js';
import { settingsSchema, type Settings } from './schema.js';

/** Where to look for the configuration; what is absent is taken from the process. */
export interface ConfigurationSource {
  readonly env?: Variables;
  /** The file named on the command line; it goes before TIERWATCH_CONFIG and ./tierwatch.yaml. */
  readonly file?: string;
  readonly cwd?: string;
}

/** The configuration, or everything that is wrong with it. */
export type Loaded =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads environment and file and checks them together. Writes nothing, connects to nothing. */
export function loadConfiguration(source: ConfigurationSource = {}): Loaded {
  const cwd = source.cwd ?? process.cwd();
  const reading = readEnvironment(source.env, cwd);
  const { environment } = reading;
  const named = source.file ?? environment.configFile;
  if (named === null && !lstatSync(join(cwd, usualFile), { throwIfNoEntry: false })) {
    const sentence =
      'There is no such file in this folder; write one that names a portfolio, or point to it with --config FILE or TIERWATCH_CONFIG.';
    return refuse([{ file: usualFile, path: '', line: null, sentence }, ...reading.mistakes]);
  }
  const name = named ?? usualFile;
  const read = readYaml(resolve(cwd, name), name);
  if (!read.ok) return refuse([...read.mistakes, ...reading.mistakes]);

  const notes = notesOn(read.file);
  const settings = settingsFrom(read.file, notes);
  const configuration = settings && configurationFrom(name, settings, environment, notes);
  // Read last: looking up the portfolios' tokens may have found more that is wrong in the environment.
  const mistakes = [...notes.mistakes, ...reading.mistakes];
  return configuration && mistakes.length === 0 ? { ok: true, configuration } : refuse(mistakes);
}

/** The defaults as `config/default.yaml` states them. Throws when the package is damaged. */
export function defaultSettings(): Readonly<Record<string, unknown>> {
  const read = readYaml(join(packageRoot(), 'config', 'default.yaml'), 'default.yaml');
  if (!read.ok || !isKeyed(read.file.value))
    throw new Error('The package is incomplete: config/default.yaml.');
  return read.file.value;
}

const usualFile = 'tierwatch.yaml';

/** Each once, those of the file in its order. A variable that is wrong is not called missing too. */
function refuse(mistakes: readonly Mistake[]): Loaded {
  const fresh = new Map<string, Mistake>();
  const wrong = mistakes.filter((one) => one.file === null && one.path.endsWith('_FILE'));
  const unreadable = new Set(wrong.map((one) => one.path.slice(0, -'_FILE'.length)));
  for (const mistake of mistakes) {
    if (mistake.file === null && unreadable.has(mistake.path)) continue;
    fresh.set(JSON.stringify([mistake.file, mistake.path, mistake.sentence]), mistake);
  }
  const order = (mistake: Mistake): number =>
    mistake.file === null ? Number.MAX_SAFE_INTEGER : (mistake.line ?? Number.MAX_SAFE_INTEGER - 1);
  return { ok: false, mistakes: [...fresh.values()].sort((a, b) => order(a) - order(b)) };
}

function notesOn(file: YamlFile): Notes & { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const places: Path[] = [];
  const isWrong = (path: Path): boolean => places.some((place) => touches(place, path));
  return {
    mistakes,
    isWrong,
    at: (path, sentence) => {
      // One sentence for each place; what follows from a mistake already told is none of its own.
      if (isWrong(path)) return;
      places.push(path);
      mistakes.push({ file: file.file, path: printPath(path), line: file.line(path), sentence });
    },
    inEnvironment: (name, sentence) => {
      mistakes.push({ file: null, path: name, line: null, sentence });
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
  notes: Notes,
): Configuration {
  const { rulebooks, mistakes } = readRulebooks(join(packageRoot(), 'config', 'rulebooks'));
  for (const mistake of mistakes) notes.at(['rulebook'], `${mistake.path}: ${mistake.sentence}`);
  checkRulebook(settings.rulebook, rulebooks, ['rulebook'], notes);
  const { plans, tokens } = readPortfolios(settings, rulebooks, environment, notes);
  const routes = readRoutes(settings, plans, notes);
  const { templates } = settings.graph;
  return {
    file,
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
    poll: { every: settings.poll.every, refreshAfter: milliseconds(settings.poll.refreshAfter) },
    graph: {
      url: environment.metaGraphUrl,
      version: settings.graph.version,
      concurrency: settings.graph.concurrency,
      budgetShare: settings.graph.budgetShare,
      timeout: milliseconds(settings.graph.timeout),
      templates: templates === 'all' ? templates : templates.map((id) => String(id) as WabaId),
      maxAccounts: settings.graph.maxAccounts,
      maxCallsPerLook: settings.graph.maxCallsPerLook,
      maxCallsPerHour: settings.graph.maxCallsPerHour,
    },
    access: readAccess(settings, plans, notes),
    maintenance: readMaintenance(settings, plans, notes),
    historyKept: readHistory(settings, notes),
    storeUrl: environment.storeUrl,
    http: { host: environment.host, port: environment.port },
    logLevel: environment.logLevel,
    chats: readChats(environment, routes, notes),
    secrets: {
      tokens,
      metaAppSecret: environment.metaAppSecret,
      metaVerifyToken: environment.metaVerifyToken,
      heartbeatUrl: environment.heartbeatUrl,
    },
  };
}
