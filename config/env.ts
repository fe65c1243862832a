import { resolve } from 'node:path';
import { parse } from 'dotenv';
import type { PlatformName } from '../src/domain/route.js';
import type { PlatformDescription, Values, Variable } from '../src/platform-description.js';
import { allPlatforms } from '../src/platforms.js';
import { allRoles, type Roles } from '../src/domain/roles.js';
import type { Secret } from '../src/secret.js';
import { secretsInStoreUrl, storeUrlMistake, usualStoreUrl, whereStoreIs } from '../src/stores.js';
import type { Mistake } from './mistake.js';
import { proxyOf, type ProxySettings } from './proxy.js';
import { covered, secretOf } from './secret.js';
import { readTextFile, type TextFile } from './text-file.js';

/** Environment variables by name. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the environment says, checked; secrets are wrapped. */
export interface Environment {
  readonly metaGraphUrl: string;
  readonly metaAppSecret: Secret | null;
  readonly metaVerifyToken: Secret | null;
  /** What programs show that ask over HTTP; null: nobody may. */
  readonly apiToken: Secret | null;
  /** What each chat platform's variables hold. */
  readonly chats: ReadonlyMap<PlatformName, Values>;
  /** Names a store that there is; a relative path is relative to the current folder. It may hold a password. */
  readonly storeUrl: string;
  /** The password in it, as it is written and as it is meant. */
  readonly storePasswords: readonly Secret[];
  /** What this process does of the work. */
  readonly roles: Roles;
  readonly host: string;
  /** 0 lets the machine choose. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Monitoring services put their key into this address, so it is kept like a secret. */
  readonly heartbeatUrl: Secret | null;
  readonly configFile: string | null;
  /** Null: none is used. */
  readonly proxy: ProxySettings | null;
  /** A variable that names a proxy, and is not followed; null: there is none. */
  readonly unusedProxy: string | null;
  /** Any other variable as a secret, NAME_FILE included; null when it is not set. */
  secret(name: string): Secret | null;
}

/** An environment and what is wrong with it. `all` are the secrets read so far, to cover them in sentences. */
export interface EnvironmentReading {
  readonly environment: Environment;
  readonly mistakes: readonly Mistake[];
}

/** The file of variables in the current folder. */
export const dotEnv = '.env';

/** The process's variables, over those of the `.env` file. It is in `cwd`, if there is one, or given as `text`. */
function variablesOf(
  env: EnvironmentVariables,
  cwd: string,
  text: string | undefined,
  wrong: (mistake: Mistake) => void,
): EnvironmentVariables {
  const read: TextFile = text === undefined ? readTextFile(resolve(cwd, dotEnv)) : { ok: true, text };
  if (!read.ok && !read.isAbsent) {
    const sentence = `The file cannot be read: ${read.why}. Let this user read it, or start in another folder.`;
    wrong({ file: dotEnv, path: '', line: null, sentence });
  }
  const file: EnvironmentVariables = read.ok ? parse(read.text) : {};
  const added = Object.entries(file).filter(([name]) => !isSetIn(env, name.replace(/_FILE$/, '')));
  return { ...env, ...Object.fromEntries(added) };
}

/** Whether variables set a secret, or name its file. */
function isSetIn(variables: EnvironmentVariables, name: string): boolean {
  return [name, `${name}_FILE`].some((one) => (variables[one] ?? '') !== '');
}

/** Where a variable is set; what comes first goes before what comes later. Null: nowhere. */
export type Origin = 'process' | 'secret-file' | 'dot-env' | null;

/** Where a variable is set: in the process, by a file that is named, or in the text of `.env`. */
export function originOf(name: string, text: string, env: EnvironmentVariables = process.env): Origin {
  if (isSetIn(env, name)) return 'process';
  const said = parse(text);
  if ((said[`${name}_FILE`] ?? '').trim() !== '') return 'secret-file';
  return (said[name] ?? '').trim() === '' ? null : 'dot-env';
}

