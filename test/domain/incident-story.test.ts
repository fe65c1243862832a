import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/domain/reading.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { at, capped, gapOf, noon, numberOf, usageOf, wabaOf } from '../support/looks.js';
import { routeOf, story } from '../support/story.js';

const coloured = (quality: NumberSnapshot['quality']): Partial<PortfolioSnapshot> => ({
  numbers: [numberOf(1, { quality, rawQuality: quality.toUpperCase() })],
});
const used = (recipients: number): Partial<PortfolioSnapshot> => ({ usage: known(usageOf(recipients)) });
const opened = 'slack:C1 post! opened quality';
const worse = ['slack:C1 edit', 'slack:C1 log! worsened quality'];
const resolved = ['slack:C1 edit', 'slack:C1 log resolved quality'];

describe('the life of an incident', () => {
  it('says nothing of a first look that finds all well', () => {
    expect(story().sees(coloured('green'))).toEqual([]);
  });

  it('tells of trouble that was there at the first look', () => {
    expect(story().sees(coloured('red'))).toEqual([opened]);
  });

  it('tells yellow once however long it lasts', () => {
    const s = story();
    expect([1, 2, 3, 4, 5].flatMap(() => s.sees(coloured('yellow')))).toEqual([opened]);
  });

  it('tells red after yellow as the same incident getting worse', () => {
    const s = story();
    s.sees(coloured('yellow'));
    const first = s.state.incidents[0]?.id;
    expect(s.sees(coloured('red'))).toEqual(worse);
    expect(s.state.incidents.map((one) => one.id)).toEqual([first]);
  });

  it('recovers only after green has held for two looks, and tells it once', () => {
    const s = story();
    s.sees(coloured('red'));
    expect(s.sees(coloured('green'))).toEqual([]);
    expect(s.sees(coloured('green'))).toEqual(resolved);
    expect(s.sees(coloured('green'))).toEqual([]);
    expect(s.state.ended[0]?.endedAt).toBe(
      s.state.lookedAt === null ? null : after(s.state.lookedAt, -5 * MINUTE),
    );
  });

  it('goes on when green does not hold', () => {
    const s = story();
    s.sees(coloured('red'));
    expect([...s.sees(coloured('green')), ...s.sees(coloured('red'))]).toEqual([]);
    expect([...s.sees(coloured('green')), ...s.sees(coloured('red'))]).toEqual([]);
  });

  it('never takes unknown for a recovery', () => {
    const s = story();
    s.sees(coloured('red'));
    expect([1, 2, 3, 4].flatMap(() => s.sees(coloured('unknown')))).toEqual([]);
    expect(s.state.incidents.map((one) => one.state)).toEqual(['open']);
  });

  it('stays open while we are blind', () => {
    const s = story();
    s.sees(coloured('red'));
    const heard = [1, 2, 3, 4].flatMap(() => s.isBlind('unreachable'));
    expect(heard).toEqual(['slack:C1 post! opened sight']);
    expect(s.state.incidents.map((one) => one.finding.rule)).toEqual(['quality', 'sight']);
  });

  it('tells refused access at once', () => {
    const s = story();
    expect(s.isBlind('unauthorised')).toEqual(['slack:C1 post! opened sight']);
  });

  it('opens a new incident when trouble comes back after it was over', () => {
    const s = story();
    s.sees(coloured('red'));
    const first = s.state.incidents[0]?.id;
    s.sees(coloured('green'));
    s.sees(coloured('green'));
    expect(s.sees(coloured('red'))).toEqual([opened]);
    expect(s.state.incidents[0]?.id).not.toBe(first);
  });

  it('waits for a second look where the policy asks for one, and says nothing of what passed in between', () => {
    const policy = { confirmLooks: { default: 2 } };
    const passing = story({ policy });
    expect([...passing.sees(coloured('yellow')), ...passing.sees(coloured('green'))]).toEqual([]);
    const lasting = story({ policy });
    expect(lasting.sees(coloured('yellow'))).toEqual([]);
    expect(lasting.sees(coloured('yellow'))).toEqual([opened]);
    expect(lasting.sees(coloured('yellow'))).toEqual([]);
  });

  it('begins a confirmation anew when nobody looked for more than an hour', () => {
    const s = story({ policy: { confirmLooks: { default: 2 } } });
    s.sees(coloured('yellow'));
    s.waits(61 * MINUTE);
    expect(s.sees(coloured('yellow'))).toEqual([]);
    expect(s.sees(coloured('yellow'))).toEqual([opened]);
  });

  it('reminds once when the time for it has passed, not before', () => {
    const s = story({ policy: { remindAfter: 4 * HOUR } });
    s.sees(coloured('red'));
    s.waits(4 * HOUR - MINUTE);
    expect(s.sees(coloured('red'))).toEqual([]);
    s.waits(2 * MINUTE);
    expect(s.sees(coloured('red'))).toEqual(['slack:C1 log! reminder quality']);
    expect(s.sees(coloured('red'))).toEqual([]);
  });

  it('withdraws what belongs to a number that is gone, but not what a look could not reach', () => {
    const two = [numberOf(1, { quality: 'red' }), numberOf(2)];
    const s = story();
    s.sees({ numbers: two });
    expect(s.sees({ numbers: [numberOf(2)], gaps: [gapOf()] })).toEqual([]);
    expect(s.state.sight?.snapshot.numbers.map((n) => n.quality)).toEqual(['green', 'unknown']);
    expect(s.sees({ numbers: [numberOf(2)] })).toEqual(['slack:C1 edit', 'slack:C1 log withdrawn quality']);
  });

  it('goes on when the clock steps back', () => {
    const s = story();
    s.sees(coloured('green'));
    s.now = after(s.now, -2 * HOUR);
    expect(s.sees(coloured('red'))).toEqual([opened]);
  });
});

