import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';

it.runIf(process.platform === 'linux')('loses lines on a full disk, and whoever logs goes on', async () => {
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
});
