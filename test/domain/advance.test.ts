import { describe, expect, it } from 'vitest';
import type { Finding, Verdict } from '../../src/domain/finding.js';
import { advance, type Advance } from '../../src/domain/advance.js';
import { defaultPolicy, type Incident, type IncidentPolicy } from '../../src/domain/incident.js';
import { quality } from '../../src/domain/rules/quality.js';
import type { Quality } from '../../src/domain/snapshot.js';
import { after, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';
import { lookAt, noon, numberOf, only, portfolioOf } from '../support/looks.js';

const rated = (rating: Quality): Verdict =>
  only(quality.judge(lookAt(portfolioOf({ numbers: [numberOf(1, { quality: rating })] }))));
const [yellow, red, green, unrated] = [rated('yellow'), rated('red'), rated('green'), rated('unknown')];
const findingOf = (verdict: Verdict): Finding => {
  if (!('finding' in verdict)) throw new Error(`${verdict.kind} has no finding`);
  return verdict.finding;
};
const minute = (count: number): Instant => after(noon, count * MINUTE);

/** The life of one incident under a policy, look by look. */
function life(policy: Partial<IncidentPolicy> = {}, live: readonly Incident[] = []) {
  let last: Advance = { live, ended: [], notices: [] };
  return {
    /** What is told of a look that brings this verdict, so many minutes after noon. */
    at(minutes: number, verdict: Verdict | null, exists = true): readonly string[] {
      last = advance({
        live: last.live,
        recent: [],
        verdicts: verdict === null ? [] : [verdict],
        now: minute(minutes),
        policy: { ...defaultPolicy, ...policy },
        exists: () => exists,
      });
      return last.notices.map((notice) => notice.reason);
    },
    get news() {
      return last.notices[0];
    },
    get incident(): Incident | undefined {
      return last.live[0] ?? last.ended[0];
    },
    /** Somebody takes care of it. */
    acknowledge() {
      const acknowledged = { by: 'slack:U1', at: noon };
      last = { ...last, live: last.live.map((one) => ({ ...one, state: 'acknowledged', acknowledged })) };
    },
  };
}

describe('trouble that is seen for the first time', () => {
  it('opens at once and is told', () => {
    const trouble = life();
    expect(trouble.at(0, yellow)).toEqual(['opened']);
    expect(trouble.incident).toMatchObject({
      state: 'open',
      openedAt: noon,
      worsenedAt: noon,
      worstLevel: 1,
      remindedAt: noon,
      firingAt: noon,
      confirmations: 1,
      returns: 0,
      endedAt: null,
      finding: findingOf(yellow),
    });
    expect(trouble.news).toEqual({ reason: 'opened', at: noon, incident: trouble.incident, before: null });
  });

  it('has a name of its own, seven letters and digits, the same when it is judged again', () => {
    const [one, again, later] = [life(), life(), life()];
    one.at(0, yellow);
    again.at(0, yellow);
    later.at(5, yellow);
    expect(one.incident?.id).toMatch(/^[0-9a-z]{7}$/);
    expect(again.incident?.id).toBe(one.incident?.id);
    expect(later.incident?.id).not.toBe(one.incident?.id);
  });

  it('is not made of what happened once: that is told and leaves nothing behind', () => {
    const trouble = life();
    expect(trouble.at(0, { kind: 'event', finding: findingOf(yellow) })).toEqual(['event']);
    expect(trouble.incident).toBeUndefined();
    expect(trouble.news?.incident).toMatchObject({
      state: 'resolved',
      finding: findingOf(yellow),
      returns: 0,
    });
  });

  it('is not made of what is clear or unknown', () => {
    const trouble = life();
    expect([...trouble.at(0, green), ...trouble.at(5, unrated)]).toEqual([]);
    expect(trouble.incident).toBeUndefined();
  });
});

describe('trouble that must be confirmed', () => {
  const thrice = { confirmLooks: { default: 1, quality: 3 } };

  it('waits for so many looks, and begins to count its times when it opens', () => {
    const trouble = life(thrice);
    expect([trouble.at(0, red), trouble.at(5, red)]).toEqual([[], []]);
    expect(trouble.incident).toMatchObject({ state: 'pending', confirmations: 2, firingAt: minute(5) });
    expect(trouble.at(10, yellow)).toEqual(['opened']);
    expect(trouble.incident).toMatchObject({
      state: 'open',
      confirmations: 3,
      openedAt: noon,
      worsenedAt: minute(10),
      remindedAt: minute(10),
      worstLevel: 1,
    });
  });

  it('is asked of its own rule only', () => {
    expect(life({ confirmLooks: { default: 1, usage: 3 } }).at(0, red)).toEqual(['opened']);
    expect(life({ confirmLooks: { default: 3, quality: 1 } }).at(0, red)).toEqual(['opened']);
  });

  it('is not confirmed by the same look judged twice', () => {
    const trouble = life({ confirmLooks: { default: 2 } });
    expect([trouble.at(0, red), trouble.at(0, red)]).toEqual([[], []]);
    expect(trouble.at(5, red)).toEqual(['opened']);
  });

  it('goes on waiting while nobody can tell', () => {
    const trouble = life({ confirmLooks: { default: 2 } });
    expect([trouble.at(0, red), trouble.at(5, unrated), trouble.at(10, null), trouble.at(15, red)]).toEqual([
      [],
      [],
      [],
      ['opened'],
    ]);
  });

  it('begins anew when nobody saw it for more than an hour', () => {
    const trouble = life(thrice);
    trouble.at(0, red);
    trouble.at(60, red);
    expect(trouble.incident).toMatchObject({ confirmations: 2, openedAt: noon });
    trouble.at(120.1, red);
    expect(trouble.incident).toMatchObject({ state: 'pending', confirmations: 1, openedAt: minute(120.1) });
  });

  it.each([
    ['when it is clear', green, true],
    ['when what it was about is gone', null, false],
  ] as const)('is forgotten without a word %s', (_when, verdict, exists) => {
    const trouble = life(thrice);
    trouble.at(0, red);
    expect(trouble.at(5, verdict, exists)).toEqual([]);
    expect(trouble.incident).toBeUndefined();
  });
});

describe('trouble that gets worse', () => {
  it('is told with what it was before', () => {
    const trouble = life();
    trouble.at(0, yellow);
    expect(trouble.at(5, red)).toEqual(['worsened']);
    expect(trouble.news?.before).toEqual(findingOf(yellow));
    expect(trouble.incident).toMatchObject({
      state: 'open',
      openedAt: noon,
      worsenedAt: minute(5),
      remindedAt: minute(5),
      worstLevel: 2,
      finding: findingOf(red),
    });
    expect(trouble.at(10, red)).toEqual([]);
    expect(trouble.incident).toMatchObject({ worsenedAt: minute(5), firingAt: minute(10) });
  });

  it('asks for attention again, and for more of it elsewhere', () => {
    const trouble = life({ escalateAfter: 30 * MINUTE });
    trouble.at(0, yellow);
    expect(trouble.at(30, yellow)).toEqual(['escalated']);
    trouble.acknowledge();
    expect(trouble.at(35, red)).toEqual(['worsened']);
    expect(trouble.incident).toMatchObject({ state: 'open', acknowledged: null, escalatedAt: null });
    expect([trouble.at(64, red), trouble.at(65, red)]).toEqual([[], ['escalated']]);
  });
});

describe('trouble that eases', () => {
  it('is told quietly, and may be told as worse again only after two looks', () => {
    const trouble = life();
    trouble.at(0, red);
    expect(trouble.at(5, yellow)).toEqual(['changed']);
    expect(trouble.news?.before).toEqual(findingOf(red));
    expect(trouble.incident).toMatchObject({ worstLevel: 2, easedLooks: 1 });
    expect(trouble.at(10, yellow)).toEqual([]);
    expect(trouble.incident).toMatchObject({ worstLevel: 1, easedLooks: 0, worsenedAt: noon });
    expect(trouble.at(15, red)).toEqual(['worsened']);
  });

  it('has not eased for long when it was back in between', () => {
    const trouble = life();
    const heard = [red, yellow, red, yellow, red].map((verdict, look) => trouble.at(look * 5, verdict));
    expect(heard.slice(1)).toEqual([['changed'], ['changed'], ['changed'], ['changed']]);
    expect(trouble.incident).toMatchObject({ worstLevel: 2, easedLooks: 0 });
  });

  it('stays acknowledged', () => {
    const trouble = life();
    trouble.at(0, red);
    trouble.acknowledge();
    trouble.at(5, yellow);
    trouble.at(10, yellow);
    expect(trouble.incident).toMatchObject({ state: 'acknowledged', acknowledged: { by: 'slack:U1' } });
  });
});

describe('trouble that clears', () => {
  it('is over when two looks in a row say so, whatever nobody could tell in between', () => {
    const trouble = life();
    trouble.at(0, red);
    expect([trouble.at(5, green), trouble.at(10, unrated)]).toEqual([[], []]);
    expect(trouble.incident).toMatchObject({
      state: 'open',
      clears: 1,
      clearSince: minute(5),
      endedAt: null,
    });
    expect(trouble.at(15, green)).toEqual(['resolved']);
    expect(trouble.incident).toMatchObject({
      state: 'resolved',
      clears: 2,
      clearSince: minute(5),
      endedAt: minute(15),
    });
    expect(trouble.news?.incident).toEqual(trouble.incident);
  });

  it('is not over by the same look judged twice', () => {
    const trouble = life();
    trouble.at(0, red);
    expect([trouble.at(5, green), trouble.at(5, green)]).toEqual([[], []]);
    expect(trouble.at(10, green)).toEqual(['resolved']);
  });

  it('begins to clear anew when it was seen again', () => {
    const trouble = life();
    trouble.at(0, red);
    trouble.at(5, green);
    trouble.at(10, red);
    expect(trouble.incident).toMatchObject({ clears: 0, clearSince: null, firingAt: minute(10) });
    expect([trouble.at(15, green), trouble.at(20, green)]).toEqual([[], ['resolved']]);
  });

  it('must stay away for an hour when it has come back twice', () => {
    const trouble = life();
    trouble.at(0, red);
    const again = life({}, trouble.incident ? [{ ...trouble.incident, returns: 2 }] : []);
    expect([again.at(5, green), again.at(10, green), again.at(64, green)]).toEqual([[], [], []]);
    expect(again.at(65, green)).toEqual(['resolved']);
  });
});

describe('trouble of what is gone', () => {
  it('is withdrawn, and that is told', () => {
    const trouble = life();
    trouble.at(0, red);
    expect(trouble.at(5, null, false)).toEqual(['withdrawn']);
    expect(trouble.incident).toMatchObject({ state: 'withdrawn', endedAt: minute(5) });
    expect(trouble.at(10, null, false)).toEqual([]);
  });
});

describe('trouble that nobody takes care of', () => {
  const hour = { remindAfter: HOUR };

  it('is told again after the time for that, and after as much again', () => {
    const trouble = life(hour);
    trouble.at(0, red);
    expect([trouble.at(59, red), trouble.at(60, red), trouble.at(65, red)]).toEqual([[], ['reminder'], []]);
    expect(trouble.incident?.remindedAt).toBe(minute(60));
    expect([trouble.at(119, null), trouble.at(120, null)]).toEqual([[], ['reminder']]);
  });

  it('is not told again when somebody does, when it clears, or where nobody wants that', () => {
    const taken = life(hour);
    taken.at(0, red);
    taken.acknowledge();
    const clearing = life(hour);
    clearing.at(0, red);
    const unwanted = life({ remindAfter: null });
    unwanted.at(0, red);
    expect([taken.at(60, red), clearing.at(60, green), unwanted.at(6_000, red)]).toEqual([[], [], []]);
  });

  it('is told elsewhere, once, and reminded of from then on', () => {
    const trouble = life({ remindAfter: HOUR, escalateAfter: HOUR });
    trouble.at(0, red);
    expect([trouble.at(59, red), trouble.at(60, red)]).toEqual([[], ['escalated']]);
    expect(trouble.incident).toMatchObject({ escalatedAt: minute(60), remindedAt: minute(60) });
    expect([trouble.at(119, red), trouble.at(120, red)]).toEqual([[], ['reminder']]);
    expect(trouble.incident?.escalatedAt).toBe(minute(60));
  });
});