describe('usage on the way to the limit', () => {
  const line = (word: string): string => `slack:C1 ${word} usage`;

  it('is told at 80, 90 and 100 percent, each once', () => {
    const s = story();
    const heard = [7_900, 8_000, 8_500, 9_100, 9_500, 10_000, 12_000].flatMap((n) => s.sees(used(n)));
    expect(heard).toEqual([
      line('post! opened'),
      'slack:C1 edit',
      line('log! worsened'),
      'slack:C1 edit',
      line('log! worsened'),
    ]);
  });

  it('is not over before it falls below 75 percent', () => {
    const s = story();
    s.sees(used(8_100));
    expect(s.sees(used(7_600))).toEqual([]);
    expect(s.sees(used(8_200))).toEqual([]);
    expect(s.sees(used(7_400))).toEqual(['slack:C1 edit', line('log resolved')]);
  });

  it('does not cry again for every step over 90 percent', () => {
    const s = story();
    s.sees(used(9_100));
    const heard = [8_900, 9_100, 8_900, 9_100].flatMap((n) => s.sees(used(n)));
    expect(heard.filter((one) => one.includes('!'))).toEqual([]);
  });

  it('cries again when it had really eased before', () => {
    const s = story();
    s.sees(used(9_100));
    [8_500, 8_400, 8_300].forEach((n) => s.sees(used(n)));
    expect(s.sees(used(9_200))).toContain(line('log! worsened'));
  });

  it('says nothing of an unknown limit or an unknown usage', () => {
    const s = story();
    expect(s.sees({ usage: known(usageOf(50_000)), limit: unknown('not-returned') })).toEqual([]);
    expect(s.sees({ usage: unknown('incomplete') })).toEqual([]);
    s.sees(used(9_000));
    expect(s.sees({ usage: unknown('incomplete') })).toEqual([]);
    expect(s.state.incidents).toHaveLength(1);
  });

  it('tells a raised limit once, and not when it was only unknown in between', () => {
    const s = story({ routes: [routeOf({ atLeast: 'info' })] });
    s.sees({});
    expect(s.sees({ limit: unknown('not-returned') })).toEqual([]);
    expect(s.sees({})).toEqual([]);
    expect(s.sees({ limit: known(capped(100_000)) })).toEqual(['slack:C1 event limit']);
    expect(s.sees({ limit: known(capped(100_000)) })).toEqual([]);
  });
});

