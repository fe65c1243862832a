import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { startFlags } from './start-flags.js';

it('the bot is started with flags that this Node knows', () => {
  expect(startFlags().length).toBeGreaterThan(0);
  const { status, stderr } = spawnSync(process.execPath, [...startFlags(), '--eval', '0'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
