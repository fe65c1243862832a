import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { defaultSettings, loadConfiguration, type SettingsTexts } from '../../config/load.js';
import { printMistake } from '../../config/mistake.js';
import { packageRoot } from '../../config/root.js';
import { allPlatforms } from '../../src/platforms.js';
import { enough, token } from './configured.js';

vi.setConfig({ testTimeout: 60_000 });

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 150);
/** Reading takes some milliseconds; in this many, something goes round in circles. */
const hanging = 2_000;
const nowhere = join(packageRoot(), 'test', 'no-such-folder');

/** Reads settings; fails unless they are a configuration, or mistakes that name their place. */
function reads(texts: SettingsTexts, env: Readonly<Record<string, string>> = {}): void {
  const began = performance.now();
  const loaded = loadConfiguration({ env, cwd: nowhere, texts });
  expect(performance.now() - began).toBeLessThan(hanging);
  if (loaded.ok) return;
  expect(loaded.mistakes.length).toBeGreaterThan(0);
  const lines = texts.settings.split(/\r\n|\r|\n/).length;
  for (const mistake of loaded.mistakes) {
    const { file, path, line, sentence } = mistake;
    expect(printMistake(mistake)).not.toMatch(/undefined|\[object |[\r\n]/);
    expect(sentence).toMatch(/^\P{Ll}.*[.?]$/u);
    if (file === null) expect(path).toMatch(/^[A-Za-z_]+$/);
    if (line !== null) expect([line >= 1, line <= lines]).toEqual([true, true]);
    // What is missing stands on no line; all else does, unless the file is empty.
    else if (file === 'tierwatch.yaml' && path !== '') expect(mistake.missing).toBe(true);
  }
}

const whole = `${enough}${readFileSync(join(packageRoot(), 'config', 'default.yaml'), 'utf8')
  .split('\n')
  .filter((line) => !line.startsWith('portfolios'))
  .join('\n')}`;

/** Characters that mean something to YAML, and some that mean trouble. */
const spice = fc.constantFrom(
  ...[
    ':',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '!',
    '!!binary ',
    '|',
    '>',
    '%',
    '@',
    '\t',
    '\n',
    '#',
    '---\n',
  ],
  ...[
    '<<: ',
    '? ',
    '~',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\ud800',
    '🟡',
    '0x',
    '1e999',
    '.nan',
    '.inf',
    '__proto__: ',
    '-',
  ],
);

/** A place in a text, and what is done to it there. */
const edit = fc.record({
  at: fc.nat(),
  cut: fc.nat({ max: 12 }),
  put: fc.oneof(spice, fc.string({ maxLength: 6 })),
});

const edited = fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
  edits.reduce((text, { at, cut, put }) => {
    const from = at % (text.length + 1);
    return `${text.slice(0, from)}${put}${text.slice(from + cut)}`;
  }, whole),
);

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    Number.NaN,
    Infinity,
    -0,
    1e21,
    new Date(0),
    null,
    '',
    ' ',
    [],
    {},
    true,
    2n ** 70n,
  ),
  fc.string({ unit: 'binary' }),
  fc.record(
    { __proto__: fc.jsonValue(), constructor: fc.jsonValue(), toString: fc.string() },
    { requiredKeys: [] },
  ),
);

type Keyed = Readonly<Record<string, unknown>>;
const isKeyed = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Settings in which the value at some place is another. */
function changed(settings: unknown, way: readonly number[], value: unknown): unknown {
  const [step = 0, ...rest] = way;
  if (way.length === 0) return value;
  if (Array.isArray(settings) && settings.length > 0) {
    return settings.map((one: unknown, i) =>
      i === step % settings.length ? changed(one, rest, value) : one,
    );
  }
  if (!isKeyed(settings) || Object.keys(settings).length === 0) return value;
  const name = Object.keys(settings)[step % Object.keys(settings).length] ?? '';
  return { ...settings, [name]: changed(settings[name], rest, value) };
}

const sound = {
  ...defaultSettings(),
  portfolios: [
    { name: 'Toko Maju', id: '506914307656634', wabas: ['1'], aliases: { '+6281234567890': 'Promo' } },
  ],
  routes: [{ to: 'slack:C0123456789', digest: '0 8 * * 1-5', mention: { critical: 'S0123456789' } }],
  access: { ask: [{ users: ['slack:U0123456789'] }], act: [{ channels: ['slack:C0123456789'] }] },
};

const bent = fc
  .array(fc.tuple(fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), odd), { minLength: 1, maxLength: 4 })
  .map((changes) => changes.reduce<unknown>((settings, [way, value]) => changed(settings, way, value), sound))
  .map((settings) => stringify(settings));

const variables = [
  ...allPlatforms.flatMap(({ variables: own }) => Object.keys(own)),
  ...[
    'META_ACCESS_TOKEN',
    'META_APP_SECRET',
    'META_WEBHOOK_VERIFY_TOKEN',
    'META_GRAPH_URL',
    'STORE_URL',
    'HOST',
    'PORT',
  ],
  ...[
    'LOG_LEVEL',
    'HEARTBEAT_URL',
    'HTTPS_PROXY',
    'https_proxy',
    'NO_PROXY',
    'ALL_PROXY',
    'META_ACCESS_TOKEN_FILE',
  ],
  ...['WORKER_ROLES', 'TIERWATCH_API_TOKEN'],
];

const value = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'postgres://u:p%ss@h/d',
    'postgres://',
    'sqlite://',
    'http://[::1',
    'https://a:%zz@b',
    '/dev/null',
    '/',
  ),
);

describe('settings are read, or refused with what is wrong where,', () => {
  it('when they are any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(spice, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (settings) =>
        reads({ dotEnv: '', settings }, { ...token } as Record<string, string>),
      ),
      { numRuns },
    );
  });

  it('when a good file was edited by mishap', () => {
    fc.assert(
      fc.property(edited, (settings) => reads({ dotEnv: '', settings })),
      { numRuns },
    );
  });

  it('when a good file has other values, of any kind', () => {
    fc.assert(
      fc.property(bent, (settings) => reads({ dotEnv: '', settings })),
      { numRuns },
    );
  });

  it('when any variables are set, in the process and in .env', () => {
    const env = fc.dictionary(fc.constantFrom(...variables), value, { maxKeys: 8 });
    const dotEnv = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.dictionary(fc.constantFrom(...variables), value).map((all) =>
        Object.entries(all)
          .map(([name, one]) => `${name}=${one}`)
          .join('\n'),
      ),
    );
    fc.assert(
      fc.property(env, dotEnv, (set, text) => reads({ dotEnv: text, settings: enough }, set)),
      { numRuns },
    );
  });

  it('when they hold aliases that would unfold without end', () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) => `a${i}: &a${i} [${`*a${i - 1},`.repeat(i === 0 ? 0 : 9)}]`,
    );
    reads({ dotEnv: '', settings: levels.join('\n') });
    reads({ dotEnv: '', settings: 'routes: &a [*a]' });
    reads({ dotEnv: '', settings: `routes: ${'['.repeat(20_000)}` });
    reads({ dotEnv: '', settings: `${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}` });
  });
});
