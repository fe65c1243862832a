import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { channelPace } from '../../../src/adapters/slack/pace.js';
import { run } from '../../support/e2e/program.js';
import { folderWith } from '../../support/folder.js';

const built = new URL('../../../dist/src/adapters/slack/pace.js', import.meta.url);

/** What a process says that does nothing but this with a pace of `gap` milliseconds. */
function sayings(gap: number, does: string): ReturnType<typeof run> {
  const script = `import { channelPace } from ${JSON.stringify(fileURLToPath(built))};
    const pace = channelPace(${String(gap)});
    const say = (channel, word) => pace.take(channel, async () => console.log(word));
    ${does}`;
  return run('--input-type=module', ['-e', script], { folder: folderWith(), env: {} });
}

describe('a process with nothing else to do', () => {
  it('stays until all that waits for its turn is done', async () => {
    const { out, code } = await sayings(100, "say('C1', 'one'); say('C1', 'two'); say('C1', 'three');");
    expect([out, code]).toEqual(['one\ntwo\nthree\n', 0]);
  });

  it('stays for whoever comes in the pause after a turn', async () => {
    const { out } = await sayings(200, "await say('C1', 'one'); await say('C1', 'two');");
    expect(out).toBe('one\ntwo\n');
  });

  it('does not stay for a pause that nobody waits for', async () => {
    // It would outlast this test's time.
    const { out } = await sayings(600_000, "await say('C1', 'one'); await say('C2', 'other');");
    expect(out).toBe('one\nother\n');
  });
});

describe('the pace of a channel', () => {
  it('goes on after work that failed, in the order in which it was asked for', async () => {
    vi.useFakeTimers();
    try {
      const pace = channelPace(1_000);
      const done: string[] = [];
      const take = (channel: string, word: string, fails = false): Promise<void> =>
        pace.take(channel, () => {
          done.push(word);
          return fails ? Promise.reject(new Error('refused')) : Promise.resolve();
        });
      const failed = expect(take('C1', 'one', true)).rejects.toThrow('refused');
      const rest = [take('C1', 'two'), take('C1', 'three'), take('C2', 'other')];
      await vi.advanceTimersByTimeAsync(0);
      await failed;
      expect(done).toEqual(['one', 'other']);
      await vi.advanceTimersByTimeAsync(999);
      expect(done).toEqual(['one', 'other']);
      await vi.advanceTimersByTimeAsync(1);
      expect(done).toEqual(['one', 'other', 'two']);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(done).toEqual(['one', 'other', 'two', 'three']);
      await Promise.all(rest);
    } finally {
      vi.useRealTimers();
    }
  });
});
