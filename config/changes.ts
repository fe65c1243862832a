import type { Secret } from '../src/secret.js';
import type { Configuration } from './configuration.js';
import { effectOf, type Effect } from './effects.js';
import { printPath, quoted } from './mistake.js';
import { isKeyed } from './overlay.js';
import { saysTheSame } from './same.js';

/** One thing that a new configuration says otherwise. */
export interface SettingChange {
  /** `alerts.usage.thresholds`, `routes[slack:C0123456789].digest`, or the name of a variable. */
  readonly setting: string;
  /** In words, after the setting and a colon; of a secret only that it changed. */
  readonly say: string;
  readonly effect: Effect;
}

/** What `after` says otherwise than `before`, setting by setting, in the order of the file; the environment last. */
export function changesBetween(before: Configuration, after: Configuration): readonly SettingChange[] {
  const told = [
    ...(before.file === after.file ? [] : [{ setting: 'settings file', say: `now ${after.file}` }]),
    ...inside(before.settings, after.settings, ''),
    ...rulebooksBetween(before, after),
    ...variablesBetween(variablesOf(before), variablesOf(after)),
  ];
  return told.map((one) => ({ ...one, effect: effectOf(one.setting) }));
}

type Told = Omit<SettingChange, 'effect'>;

/** What list entries are known by, where an entry is more than a value. */
const nameOf: Readonly<Record<string, (entry: Readonly<Record<string, unknown>>) => unknown>> = {
  portfolios: ({ id, name }) => id ?? name,
  routes: ({ to }) => to,
};

function inside(before: unknown, after: unknown, path: string): readonly Told[] {
  if (saysTheSame(before, after)) return [];
  const name = nameOf[path];
  if (name !== undefined && Array.isArray(before) && Array.isArray(after)) {
    return entriesBetween(byName(before, name), byName(after, name), path);
  }
  if (!isKeyed(before) || !isKeyed(after)) {
    return [{ setting: path, say: `${shown(before)} → ${shown(after)}` }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => inside(before[key], after[key], below(path, key)));
}

function below(path: string, key: string): string {
  const step = printPath([key]);
  return path === '' || step.startsWith('[') ? `${path}${step}` : `${path}.${step}`;
}

type Entries = ReadonlyMap<string, unknown>;

function byName(list: readonly unknown[], name: (typeof nameOf)[string]): Entries {
  return new Map(list.filter(isKeyed).map((entry) => [String(name(entry)), entry]));
}

function entriesBetween(before: Entries, after: Entries, path: string): readonly Told[] {
  const removed = [...before.keys()].filter((name) => !after.has(name));
  const added = [...after.keys()].filter((name) => !before.has(name));
  const told = [
    ...removed.map((name) => ({ setting: path, say: `${called(name, before)} removed` })),
    ...added.map((name) => ({ setting: path, say: `${called(name, after)} added` })),
    ...[...before].flatMap(([name, entry]) =>
      after.has(name) ? inside(entry, after.get(name), `${path}[${name}]`) : [],
    ),
  ];
  return told.length > 0 ? told : [{ setting: path, say: 'in another order' }];
}

/** With the name that people gave it, where it has one. */
function called(name: string, entries: Entries): string {
  const entry = entries.get(name);
  const given = isKeyed(entry) && typeof entry['name'] === 'string' ? entry['name'] : name;
  return given === name ? name : `${quoted(given)} (${name})`;
}

const longestShown = 80;

/** A value as it stands in a file, on one line. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'string') return quoted(value);
  const text = JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function rulebooksBetween(before: Configuration, after: Configuration): readonly Told[] {
  const names = [...new Set([...before.rulebooks.keys(), ...after.rulebooks.keys()])];
  return names
    .filter((name) => !saysTheSame(before.rulebooks.get(name), after.rulebooks.get(name)))
    .map((name) => ({ setting: `rulebook ${name}`, say: 'changed' }));
}

/** What a variable holds: shown as it is, or only whether it changed. Null: not set. */
type Held = Secret | string | null;
type VariablesHeld = ReadonlyMap<string, { readonly value: Held; readonly isShown: boolean }>;

function variablesOf({
  secrets,
  graph,
  chats,
  proxy,
  http,
  storeUrl,
  roles,
  logLevel,
}: Configuration): VariablesHeld {
  const tokens = [...Object.values(secrets.tokens), ...(secrets.usualToken ? [secrets.usualToken] : [])];
  const hidden: Readonly<Record<string, Held>> = {
    ...Object.fromEntries(tokens.map(({ label, value }) => [label, value])),
    META_APP_SECRET: secrets.metaAppSecret,
    META_WEBHOOK_VERIFY_TOKEN: secrets.metaVerifyToken,
    TIERWATCH_API_TOKEN: secrets.apiToken,
    HEARTBEAT_URL: secrets.heartbeatUrl,
    HTTPS_PROXY: proxy?.address ?? null,
    STORE_URL: storeUrl,
    WORKER_ROLES: [...roles].join(','),
  };
  const open: Readonly<Record<string, Held>> = {
    META_GRAPH_URL: graph.url,
    ...Object.fromEntries(Object.values(chats).flatMap(({ values }) => Object.entries<Held>(values))),
    NO_PROXY: proxy === null || proxy.exceptions === '' ? null : proxy.exceptions,
    HOST: http.host,
    PORT: String(http.port),
    LOG_LEVEL: logLevel,
  };
  return new Map([
    ...Object.entries(hidden).map(([name, value]) => [name, { value, isShown: false }] as const),
    ...Object.entries(open).map(
      ([name, value]) => [name, { value, isShown: typeof value === 'string' }] as const,
    ),
  ]);
}

function variablesBetween(before: VariablesHeld, after: VariablesHeld): readonly Told[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((setting) => {
    const was = before.get(setting)?.value ?? null;
    const is = after.get(setting)?.value ?? null;
    if (saysTheSame(was, is)) return [];
    const isShown = (before.get(setting)?.isShown ?? true) && (after.get(setting)?.isShown ?? true);
    if (was === null) return [{ setting, say: 'set' }];
    if (is === null) return [{ setting, say: 'no longer set' }];
    return [{ setting, say: isShown ? `${shown(was)} → ${shown(is)}` : 'changed' }];
  });
}
