import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WebClient } from '@slack/web-api';
import { readerLanguage } from '../../../src/adapters/slack/reader-language.js';
import { userGroups } from '../../../src/adapters/slack/user-groups.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { fakeLog } from '../../support/fakes/log.js';

/** What the caches count by; the one that tests put in its place is theirs alone. */
const realPerformance = performance;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('who is in a group, and how somebody reads, is known for its time, wherever the clock is moved', async () => {
  const asked: string[] = [];
  let members = ['U1'];
  const web = {
    usergroups: {
      users: {
        list: () => {
          asked.push('group');
          return Promise.resolve({ users: members });
        },
      },
    },
    users: {
      info: () => {
        asked.push('person');
        return Promise.resolve({ user: { locale: 'id-ID' } });
      },
    },
  } as unknown as WebClient;
  let elapsed = 1_000;
  vi.spyOn(realPerformance, 'now').mockImplementation(() => elapsed);
  const pass = async (ms: number): Promise<void> => {
    elapsed += ms;
    await vi.advanceTimersByTimeAsync(ms);
  };
  const groupsOf = userGroups(web, ['S1'], fakeLog());
  const languageOf = readerLanguage(web, fakeLog());
  for (const moved of [0, -3 * HOUR, 5 * HOUR]) {
    vi.setSystemTime(Date.now() + moved);
    expect(await groupsOf('U1')).toEqual(['S1']);
    expect(await languageOf('U1')).toBe('id-ID');
  }
  expect(asked).toEqual(['group', 'person']);
  members = [];
  await pass(5 * MINUTE + 1);
  expect(await groupsOf('U1')).toEqual([]);
  expect(await languageOf('U1')).toBe('id-ID');
  expect(asked).toEqual(['group', 'person', 'group']);
  await pass(HOUR);
  expect(await languageOf('U1')).toBe('id-ID');
  expect(asked).toEqual(['group', 'person', 'group', 'person']);
});
