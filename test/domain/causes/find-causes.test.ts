import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeEnd, type PossibleCause } from '../../../src/domain/causes/cause.js';
import { findCauses, likelihood, type Evidence } from '../../../src/domain/causes/find-causes.js';
import type { Finding } from '../../../src/domain/finding.js';
import { countsOf } from '../../../src/domain/signals/counts.js';
import type { Incident } from '../../../src/domain/incident.js';
import { known } from '../../../src/domain/reading.js';
import { defaultThresholds } from '../../../src/domain/thresholds.js';
import { after, DAY, HOUR, hourOf, instantOf, MINUTE, type Instant } from '../../../src/domain/time.js';
import { weeksBefore, usualHour } from '../../support/counted-weeks.js';
import { noon, numberOf, portfolioId, portfolioOf, wabaId, wabaOf } from '../../support/looks.js';

const at = after(noon, 20 * MINUTE);
const number = numberOf(1);
const settings = defaultThresholds.warningSigns;

const noFigures: Evidence['usage'] = {
  from: after(at, -7 * DAY),
  to: at,
  zone: 'UTC',
  each: 'hour',
  points: [],
  limits: [],
  threshold: 100,
  qualities: [],
  incidents: [],
  theme: 'light',
};

function evidence(more: Partial<Evidence> = {}): Evidence {
  return {
    snapshot: portfolioOf({ numbers: [number] }),
    number,
    what: 'quality',
    at,
    steps: [],
    incidents: [],
    happened: [],
    hours: [],
    settings,
    volume: { series: [], counted: [] },
    usage: noFigures,
    ...more,
  };
}

const kinds = (causes: readonly PossibleCause[]): readonly string[] =>
  causes.map((cause) => (cause.kind === 'sign' ? cause.sign.signal : cause.kind));

const bad = { ...usualHour, sent: 900, delivered: 700, keptHealthy: 120, stops: 30 };

function findingOf(facts: Finding['facts'], subject: Finding['subject'], level = 2): Finding {
  return { rule: facts.rule, portfolio: portfolioId, subject, severity: 'warning', level, facts };
}

function incidentOf(finding: Finding, openedAt: Instant, more: Partial<Incident> = {}): Incident {
  return {
    id: 'k3f9a2b',
    key: finding.rule,
    state: 'open',
    finding,
    openedAt,
    worsenedAt: openedAt,
    worstLevel: finding.level,
    easedLooks: 0,
    firingAt: openedAt,
    confirmations: 1,
    clears: 0,
    clearSince: null,
    acknowledged: null,
    returns: 0,
    remindedAt: openedAt,
    escalatedAt: null,
    endedAt: null,
    ...more,
  };
}

const promo = { id: 't1', name: 'promo', language: 'id', quality: 'yellow', status: 'PAUSED' } as const;
const templates = portfolioOf({ numbers: [number], wabas: [wabaOf({ templates: known([promo]) })] });
const paused = findingOf(
  { rule: 'template', name: 'promo', language: 'id', quality: 'yellow', status: 'PAUSED' },
  { kind: 'template', id: 't1', label: 'promo (id)' },
);

