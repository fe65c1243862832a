import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfiguration } from '../../config/load.js';
import { printMistake, type Mistake } from '../../config/mistake.js';
import { secretValues } from '../../config/secret.js';
import { folderWith } from '../support/folder.js';
import { makePipe } from '../support/pipe.js';

const settings = 'portfolios: [{ name: Toko Maju, id: "506914307656634" }]\nroutes: []\n';
const token = { META_ACCESS_TOKEN: 'EAAG-token' };

const wrongIn = (cwd: string, env: Readonly<Record<string, string>>): readonly string[] => {
  const loaded = loadConfiguration({ cwd, env });
  return loaded.ok ? [] : loaded.mistakes.map(printMistake);
};

describe('a file that cannot be read', () => {
  /** A folder in which `put` makes what stands in the place of each file that is read. */
  function folderOf(put: (path: string) => void): string {
    const cwd = folderWith();
    for (const name of ['.env', 'tierwatch.yaml', 'secret']) put(join(cwd, name));
    return cwd;
  }
  const env = { ...token, DISCORD_TOKEN_FILE: 'secret' };
  const sentences = (why: string): readonly string[] => [
    `tierwatch.yaml: The file cannot be read: ${why}. Check its name and who may read it.`,
    `.env: The file cannot be read: ${why}. Let this user read it, or start in another folder.`,
    `DISCORD_TOKEN_FILE: The file it names cannot be read: ${why}. Check its path and who may read it.`,
  ];

  it.each<[string, (path: string) => void]>([
    ['it is a folder', (path) => mkdirSync(path)],
    ['it is a device', (path) => symlinkSync('/dev/null', path)],
    ['the links in its path lead back to themselves', (path) => symlinkSync(path, path)],
    ['it is no text', (path) => writeFileSync(path, Buffer.from('A=1\n', 'utf16le'))],
    ['it is no UTF-8 text', (path) => writeFileSync(path, Buffer.from('caf\xe9', 'latin1'))],
    ['it is larger than 4 MB', (path) => writeFileSync(path, 'x'.repeat(4 * 1024 * 1024 + 1))],
  ])('is told by name, whichever it is: %s', (why, put) => {
    expect(wrongIn(folderOf(put), env)).toEqual(sentences(why));
  });

  it('is told when it is a pipe that nobody writes to', async () => {
    // In a process of its own: one that waits without end would hang the tests.
    const cwd = folderOf(makePipe);
    const script = `
      import { loadConfiguration } from ${JSON.stringify(join(import.meta.dirname, '../../config/load.ts'))};
      console.log(JSON.stringify(loadConfiguration(${JSON.stringify({ cwd, env })})));
    `;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
    const { mistakes } = JSON.parse(out) as { readonly mistakes: readonly Mistake[] };
    expect(mistakes.map(printMistake)).toEqual(
      sentences('it is a pipe that nobody writes to, or not to its end'),
    );
  });

  it.runIf(process.geteuid?.() === 0)('is told when this user may not read it', () => {
    const cwd = folderWith({ 'tierwatch.yaml': settings, '.env': 'META_ACCESS_TOKEN=x' });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, '.env'), 0o600);
    process.seteuid?.(65_534);
    onTestFinished(() => process.seteuid?.(0));
    expect(wrongIn(cwd, token)).toEqual([
      '.env: The file cannot be read: this user may not read it. Let this user read it, or start in another folder.',
    ]);
  });
});

describe('a file that can be read', () => {
  it('may be a pipe that somebody writes to', async () => {
    const cwd = folderWith({ 'tierwatch.yaml': settings });
    makePipe(join(cwd, 'secret'));
    const writer = spawn('sh', ['-c', '(printf one; sleep 0.1; printf two) > secret'], { cwd });
    const loaded = loadConfiguration({ cwd, env: { META_ACCESS_TOKEN_FILE: 'secret' } });
    await once(writer, 'close');
    expect(loaded.ok && secretValues(loaded.configuration)).toEqual(['onetwo']);
  });

  it('may begin with a byte order mark', () => {
    const cwd = folderWith({ 'tierwatch.yaml': `\ufeff${settings}`, '.env': '\ufeffMETA_ACCESS_TOKEN=x\n' });
    expect(wrongIn(cwd, {})).toEqual([]);
  });
});
