import { expect, it } from 'vitest';
import type { WebClient } from '@slack/web-api';
import { readerLanguage } from '../../../src/adapters/slack/reader-language.js';
import { userGroups } from '../../../src/adapters/slack/user-groups.js';
import { HOUR } from '../../../src/domain/time.js';
import { fakeClock } from '../../support/fakes/clock.js';
import { fakeLog } from '../../support/fakes/log.js';
import { noon } from '../../support/looks.js';

it('who is in a group, and how somebody reads, is asked anew once the clock is put back', async () => {
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
  const clock = fakeClock(noon);
  const groupsOf = userGroups(web, ['S1'], clock, fakeLog());
  const languageOf = readerLanguage(web, clock, fakeLog());
  for (let i = 0; i < 2; i += 1) {
    expect(await groupsOf('U1')).toEqual(['S1']);
    expect(await languageOf('U1')).toBe('id-ID');
  }
  expect(asked).toEqual(['group', 'person']);
  clock.move(-3 * HOUR);
  members = [];
  expect(await groupsOf('U1')).toEqual([]);
  expect(await languageOf('U1')).toBe('id-ID');
  expect(asked).toEqual(['group', 'person', 'group', 'person']);
});