describe('what came before a change', () => {
  it('names the hours in which signs rose, how many, and what is usual', () => {
    const from = after(hourOf(at), -5 * HOUR);
    const odd = { from, to: after(from, 3 * HOUR), counts: bad };
    const { causes, unseen } = findCauses(evidence({ hours: weeksBefore(at, [odd]) }));
    expect(kinds(causes)).toEqual(expect.arrayContaining(['stops', 'kept-healthy']));
    const held = causes.find((one) => one.kind === 'sign' && one.sign.signal === 'kept-healthy');
    expect(held).toMatchObject({
      span: { from, to: after(from, 3 * HOUR) },
      sign: { count: 360, level: 2, compared: { with: 'weeks' } },
    });
    expect(unseen).not.toContain('too-little');
  });

  it('says that webhooks told nothing, too little, or nothing unusual', () => {
    expect(findCauses(evidence()).unseen).toContain('no-webhooks');
    const few = weeksBefore(at, [], { sent: 1, delivered: 1 });
    expect(findCauses(evidence({ hours: few })).unseen).toContain('too-little');
    const fresh = weeksBefore(at, [], { ...usualHour, stops: 40 }).filter((one) => one.at > after(at, -DAY));
    expect(findCauses(evidence({ hours: fresh })).unseen).toContain('too-little');
    const usual = findCauses(evidence({ hours: weeksBefore(at) }));
    expect(usual.causes).toEqual([]);
    expect(usual.unseen).toEqual(['no-volume', 'no-templates']);
  });

  it('counts a jump of volume only where all of both days is on record', () => {
    const series = Array.from({ length: 40 * 24 }, (_, back) => {
      const hour = after(hourOf(at), -(back + 1) * HOUR);
      return { at: hour, recipients: back < 24 ? 400 : 100 };
    }).toReversed();
    const counted = [{ from: after(at, -40 * DAY), to: at }];
    const { causes } = findCauses(evidence({ volume: { series, counted } }));
    expect(causes).toMatchObject([{ kind: 'volume', recipients: 9_600, usual: 2_400 }]);
    const gap = [{ from: after(at, -40 * DAY), to: after(at, -12 * HOUR) }];
    expect(kinds(findCauses(evidence({ volume: { series, counted: gap } })).causes)).toEqual([]);
  });

  it('tells of a template what was known of it by then', () => {
    const told = (incident: Incident): readonly PossibleCause[] =>
      findCauses(evidence({ snapshot: templates, incidents: [incident] })).causes;
    const before = incidentOf(paused, after(at, -DAY));
    expect(told(before)).toMatchObject([{ kind: 'template', name: 'promo', state: 'paused' }]);
    const worseLater = { ...before, worsenedAt: after(at, HOUR) };
    expect(told(worseLater)).toMatchObject([{ state: 'unwell', at: after(at, -DAY) }]);
    expect(told(incidentOf(paused, at))).toEqual([]);
    expect(told({ ...before, state: 'pending' })).toEqual([]);
    const another = { ...evidence({ incidents: [before] }), snapshot: portfolioOf({ numbers: [number] }) };
    expect(findCauses(another).causes).toEqual([]);
  });

  it('tells what Meta said of the account, and not what it said of another one', () => {
    const finding = findingOf(
      { rule: 'account', state: 'ACCOUNT_VIOLATION', detail: 'SPAM' },
      { kind: 'waba', id: wabaId, label: 'Toko' },
    );
    const happened = [{ at: after(at, -HOUR), waba: wabaId, finding }];
    expect(findCauses(evidence({ happened })).causes).toMatchObject([{ kind: 'meta', detail: 'SPAM' }]);
    const others = [{ ...happened[0], at, waba: 'another' as typeof wabaId, finding }];
    expect(findCauses(evidence({ happened: others })).causes).toEqual([]);
  });

  it('tells an earlier fall of quality, and never the change itself', () => {
    const standing = { status: 'connected', limit: 10_000 } as const;
    const steps = [
      { at: after(at, -9 * DAY), quality: 'green' as const, ...standing },
      { at: after(at, -DAY), quality: 'yellow' as const, ...standing },
      { at: after(at, -2 * HOUR), quality: 'unknown' as const, ...standing },
      { at, quality: 'red' as const, ...standing },
    ];
    expect(findCauses(evidence({ steps })).causes).toEqual([
      { kind: 'quality', at: after(at, -DAY), before: 'green', now: 'yellow' },
    ]);
  });

  it('tells that the limit was reached, surely or perhaps', () => {
    const limits = [{ at: after(at, -8 * DAY), recipients: 1_000 }];
    const reached = (atLeast: number | null, atMost: number | null): readonly PossibleCause[] =>
      findCauses(
        evidence({ usage: { ...noFigures, limits, points: [{ at: after(at, -HOUR), atLeast, atMost }] } }),
      ).causes;
    expect(reached(1_000, 1_000)).toMatchObject([{ kind: 'limit-reached', accuracy: 'exact' }]);
    expect(reached(900, 1_200)).toMatchObject([{ recipients: 1_200, accuracy: 'at-most' }]);
    expect(reached(1_100, null)).toMatchObject([{ recipients: 1_100, accuracy: 'at-least' }]);
    expect(reached(null, 999)).toEqual([]);
    expect(reached(null, null)).toEqual([]);
  });

  it('is likelier the closer it was, and what people did more than how much was sent', () => {
    const sign = (end: Instant): PossibleCause => ({
      kind: 'sign',
      span: { from: after(end, -3 * HOUR), to: end },
      sign: {
        signal: 'stops',
        hours: 3,
        count: 90,
        of: 900,
        usual: 0.004,
        compared: { with: 'weeks', n: 8 },
        deviations: 20,
        level: 2,
      },
    });
    const asked = { what: 'quality', at } as const;
    expect(likelihood(sign(at), asked)).toBeGreaterThan(likelihood(sign(after(at, -DAY)), asked));
    const volume: PossibleCause = {
      kind: 'volume',
      span: { from: after(at, -DAY), to: at },
      recipients: 9_000,
      usual: 1_000,
      compared: { with: 'weeks', n: 8 },
    };
    expect(likelihood(sign(at), asked)).toBeGreaterThan(likelihood(volume, asked));
  });
});

