import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles as files, sources, type Import } from './imports.js';

const imports = files.flatMap(importsOf);
const from = (folder: string): Import[] => imports.filter((one) => one.from.startsWith(folder));
const isInside = (to: string, ...folders: string[]): boolean =>
  folders.some((folder) => to === folder || to.startsWith(folder));
const show = (all: readonly Import[]): string[] => all.map((one) => `${one.from} -> ${one.to}`);

/** Each circle of imports once, as the files on the way round. Types count too: they bind files as well. */
function circlesIn(all: readonly Import[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const one of all) next.set(one.from, [...(next.get(one.from) ?? []), one.to]);
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    const seenAt = way.indexOf(file);
    if (seenAt >= 0) circles.push([...way.slice(seenAt), file].join(' -> '));
    if (seenAt >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return circles;
}

/** Module-level `let`, and maps and sets that begin empty, without a comment above them. */
function unexplainedMemory(file: string, source: string): readonly string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  return tree.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    if (ts.getLeadingCommentRanges(source, statement.getFullStart())) return [];
    const isLet = (statement.declarationList.flags & ts.NodeFlags.Let) !== 0;
    return statement.declarationList.declarations
      .filter(({ initializer }) => isLet || (initializer && beginsEmpty(initializer)))
      .map(({ name }) => `${file}: ${name.getText(tree)}`);
  });
}

function beginsEmpty(node: ts.Expression): boolean {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return false;
  const isMemory = /^(Weak)?(Map|Set)$/.test(node.expression.text);
  return isMemory && (node.arguments?.length ?? 0) === 0;
}

