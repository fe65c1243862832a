import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { jsonLog } from '../../../src/adapters/system/log.js';
import { readableLine } from '../../../src/adapters/system/readable-line.js';

it.runIf(process.platform === 'linux')(
  'the log loses lines on a full disk, and whoever logs goes on',
  async () => {
    const module = join(import.meta.dirname, '../../../src/adapters/system/log.ts');
    const script = `
    import { jsonLog } from ${JSON.stringify(module)};
    const log = jsonLog({ level: 'info', secrets: [] });
    for (let i = 0; i < 20; i += 1) log.info('line', { filler: 'x'.repeat(100_000) });
    console.log('went on');
  `;
    const disk = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(disk));
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', disk],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [out] = await Promise.all([child.stdout ? text(child.stdout) : '', once(child, 'close')]);
    expect([child.exitCode, out]).toEqual([0, 'went on\n']);
  },
);

/** What a log writes. */
function written(facts: Readonly<Record<string, unknown>>, secrets: readonly string[] = []): string {
  const lines: string[] = [];
  jsonLog({ level: 'info', secrets, destination: { write: (line) => void lines.push(line) } }).info(
    'e',
    facts,
  );
  return lines.join('');
}

describe('a line of the log', () => {
  it('covers what is a secret by its value, at any depth and within words', () => {
    const facts = { reason: 'refused xoxb-1234', inside: [{ deep: new Error('xoxb-1234 is no token') }] };
    expect(written(facts, ['xoxb-1234'])).not.toContain('xoxb-1234');
  });

  it('covers what is a secret by its name, whatever it holds', () => {
    const names = ['token', 'accessToken', 'Authorization', 'set-cookie', 'password', 'appSecret', 'api_key'];
    const facts = Object.fromEntries(names.map((name) => [name, 'nobody knows this value']));
    const line = written({ config: { headers: facts }, ...facts, tokens: 3, secretary: 'Sari' });
    expect(line).not.toContain('nobody knows');
    expect(JSON.parse(line)).toMatchObject({ tokens: 3, secretary: 'Sari' });
  });

  it('is read in a terminal as time, level, event and facts', () => {
    const line =
      '{"level":40,"time":"2026-11-22T03:00:00.123Z","portfolio":"5069","detail":"no answer","ms":12,"event":"look.blind"}\n';
    expect(readableLine(line)).toBe(
      '2026-11-22 03:00:00Z warn  look.blind  portfolio=5069 detail="no answer" ms=12\n',
    );
  });

  it('gives a terminal no orders', () => {
    const detail = 'red \u001b[31m \u009b31m \u202e back \n next';
    const line = JSON.stringify({ level: 30, time: '2026-11-22T03:00:00.123Z', detail, event: 'e' });
    expect(readableLine(line)).toBe(
      '2026-11-22 03:00:00Z info  e  detail="red \\u001b[31m \\u009b31m \\u202e back \\n next"\n',
    );
  });

  it('stays as it is when it is none', () => {
    expect(readableLine('not JSON\n')).toBe('not JSON\n');
  });
});