const hourCounts = fc
  .record({ sent: fc.nat(400), keptHealthy: fc.nat(60), undeliverable: fc.nat(60), stops: fc.nat(40) })
  .map((counts) => countsOf({ ...counts, sent: counts.sent + counts.keptHealthy + counts.undeliverable }));
const someHours = fc
  .array(fc.tuple(fc.integer({ min: -60 * 24, max: 48 }), hourCounts), { maxLength: 600 })
  .map((all) => [...new Map(all)].map(([hour, counts]) => ({ at: after(hourOf(at), hour * HOUR), counts })));

describe('causes of any past', () => {
  it('all ended by the change, within the week before it, and were counted', () => {
    fc.assert(
      fc.property(
        someHours,
        fc.array(
          fc.record({
            at: fc.integer({ min: -9 * DAY, max: DAY }),
            quality: fc.constantFrom('green', 'yellow', 'red', 'unknown'),
          }),
        ),
        fc.array(
          fc.record({ at: fc.integer({ min: -8 * DAY, max: DAY }), atMost: fc.option(fc.nat(3_000)) }),
        ),
        (hours, steps, points) => {
          const { causes } = findCauses(
            evidence({
              hours,
              steps: steps
                .toSorted((a, b) => a.at - b.at)
                .map((one) => ({ at: after(at, one.at), quality: one.quality, status: null, limit: null })),
              usage: {
                ...noFigures,
                limits: [{ at: instantOf(0), recipients: 1_000 }],
                points: points.map((one) => ({ at: after(at, one.at), atLeast: null, atMost: one.atMost })),
              },
              incidents: [incidentOf(paused, after(at, steps[0]?.at ?? 0))],
              snapshot: templates,
            }),
          );
          for (const cause of causes) {
            expect(causeEnd(cause)).toBeLessThanOrEqual(at);
            expect(causeEnd(cause)).toBeGreaterThan(at - 7 * DAY);
            if (cause.kind !== 'sign') continue;
            const inside = hours.filter((one) => one.at >= cause.span.from && one.at < cause.span.to);
            const sent = inside.reduce((sum, { counts }) => sum + counts.sent, 0);
            expect(sent).toBeGreaterThanOrEqual(settings.leastMessages);
            expect(cause.sign.of).toBeLessThanOrEqual(sent);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('do not change with what came after', () => {
    fc.assert(
      fc.property(someHours, (hours) => {
        const before = hours.filter((one) => one.at < hourOf(at));
        expect(findCauses(evidence({ hours })).causes).toEqual(
          findCauses(evidence({ hours: before })).causes,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('are none where nothing is known', () => {
    const unknown = evidence({
      steps: [{ at: after(at, -DAY), quality: 'unknown', status: 'unknown', limit: null }],
      usage: {
        ...noFigures,
        limits: [{ at: instantOf(0), recipients: null }],
        points: [{ at: after(at, -HOUR), atLeast: null, atMost: null }],
      },
    });
    expect(findCauses(unknown)).toEqual({ causes: [], unseen: ['no-webhooks', 'no-volume', 'no-templates'] });
  });
});