describe('routes', () => {
  it('hear only what they asked for', () => {
    const critical = routeOf({ id: 'discord:9', platform: 'discord', channel: '9', atLeast: 'critical' });
    const s = story({ routes: [routeOf(), critical] });
    expect(s.sees(coloured('yellow'))).toEqual([opened]);
    expect(s.sees(coloured('red'))).toEqual([...worse, 'discord:9 post! opened quality']);
  });

  it('that do not want good news get none, and hear of new trouble all the same', () => {
    const s = story({ routes: [routeOf({ resolved: false })] });
    s.sees(coloured('red'));
    s.sees(coloured('green'));
    expect(s.sees(coloured('green'))).toEqual(['slack:C1 edit']);
    expect(s.sees(coloured('red'))).toEqual([opened]);
  });

  it('hear a storm as one alert', () => {
    const s = story();
    const numbers = [1, 2, 3, 4, 5].map((n) => numberOf(n, { quality: 'red' }));
    expect(s.sees({ numbers })).toEqual([`${opened} x5`]);
  });

  it('that come later hear of what is open', () => {
    const s = story({ routes: [] });
    s.sees(coloured('red'));
    const later = story();
    later.state = s.state;
    later.now = s.now;
    expect(later.sees(coloured('red'))).toEqual([opened]);
  });

  it('hear the truth of the moment after an outage, in one message', () => {
    const s = story();
    s.sees({});
    s.now = after(noon, HOUR);
    s.sends();
    s.down = ['slack:C1'];
    for (const quality of ['yellow', 'red', 'green', 'green'] as const) s.sees(coloured(quality));
    s.down = [];
    s.now = after(s.now, HOUR);
    expect(s.sends()).toEqual([opened]);
    expect(s.sends()).toEqual([]);
  });
});

describe('silences', () => {
  const silenced = (s: ReturnType<typeof story>, ms: number): void => {
    s.state = {
      ...s.state,
      silences: [
        {
          id: 's1',
          from: s.now,
          until: after(s.now, ms),
          untilHealthy: false,
          scope: { rule: null, subject: null },
          by: 'Sari',
          reason: null,
          endedBy: null,
        },
      ],
    };
  };

  it('hide news while they last and let one message through when they end', () => {
    const s = story();
    s.sees(coloured('yellow'));
    silenced(s, HOUR);
    expect(s.sees(coloured('yellow'))).toEqual(['slack:C1 edit']);
    expect(s.sees(coloured('yellow'))).toEqual([]);
    s.waits(HOUR);
    expect(s.sees(coloured('yellow'))).toEqual(['slack:C1 edit', 'slack:C1 log! reminder quality']);
  });

  it('let what got worse meanwhile be told as worse', () => {
    const s = story();
    s.sees(coloured('yellow'));
    silenced(s, HOUR);
    expect(s.sees(coloured('red'))).toEqual(['slack:C1 edit']);
    s.waits(HOUR);
    expect(s.sees(coloured('red'))).toEqual(worse);
  });

  it('until healthy end with the trouble, and the next one is told', () => {
    const s = story();
    s.sees(coloured('red'));
    const subject = s.state.incidents[0]?.finding.subject.id ?? null;
    silenced(s, 7 * DAY);
    s.state = {
      ...s.state,
      silences: s.state.silences.map((one) => ({
        ...one,
        untilHealthy: true,
        scope: { rule: null, subject },
      })),
    };
    s.sees(coloured('red'));
    s.sees(coloured('green'));
    expect(s.sees(coloured('green'))).toEqual(resolved);
    expect(s.state.silences.map((one) => one.endedBy)).toEqual(['healthy']);
    expect(s.sees(coloured('red'))).toEqual([opened]);
  });

  it('hide trouble that begins and ends within them', () => {
    const s = story();
    s.sees(coloured('green'));
    silenced(s, DAY);
    expect([coloured('red'), coloured('green'), coloured('green')].flatMap((one) => s.sees(one))).toEqual([]);
  });
});

describe('what explains other trouble', () => {
  const blocked = { known: true as const, value: { canSend: 'blocked' as const, reasons: [] } };
  const limited = { known: true as const, value: { canSend: 'limited' as const, reasons: [] } };

  it('hides the lesser news of its numbers, and lets it out when it is over', () => {
    const s = story();
    const numbers = [numberOf(1, { quality: 'yellow', health: limited }), numberOf(2, { quality: 'red' })];
    const down = { wabas: [wabaOf({ health: blocked })], numbers };
    expect(s.sees(down).toSorted()).toEqual([
      'slack:C1 post! opened health',
      'slack:C1 post! opened quality',
    ]);
    expect(s.state.outbox.threads.map((t) => t.incidents.length)).toEqual([1, 1]);
    s.sees({ numbers });
    expect(s.sees({ numbers })).toEqual(
      expect.arrayContaining(['slack:C1 post! opened quality', 'slack:C1 post! opened health']),
    );
  });
});

