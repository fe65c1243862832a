import { describe, expect, it } from 'vitest';
import { forgottenAt, withoutOld } from '../../../src/domain/ledger/forget.js';
import { messageOf } from '../../../src/domain/ledger/message.js';
import type { Person } from '../../../src/domain/ledger/person.js';
import { withMessage, withOpened, newProfile } from '../../../src/domain/ledger/profile.js';
import { windowOfMessage } from '../../../src/domain/ledger/service-window.js';
import { after, DAY } from '../../../src/domain/time.js';
import type { StatusFact } from '../../../src/domain/ledger/fact.js';
import { facts } from '../../support/ledger-facts.js';
import { noon } from '../../support/looks.js';

const ani = facts('phone:62811');

function personWith(...statuses: readonly StatusFact[]): Person {
  return { profiles: [statuses.map(messageOf).reduce(withMessage, newProfile(0))] };
}

describe('what is forgotten', () => {
  it.each([
    ['read', [ani.status('read', 'a', 0)], 8],
    ['failed', [ani.status('failed', 'a', 0)], 8],
    ['delivered, since it may be read late', [ani.status('delivered', 'a', 0)], 31],
    ['sent, since it may be delivered late', [ani.status('sent', 'a', 0)], 31],
  ])('is a message that was %s', (_, statuses, days) => {
    const person = personWith(...statuses);
    expect(withoutOld(person, after(noon, days * DAY - 1))).toBe(person);
    expect(withoutOld(person, after(noon, days * DAY)).profiles[0]?.messages).toEqual([]);
    expect(forgottenAt(person, noon)).toBe(after(noon, days * DAY));
  });

  it('is a window, unless a message sent in it is still awaited', () => {
    const window = windowOfMessage(ani.wrote(-60));
    if (window === null) throw new Error('A text opens a window.');
    const awaited = personWith(ani.status('sent', 'a', 0));
    const withWindow = { profiles: awaited.profiles.map((profile) => withOpened(profile, window)) };
    const lone = { profiles: [withOpened(newProfile(0), window)] };
    expect(withoutOld(withWindow, after(noon, 20 * DAY))).toBe(withWindow);
    expect(withoutOld(lone, after(noon, 20 * DAY)).profiles[0]?.windows).toEqual([]);
  });

  it('is nobody before Meta has stopped repeating', () => {
    expect(forgottenAt({ profiles: [newProfile(0)] }, noon)).toBe(after(noon, 8 * DAY));
  });
});
