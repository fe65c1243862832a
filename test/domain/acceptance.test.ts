import { describe, expect, it } from 'vitest';
import { endSilence, startSilence } from '../../src/domain/attend.js';
import { known } from '../../src/domain/reading.js';
import type { NumberSnapshot, PortfolioId, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import { numberOf, usageOf, wabaOf } from '../support/looks.js';
import { routeOf, story, type Story } from '../support/story.js';

// The acceptance cases (T) and faults (F) that no other story tells, by their numbers.

const coloured = (quality: NumberSnapshot['quality']): Partial<PortfolioSnapshot> => ({
  numbers: [numberOf(1, { quality, rawQuality: quality.toUpperCase() })],
});
/** The first `red` of `all` numbers are red. */
const reds = (red: number, all: number): Partial<PortfolioSnapshot> => ({
  numbers: Array.from({ length: all }, (_, n) => numberOf(n + 1, n < red ? { quality: 'red' } : {})),
});
const opened = 'slack:C1 post! opened quality';
const resolved = ['slack:C1 edit', 'slack:C1 log resolved quality'];

/** The same portfolio after a restart: all that is left is what was saved. */
function restarted(before: Story, options: Parameters<typeof story>[0] = {}): Story {
  const next = story(options);
  next.state = JSON.parse(JSON.stringify(before.state)) as PortfolioState;
  next.now = before.now;
  return next;
}

function silenceFor(s: Story, ms: number, subject: string | null = null): string {
  const wish = { scope: { rule: null, subject }, until: after(s.now, ms), untilHealthy: false };
  const { state, result } = startSilence(s.state, { ...wish, by: 'slack:U1', reason: null }, s.now);
  s.state = state;
  return result.id;
}

describe('many numbers', () => {
  it('T18: three more that turn red are one message more, not three', () => {
    const s = story();
    expect(s.sees(reds(5, 8))).toEqual([`${opened} x5`]);
    expect(s.sees(reds(8, 8))).toEqual([`${opened} x3`]);
  });

  it('T19: that stay as they are bring nothing for hours', () => {
    const s = story();
    s.sees(reds(8, 8));
    expect(Array.from({ length: 36 }).flatMap(() => s.sees(reds(8, 8)))).toEqual([]);
  });

  it('T22: of which one recovers bring one line, and the other seven stay open', () => {
    const s = story();
    s.sees(reds(8, 8));
    s.sees(reds(7, 8));
    expect(s.sees(reds(7, 8))).toEqual(['slack:C1 edit x8', 'slack:C1 log resolved quality x8']);
    expect(s.state.incidents).toHaveLength(7);
  });

  it('T51: that are all red at a cold start, a thousand of them, are one message', () => {
    expect(story().sees(reds(1_000, 1_000))).toEqual([`${opened} x1000`]);
  });
});

describe('routes', () => {
  it('T21: hear of the portfolios they are for, and one for all hears of all', () => {
    const [one, two] = ['506914307656634' as PortfolioId, '606914307656634' as PortfolioId];
    const routes = [
      routeOf({ id: 'slack:C1', portfolios: [one] }),
      routeOf({ id: 'discord:9', platform: 'discord', channel: '9', portfolios: [two] }),
      routeOf({ id: 'slack:C2', channel: 'C2' }),
    ];
    expect(story({ routes }).sees(coloured('red'))).toEqual([opened, 'slack:C2 post! opened quality']);
    const other = story({ routes });
    other.state = freshState(two, 'Toko Lain');
    expect(other.sees(coloured('red'))).toEqual([
      'discord:9 post! opened quality',
      'slack:C2 post! opened quality',
    ]);
  });
});

describe('lost access', () => {
  it('T23: is one alert, however many numbers it hides', () => {
    const s = story();
    s.sees(reds(0, 20));
    const heard = Array.from({ length: 12 }).flatMap(() => s.isBlind('unauthorised'));
    expect(heard).toEqual(['slack:C1 post! opened sight']);
  });

  it('T24: to one portfolio does not hide the trouble of another', () => {
    story().isBlind('unauthorised');
    const other = story();
    other.state = freshState('606914307656634' as PortfolioId, 'Toko Lain');
    expect(other.sees(coloured('red'))).toEqual([opened]);
  });

  it('T25: that comes back shows at once what was bad meanwhile', () => {
    const s = story();
    s.sees(reds(0, 4));
    s.isBlind('unauthorised');
    expect(s.sees(reds(2, 4))).toEqual([opened, opened, 'slack:C1 edit', 'slack:C1 log resolved sight']);
  });

  it('T26: that ends together with what it hid leaves nothing open', () => {
    const s = story();
    s.sees(coloured('red'));
    s.isBlind('unauthorised');
    s.sees(coloured('green'));
    s.sees(coloured('green'));
    expect(s.state.incidents).toEqual([]);
    expect(s.sees(coloured('green'))).toEqual([]);
  });

  it('T57: is not told again while it lasts, and once when it is over', () => {
    const s = story();
    s.sees({});
    const blind = [1, 2, 3, 4, 5, 6].flatMap(() => s.isBlind('unreachable'));
    expect(blind).toEqual(['slack:C1 post! opened sight']);
    expect([...s.sees({}), ...s.sees({})]).toEqual(['slack:C1 edit', 'slack:C1 log resolved sight']);
  });
});

describe('what explains other trouble', () => {
  it('T27: never explains itself away', () => {
    const blocked = { known: true as const, value: { canSend: 'blocked' as const, reasons: [] } };
    expect(story().sees({ wabas: [wabaOf({ health: blocked })] })).toEqual(['slack:C1 post! opened health']);
  });
});

describe('silences', () => {
  it('T28: over one number leave the others alone', () => {
    const s = story();
    s.sees(reds(0, 2));
    silenceFor(s, 2 * HOUR, numberOf(1).id);
    expect(s.sees(reds(1, 2))).toEqual([]);
    expect(s.sees(reds(2, 2))).toEqual([opened]);
  });

  it('T30: that are ended early let the truth through at the next look', () => {
    const s = story();
    const id = silenceFor(s, 2 * HOUR);
    expect(s.sees(coloured('red'))).toEqual([]);
    s.state = endSilence(s.state, id, 'slack:U1', s.now).state;
    expect(s.sees(coloured('red'))).toEqual([opened]);
  });

  it('T33: that are over stay over when the same is silenced again', () => {
    const s = story();
    const first = silenceFor(s, HOUR);
    s.now = after(s.now, 2 * HOUR);
    const second = silenceFor(s, HOUR);
    expect(second).not.toBe(first);
    expect(s.state.silences.map((one) => [one.id, one.endedBy])).toEqual([
      [first, null],
      [second, null],
    ]);
    expect(s.state.silences[0]?.until).toBe(after(s.now, -HOUR));
  });
});

describe('a restart', () => {
  it('T46: repeats nothing, and the reminder comes when it would have come', () => {
    const policy = { remindAfter: 4 * HOUR };
    const before = story({ policy });
    before.sees(coloured('red'));
    before.waits(2 * HOUR);
    expect(before.sees(coloured('red'))).toEqual([]);
    const next = restarted(before, { policy });
    next.waits(2 * HOUR - MINUTE);
    expect(next.sees(coloured('red'))).toEqual([]);
    next.waits(2 * MINUTE);
    expect(next.sees(coloured('red'))).toEqual(['slack:C1 log! reminder quality']);
  });

  it('T49: after ten minutes away tells at the first look what changed meanwhile', () => {
    const before = story();
    before.sees(coloured('green'));
    const next = restarted(before);
    next.waits(10 * MINUTE);
    expect(next.sees(coloured('red'))).toEqual([opened]);
  });

  it('T50: in the middle of a confirmation goes on counting', () => {
    const policy = { confirmLooks: { default: 3 } };
    const before = story({ policy });
    before.sees(coloured('yellow'));
    before.sees(coloured('yellow'));
    expect(restarted(before, { policy }).sees(coloured('yellow'))).toEqual([opened]);
  });

  it('T14: does not make old trouble of what comes back after it was over', () => {
    const before = story();
    before.sees(coloured('red'));
    before.sees(coloured('green'));
    expect(before.sees(coloured('green'))).toEqual(resolved);
    const next = restarted(before);
    next.waits(10 * MINUTE);
    expect(next.sees(coloured('red'))).toEqual([opened]);
    expect(next.state.incidents[0]?.openedAt).toBe(next.now);
  });
});

describe('time that does not pass as it should', () => {
  it('F03: a machine that slept for a day brings one reminder, not one for each that was missed', () => {
    const s = story({ policy: { remindAfter: 4 * HOUR } });
    s.sees(coloured('red'));
    s.waits(24 * HOUR);
    expect(s.sees(coloured('red'))).toEqual(['slack:C1 log! reminder quality']);
    expect(s.sees(coloured('red'))).toEqual([]);
  });

  it.each([2 * HOUR, -2 * HOUR])('F12: a clock that jumps by %i ms repeats and forgets nothing', (jump) => {
    const s = story();
    s.sees({ numbers: [numberOf(1, { quality: 'red' }), numberOf(2)], usage: known(usageOf(8_100)) });
    s.now = after(s.now, jump);
    const same = { numbers: [numberOf(1, { quality: 'red' }), numberOf(2)], usage: known(usageOf(8_100)) };
    expect([...s.sees(same), ...s.sees(same)]).toEqual([]);
    expect(s.state.incidents.map((one) => one.finding.rule).toSorted()).toEqual(['quality', 'usage']);
    const worse = { ...same, numbers: [numberOf(1, { quality: 'red' }), numberOf(2, { quality: 'red' })] };
    expect(s.sees(worse)).toEqual([opened]);
  });

  it('F14: looks that were missed are not made up for', () => {
    const s = story({ policy: { confirmLooks: { default: 3 } } });
    s.sees(coloured('yellow'));
    s.waits(15 * MINUTE);
    expect(s.sees(coloured('yellow'))).toEqual([]);
    expect(s.sees(coloured('yellow'))).toEqual([opened]);
  });
});