describe('the walls of the house', () => {
  it('read a real tree', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(imports.length).toBeGreaterThan(150);
  });

  it('let the ground floor import only itself', () => {
    expect(show(from('src/domain/').filter((one) => !isInside(one.to, 'src/domain/')))).toEqual([]);
  });

  it('keep clocks, chance and the process off the ground floor, the words and the cards', () => {
    const forbidden =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bsetTimeout\b|\bperformance\./;
    const guilty = files.filter(
      (file) =>
        isInside(file, 'src/domain/', 'src/words/', 'src/cards/') && forbidden.test(sources.get(file) ?? ''),
    );
    expect(guilty).toEqual([]);
  });

  it('let words and cards look only downward', () => {
    expect(show(from('src/words/').filter((one) => !isInside(one.to, 'src/words/', 'src/domain/')))).toEqual(
      [],
    );
    expect(
      show(from('src/cards/').filter((one) => !isInside(one.to, 'src/cards/', 'src/words/', 'src/domain/'))),
    ).toEqual([]);
  });

  it.each([
    'src/ports.ts',
    'src/ledger-port.ts',
    'src/signals-port.ts',
    'src/sharing-port.ts',
    'src/webhook-setup-port.ts',
    'src/chat-setup-port.ts',
    'src/token-reach-port.ts',
    'src/platform-description.ts',
    'src/store-description.ts',
  ])('keep %s free of values from elsewhere', (file) => {
    expect(show(from(file).filter((one) => !one.typeOnly))).toEqual([]);
  });

  it('keep npm, adapters and commands out of the use cases; a time limit is no vendor', () => {
    const allowed = [
      'src/app/',
      'src/domain/',
      'src/words/',
      'src/cards/',
      'src/ports.ts',
      'src/ledger-port.ts',
      'src/signals-port.ts',
      'src/sharing-port.ts',
      'src/webhook-setup-port.ts',
      'p-timeout',
    ];
    expect(show(from('src/app/').filter((one) => !isInside(one.to, ...allowed)))).toEqual([]);
  });

  it('let commands see the use cases, the domain, the words and the cards', () => {
    const allowed = [
      'commands/',
      'src/app/',
      'src/domain/',
      'src/words/',
      'src/cards/',
      'src/ports.ts',
      'src/ledger-port.ts',
      'src/signals-port.ts',
      'src/webhook-setup-port.ts',
    ];
    expect(show(from('commands/').filter((one) => !isInside(one.to, ...allowed)))).toEqual([]);
  });

  it('let questions over HTTP see the use cases, the domain, the cards and the ports', () => {
    const allowed = [
      'src/questions/',
      'src/app/',
      'src/domain/',
      'src/cards/',
      'src/ports.ts',
      'src/secret.ts',
    ];
    const guilty = from('src/questions/').filter(
      (one) => one.to.startsWith('src/') && !isInside(one.to, ...allowed),
    );
    expect(show(guilty)).toEqual([]);
  });

  it('let an adapter open no drawer but its own', () => {
    const guilty = from('src/adapters/').filter((one) => {
      const drawer = one.from.split('/').slice(0, 3).join('/') + '/';
      if (!one.to.startsWith('src/') && !one.to.startsWith('commands/') && !one.to.startsWith('config/'))
        return false;
      return !isInside(
        one.to,
        drawer,
        'src/domain/',
        'src/kit/',
        'src/cards/card.ts',
        'src/cards/plain.ts',
        'src/ports.ts',
        'src/ledger-port.ts',
        'src/signals-port.ts',
        'src/sharing-port.ts',
        'src/webhook-setup-port.ts',
        'src/chat-setup-port.ts',
        'src/token-reach-port.ts',
        'src/platform-description.ts',
        'src/store-description.ts',
      );
    });
    expect(show(guilty)).toEqual([]);
  });

  it('let the kit that adapters share know nothing of the bot', () => {
    expect(
      show(from('src/kit/').filter((one) => one.to.startsWith('src/') && !isInside(one.to, 'src/kit/'))),
    ).toEqual([]);
  });

  it('let the settings see only the domain, the ports, and what platforms and languages say of themselves', () => {
    const guilty = from('config/').filter(
      (one) =>
        one.to.startsWith('src/') &&
        !isInside(one.to, 'src/domain/') &&
        ![
          'src/ports.ts',
          'src/platforms.ts',
          'src/platform-description.ts',
          'src/stores.ts',
          'src/secret.ts',
          'src/words/index.ts',
        ].includes(one.to),
    );
    expect(show(guilty)).toEqual([]);
  });

  it('let the simulator know nothing of the bot', () => {
    const guilty = from('src/simulator/').filter(
      (one) => one.to.startsWith('src/') && !isInside(one.to, 'src/simulator/'),
    );
    expect(show(guilty)).toEqual([]);
  });

  const homes: readonly (readonly [string, readonly string[]])[] = [
    ['axios', ['src/adapters/graph/']],
    ['@slack/bolt', ['src/adapters/slack/']],
    ['@slack/web-api', ['src/adapters/slack/']],
    ['@discordjs/ws', ['src/adapters/discord/']],
    ['@discordjs/rest', ['src/adapters/discord/']],
    ['discord-api-types/v10', ['src/adapters/discord/']],
    ['keyv', ['src/adapters/store/']],
    ['@keyv/sqlite', ['src/adapters/store/']],
    ['sqlite3', ['src/adapters/store/']],
    ['knex', ['src/adapters/store/']],
    ['pg', ['src/adapters/store/postgres/']],
    ['node-cron', ['src/main.ts']],
    ['libphonenumber-js/max', ['src/adapters/phone/']],
    ['pino', ['src/adapters/system/']],
    ['yaml', ['config/']],
    ['dotenv', ['config/']],
    ['@clack/prompts', ['src/cli/init/']],
  ];
  it.each(homes)('keep %s in its own drawer', (name, places) => {
    const users = imports.filter((one) => one.to === name);
    expect(users.length).toBeGreaterThan(0);
    expect(show(users.filter((one) => !isInside(one.from, ...places)))).toEqual([]);
  });

  it('read the environment in one place', () => {
    const readers = files.filter((file) => /process\.env/.test(sources.get(file) ?? ''));
    expect(readers).toEqual(['config/env.ts']);
  });

  it('let no file import itself by way of others', () => {
    expect(circlesIn(imports)).toEqual([]);
  });

  it('let words, cards, rules and commands remember nothing, unless a comment says why', () => {
    const pure = files.filter((file) =>
      isInside(file, 'src/domain/', 'src/words/', 'src/cards/', 'commands/'),
    );
    expect(pure.flatMap((file) => unexplainedMemory(file, sources.get(file) ?? ''))).toEqual([]);
  });

  it('give every file a name that says what is inside', () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc|types|constants|manager|service)\.ts$/;
    expect(files.filter((file) => vague.test(file))).toEqual([]);
  });
});