/** Reads and checks the environment; `text` stands for the `.env` file. The only place that knows its names. */
export function readEnvironment(
  env: EnvironmentVariables = process.env,
  cwd: string = process.cwd(),
  text?: string,
): EnvironmentReading {
  const mistakes: Mistake[] = [];
  const variables = variablesOf(env, cwd, text, (mistake) => void mistakes.push(mistake));
  const read = new Map<string, Secret | null>();
  const wrong = (path: string, sentence: string): null => {
    mistakes.push({ file: null, path, line: null, sentence });
    return null;
  };
  const plain = (name: string): string | null => {
    const value = variables[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };

  const unquoted = (name: string, value: string): Secret => {
    if (/^(["'`]).*\1$/s.test(value))
      wrong(name, 'It stands in quotes, which count as part of it. Write it without them.');
    return secretOf(value);
  };
  const readSecret = (name: string): Secret | null => {
    const value = plain(name);
    const file = plain(`${name}_FILE`);
    if (value !== null && file !== null) {
      return wrong(name, `Both ${name} and ${name}_FILE are set; keep one of them.`);
    }
    if (file === null) return value === null ? null : unquoted(name, value);
    const read = readTextFile(resolve(cwd, file));
    if (!read.ok) {
      return wrong(
        `${name}_FILE`,
        `The file it names cannot be read: ${read.why}. Check its path and who may read it.`,
      );
    }
    const held = read.text.trim();
    if (held !== '') return unquoted(`${name}_FILE`, held);
    return wrong(`${name}_FILE`, 'The file it names is empty; put the secret into it.');
  };
  const secret = (name: string): Secret | null => {
    const known = read.get(name);
    if (known !== undefined) return known;
    const value = readSecret(name);
    read.set(name, value);
    return value;
  };

  const vendorUrl = (name: string, usual: string): string => {
    const value = plain(name);
    if (value === null) return usual;
    const url = webUrl(value);
    if (!url || url.search !== '' || url.hash !== '') {
      wrong(name, `This is no web address; write one like ${usual}, or leave it out.`);
      return usual;
    }
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
      wrong(name, 'Tokens would travel unencrypted; use https, or http to this machine only (127.0.0.1).');
    }
    return usual.endsWith('/') ? `${value.replace(/\/+$/, '')}/` : value.replace(/\/+$/, '');
  };
  const digits = (name: string, about: string): string | null => {
    const value = plain(name);
    return value === null || /^\d{1,25}$/.test(value)
      ? value
      : wrong(name, `This must be an id of digits: ${about}`);
  };

  const chatSecret = (
    name: string,
    { mistaken, flawOf }: Extract<Variable, { kind: 'secret' }>,
  ): Secret | null => {
    const value = secret(name);
    const flaw = value === null ? null : (flawOf?.(value.reveal()) ?? null);
    if (flaw !== null) wrong(name, flaw);
    // Two tokens that were swapped are one mistake.
    const isTold = mistaken !== undefined && mistakes.some(({ path }) => path === mistaken.belongs);
    if (mistaken && !isTold && value?.reveal().startsWith(mistaken.prefix) === true) {
      wrong(
        name,
        `This holds a token that starts with ${mistaken.prefix}, which belongs into ${mistaken.belongs}; swap them.`,
      );
    }
    return value;
  };
  const chatValue = (name: string, variable: Variable): Secret | string | null => {
    switch (variable.kind) {
      case 'secret':
        return chatSecret(name, variable);
      case 'address':
        return vendorUrl(name, variable.usual);
      case 'digits':
        return digits(name, variable.about);
    }
  };
  /** The names that are set, those of secrets in files by the secret's. */
  const namesSet = [...new Set(Object.keys(variables).map((name) => name.replace(/_FILE$/, '')))];
  const chatValues = ({ variables: own, ofChannels }: PlatformDescription): Values => {
    const more = namesSet.flatMap((name) => {
      const variable = ofChannels?.variable(name) ?? null;
      return variable === null ? [] : [[name, variable] as const];
    });
    return Object.fromEntries(
      [...Object.entries(own), ...more].map(([name, variable]) => [name, chatValue(name, variable)]),
    );
  };

  const readProxy = (): ProxySettings | null => {
    for (const name of proxyNames) {
      const address = secret(name);
      if (address === null) continue;
      const exceptions = plain('no_proxy') ?? plain('NO_PROXY') ?? '';
      return proxyOf(name, address, exceptions) ?? wrong(name, noProxySentence);
    }
    return null;
  };

  const heartbeat = secret('HEARTBEAT_URL');
  if (heartbeat && !webUrl(heartbeat.reveal())) {
    wrong(
      'HEARTBEAT_URL',
      'This is no web address; write one like https://monitor.example/ping, or leave it out.',
    );
  }

  const proxy = readProxy();
  const store = storeUrl(secret('STORE_URL'), wrong);
  const environment: Environment = {
    metaGraphUrl: vendorUrl('META_GRAPH_URL', 'https://graph.facebook.com'),
    metaAppSecret: secret('META_APP_SECRET'),
    metaVerifyToken: secret('META_WEBHOOK_VERIFY_TOKEN'),
    apiToken: secret('TIERWATCH_API_TOKEN'),
    chats: new Map(allPlatforms.map((platform) => [platform.name, chatValues(platform)])),
    storeUrl: store,
    storePasswords: secretsInStoreUrl(store).map(secretOf),
    roles: rolesIn(plain('WORKER_ROLES'), store, wrong),
    host: plain('HOST') ?? '127.0.0.1',
    port: port(plain('PORT'), wrong),
    logLevel: logLevel(plain('LOG_LEVEL'), wrong),
    heartbeatUrl: heartbeat,
    configFile: plain('TIERWATCH_CONFIG'),
    proxy,
    unusedProxy: proxy === null ? (otherProxyNames.find((name) => plain(name) !== null) ?? null) : null,
    secret: (name) => secret(name),
  };
  const all = [...read.values()].filter((value) => value !== null);
  return {
    environment,
    // Sentences are made of names and rules, never of values; this is the second lock on the same door.
    get mistakes() {
      return mistakes.map((mistake) => ({ ...mistake, sentence: covered(mistake.sentence, all) }));
    },
  };
}

/** As programs agreed on: the small one goes first. */
const proxyNames = ['https_proxy', 'HTTPS_PROXY'] as const;
/** What other programs follow too: it may name a proxy of another kind. */
const otherProxyNames = ['all_proxy', 'ALL_PROXY'] as const;
const noProxySentence =
  'This is no address of an HTTP proxy; write one like http://proxy.example:3128, or http://user:password@proxy.example:3128 with %XX for : / ? # @ in them.';

type Wrong = (path: string, sentence: string) => null;

function storeUrl(value: Secret | null, wrong: Wrong): string {
  if (value === null) return usualStoreUrl;
  const url = value.reveal();
  const mistake = storeUrlMistake(url);
  if (mistake !== null) wrong('STORE_URL', mistake);
  return url;
}

function rolesIn(value: string | null, store: string, wrong: Wrong): Roles {
  const all = new Set(allRoles);
  if (value === null) return all;
  const named = value.split(',').map((name) => name.trim());
  const roles = new Set(allRoles.filter((role) => named.includes(role)));
  const unknown = named.some((name) => !allRoles.some((role) => role === name));
  if (unknown)
    wrong('WORKER_ROLES', `These must be some of ${allRoles.join(', ')}, with commas between them.`);
  else if (roles.size < all.size && whereStoreIs(store)?.kind !== 'server')
    wrong(
      'WORKER_ROLES',
      'Only processes that share a store on a server can share the work; leave it out, or set STORE_URL to a postgres:// address.',
    );
  return roles;
}

function port(value: string | null, wrong: Wrong): number {
  if (value === null) return 3000;
  const number = Number(value);
  if (/^\d{1,5}$/.test(value) && number <= 65_535) return number;
  wrong('PORT', 'This must be a whole number from 0 to 65535.');
  return 3000;
}

function logLevel(value: string | null, wrong: Wrong): LogLevel {
  const level = logLevels.find((one) => one === (value ?? 'info').toLowerCase());
  if (level === undefined) wrong('LOG_LEVEL', `This must be one of ${logLevels.join(', ')}.`);
  return level ?? 'info';
}

function webUrl(value: string): URL | null {
  try {
    const url = new URL(value);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);
}
