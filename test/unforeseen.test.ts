import { describe, expect, it } from 'vitest';
import { unforeseen, type Unforeseen } from '../src/unforeseen.js';
import { fakeLog } from './support/fakes/log.js';

const minute = 60_000;

function counting(): { errors: Unforeseen; pass: (ms: number) => void; givenUp: () => number } {
  let now = 0;
  let givenUp = 0;
  const errors = unforeseen({
    log: fakeLog(),
    elapsed: () => now,
    giveUp: () => {
      givenUp += 1;
    },
  });
  return { errors, pass: (ms) => (now += ms), givenUp: () => givenUp };
}

function times(count: number, act: () => void): void {
  for (let done = 0; done < count; done += 1) act();
}

describe('a heartbeat', () => {
  it('stays away once after an error that nobody caught', () => {
    const { errors } = counting();
    expect(errors.vouches()).toBe(true);
    errors.note('uncaught', new Error('broken'));
    expect([errors.vouches(), errors.vouches()]).toEqual([false, true]);
    errors.note('unhandled', Object.create(null));
    expect([errors.vouches(), errors.vouches()]).toEqual([false, true]);
  });
});

describe('a process', () => {
  it('that throws now and then goes on', () => {
    const { errors, pass, givenUp } = counting();
    times(1_000, () => {
      errors.note('uncaught', new Error('broken'));
      pass(minute / 90);
    });
    expect(givenUp()).toBe(0);
  });

  it('that throws more than a hundred times in a minute is given up, once', () => {
    const { errors, pass, givenUp } = counting();
    times(300, () => {
      errors.note('uncaught', new Error('broken'));
      pass(1);
    });
    expect(givenUp()).toBe(1);
  });

  it('is not given up for promises that were rejected unheard', () => {
    const { errors, givenUp } = counting();
    times(1_000, () => errors.note('unhandled', new Error('broken')));
    expect(givenUp()).toBe(0);
  });
});