describe('trouble that nobody acknowledges', () => {
  it('is told on the escalation route, once', () => {
    const boss = routeOf({ id: 'discord:9', platform: 'discord', channel: '9', atLeast: 'critical' });
    const s = story({
      routes: [routeOf(), boss],
      escalateTo: boss.id,
      policy: { escalateAfter: 30 * MINUTE },
    });
    expect(s.sees(coloured('yellow'))).toEqual([opened]);
    s.waits(30 * MINUTE);
    expect(s.sees(coloured('yellow'))).toEqual([
      'slack:C1 log! escalated quality',
      'discord:9 post! escalated quality',
    ]);
    s.waits(30 * MINUTE);
    expect(s.sees(coloured('yellow'))).toEqual([]);
  });
});

describe('quiet hours', () => {
  const night = { from: 22 * 60, to: 7 * 60, weekdays: null, zone: 'Asia/Jakarta' };
  const asleep = (): ReturnType<typeof story> => {
    const s = story({ routes: [routeOf({ quiet: night })] });
    s.now = at('2026-11-22T16:00:00Z');
    return s;
  };
  const morning = at('2026-11-23T00:00:00Z');

  it('let only what is critical through, and tell the rest in the morning as one', () => {
    const s = asleep();
    expect(s.sees({ numbers: [numberOf(1, { quality: 'yellow' })], usage: known(usageOf(8_500)) })).toEqual(
      [],
    );
    const worse = { numbers: [numberOf(1, { quality: 'yellow' }), numberOf(2, { quality: 'red' })] };
    expect(s.sees({ ...worse, usage: known(usageOf(8_500)) })).toEqual([opened]);
    s.now = after(morning, -5 * MINUTE);
    expect(s.sees({ ...worse, usage: known(usageOf(8_500)) })).toEqual([
      'slack:C1 post! opened quality, opened usage x2',
    ]);
  });

  it('say nothing of what came and went while they lasted', () => {
    const s = asleep();
    const heard = [coloured('yellow'), coloured('green'), coloured('green')].flatMap((one) => s.sees(one));
    s.now = after(morning, -5 * MINUTE);
    expect([...heard, ...s.sees(coloured('green'))]).toEqual([]);
  });

  it('keep news that lasts only a moment for the morning', () => {
    const s = asleep();
    s.sees({ limit: known(capped(100_000)) });
    expect(s.sees({ limit: known(capped(10_000)) })).toEqual([]);
    s.now = after(morning, -5 * MINUTE);
    expect(s.sees({ limit: known(capped(10_000)) })).toEqual(['slack:C1 event limit']);
  });
});

describe('planned work', () => {
  const window = { from: 11 * 60, to: 13 * 60, weekdays: [7], zone: 'Asia/Jakarta' };
  const during = (): ReturnType<typeof story> => story({ maintenance: [window] });

  it('hides what begins and ends within it', () => {
    const s = during();
    expect([coloured('red'), coloured('green'), coloured('green')].flatMap((one) => s.sees(one))).toEqual([]);
  });

  it('is followed by one alert when the trouble lasts', () => {
    const s = during();
    expect([...s.sees(coloured('red')), ...s.sees(coloured('red'))]).toEqual([]);
    s.waits(HOUR);
    expect([...s.sees(coloured('red')), ...s.sees(coloured('red'))]).toEqual([opened]);
  });
});

describe('trouble that comes and goes', () => {
  it('is told each of the first times, and then stays open until it has stayed away for an hour', () => {
    const s = story();
    const round = (): readonly string[] =>
      [coloured('yellow'), coloured('green'), coloured('green')].flatMap((one) => s.sees(one));
    const told = [opened, ...resolved];
    expect(round()).toEqual(told);
    expect(round()).toEqual(told);
    expect(round()).toEqual([opened]);
    expect(round()).toEqual([]);
    s.waits(HOUR);
    expect(s.sees(coloured('green'))).toEqual(resolved);
  });
});
