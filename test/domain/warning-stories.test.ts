import { describe, expect, it } from 'vitest';
import { countsOf, type SignalCounts } from '../../src/domain/signals/counts.js';
import type { SignalWindows } from '../../src/domain/signals/window.js';
import { known } from '../../src/domain/reading.js';
import { HOUR, MINUTE } from '../../src/domain/time.js';
import { countedOf } from '../support/counted.js';
import { numberOf, portfolioOf, usageOf, wabaOf } from '../support/looks.js';
import { routeOf, story, type Story } from '../support/story.js';

const everything = routeOf({ atLeast: 'info' });

/** How many of each there usually are in the same three hours. */
const usual = { sent: 1_000, delivered: 950, keptHealthy: 15, undeliverable: 30, stops: 2, optOuts: 1 };

function window(now: Partial<SignalCounts>, weeks = 8, before: Partial<SignalCounts> = usual): SignalWindows {
  const days = new Map([[0, countsOf(now)]]);
  for (let week = 1; week <= weeks; week += 1) days.set(7 * week, countsOf(before));
  return new Map([[numberOf(1).id, [{ hours: 3, days }]]]);
}

const rules = ({ state }: Story): readonly string[] =>
  state.incidents.map(({ finding }) => `${finding.rule} ${finding.severity}`);

describe('a promotion that goes wrong', () => {
  it('is warned of before the colour, once', () => {
    const told = story({ routes: [everything] });
    expect(told.sees({}, window(usual))).toEqual([]);
    told.waits(30 * MINUTE);
    const worse = { ...usual, sent: 1_500, keptHealthy: 57 };
    expect(told.sees({}, window(worse))).toEqual(['slack:C1 post! opened warning-signs']);
    told.waits(30 * MINUTE);
    const bad = { ...usual, sent: 3_000, keptHealthy: 300, optOuts: 40, stops: 60 };
    expect(told.sees({}, window(bad))).toEqual(['slack:C1 edit', 'slack:C1 log! worsened warning-signs']);
    expect(rules(told)).toEqual(['warning-signs warning']);
    const still = { ...bad, sent: 3_100, keptHealthy: 330 };
    expect(told.sees({}, window(still)).filter((line) => line.includes('!'))).toEqual([]);
    told.waits(2 * HOUR);
    const yellow = { numbers: [numberOf(1, { quality: 'yellow' as const })] };
    const heard = told.sees(yellow, window(still));
    expect(heard.filter((line) => line.includes('!'))).toEqual([expect.stringContaining('opened quality')]);
  });

  it('names the strongest two signs, and the worst template of the account', () => {
    const told = story({ routes: [everything] });
    const templates = known([
      { id: 't1', name: 'salam', language: 'id', quality: 'green' as const, status: 'APPROVED' },
      { id: 't2', name: 'promo', language: 'id', quality: 'yellow' as const, status: 'APPROVED' },
      { id: 't3', name: 'kilat', language: 'id', quality: 'green' as const, status: 'PAUSED' },
    ]);
    told.sees(
      { wabas: [wabaOf({ templates })] },
      window({ ...usual, keptHealthy: 200, stops: 90, undeliverable: 150 }),
    );
    const facts = told.state.incidents
      .map(({ finding }) => finding.facts)
      .find(({ rule }) => rule === 'warning-signs');
    expect(facts).toMatchObject({
      signs: [{ signal: 'stops' }, { signal: 'kept-healthy', usual: expect.closeTo(0.0155, 4) as number }],
      template: { name: 'kilat', status: 'PAUSED' },
    });
  });

  it('is over once all is as usual again, and not while too little is sent to tell', () => {
    const told = story({ routes: [everything] });
    told.sees({}, window({ ...usual, keptHealthy: 200 }));
    told.sees({}, window({ ...usual, sent: 40, keptHealthy: 0 }));
    told.sees({}, new Map());
    told.isBlind('unreachable');
    expect(rules(told)).toContain('warning-signs warning');
    told.sees({}, window(usual));
    expect(rules(told)).toEqual([]);
  });

  it('is over once surely nothing was sent for a day', () => {
    const told = story({ routes: [everything] });
    told.sees({}, window({ ...usual, keptHealthy: 200 }));
    const nothing = window({});
    told.sees({}, nothing);
    expect(rules(told)).toEqual(['warning-signs warning']);
    const counted = known({ ...usageOf(0), counted: countedOf(0) });
    told.sees({ usage: counted }, nothing);
    expect(rules(told)).toEqual([]);
  });
});

describe('nothing', () => {
  it.each([
    [
      'of quiet growth',
      window({ ...usual, sent: 1_600, keptHealthy: 26, undeliverable: 50, stops: 4, optOuts: 2 }),
    ],
    [
      'of a holiday with twice the messages and the usual shares',
      window({ ...usual, sent: 2_000, keptHealthy: 30, undeliverable: 60, stops: 4, optOuts: 2 }),
    ],
    ['with too few weeks to compare with', window({ ...usual, keptHealthy: 500 }, 2)],
    ['of too few messages', window({ sent: 39, keptHealthy: 30 })],
    ['where webhooks tell nothing', new Map() as SignalWindows],
  ])('is told %s', (_what, signals) => {
    const told = story({ routes: [everything] });
    for (let look = 0; look < 5; look += 1) expect(told.sees({}, signals)).toEqual([]);
    expect(rules(told)).toEqual([]);
  });

  it('is told of a number that has left', () => {
    const told = story({ routes: [everything] });
    told.sees(
      portfolioOf({ numbers: [numberOf(1, { status: 'deleted' })] }),
      window({ ...usual, keptHealthy: 500 }),
    );
    expect(rules(told).filter((one) => one.startsWith('warning-signs'))).toEqual([]);
  });
});
