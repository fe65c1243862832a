import { describe, expect, it } from 'vitest';
import {
  announcedAfter,
  isOlder,
  madeAt,
  nothingAnnounced,
  withAnnounced,
  youngest,
  type Announced,
} from '../../src/domain/announced.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { Observation, PortfolioSnapshot, WabaId } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE, SECOND, type Instant } from '../../src/domain/time.js';
import { capped, noon, portfolioOf, wabaId, wabaOf } from '../support/looks.js';

const ago = (ms: number): Instant => after(noon, -ms);
const seen = (more: Partial<PortfolioSnapshot> = {}): Observation => ({
  kind: 'seen',
  at: noon,
  snapshot: portfolioOf(more),
});
const blind: Observation = {
  kind: 'blind',
  at: noon,
  problem: 'unreachable',
  cause: { reason: 'no-answer' },
};
const refusedAt = (at: Instant, waba = wabaId): Announced => ({
  ids: { once: at },
  changes: { review: { waba, at, change: { kind: 'review', decision: 'REJECTED' } } },
});

describe('an announcement', () => {
  it.each([
    ['now, where Meta does not say when', null, noon],
    ['when Meta says', ago(DAY), ago(DAY)],
    ['when Meta says, up to five minutes ahead', after(noon, 5 * MINUTE), after(noon, 5 * MINUTE)],
    ['now, where Meta dates it further ahead', after(noon, 5 * MINUTE + SECOND), noon],
  ])('was made %s', (_, at, made) => {
    expect(madeAt({ at }, noon)).toBe(made);
  });

  it('was made before a look only if the whole second was over when the look began', () => {
    expect(isOlder(ago(SECOND), noon)).toBe(true);
    expect(isOlder(ago(SECOND - 1), noon)).toBe(false);
  });
});

describe('a look', () => {
  const reviewIn = (observation: Observation) =>
    observation.kind === 'seen' && observation.snapshot.wabas.map(({ reviewStatus }) => reviewStatus);

  it('has what was announced after it began, and not what it could read', () => {
    expect(reviewIn(withAnnounced(refusedAt(noon), seen()))).toEqual(['REJECTED']);
    expect(reviewIn(withAnnounced(refusedAt(ago(SECOND)), seen()))).toEqual(['APPROVED']);
  });

  it('is held against announcements by Meta’s clock', () => {
    const ahead = seen({ metaAhead: HOUR });
    expect(reviewIn(withAnnounced(refusedAt(after(noon, HOUR)), ahead))).toEqual(['REJECTED']);
    expect(reviewIn(withAnnounced(refusedAt(after(noon, MINUTE)), ahead))).toEqual(['APPROVED']);
  });

  it.each([
    ['after which nothing was announced', nothingAnnounced, seen()],
    ['that no longer shows the account of which something was', refusedAt(noon, '9' as WabaId), seen()],
    ['that saw nothing', refusedAt(noon), blind],
  ])('%s stays as it is', (_, announced, observation) => {
    expect(withAnnounced(announced, observation)).toBe(observation);
  });
});

describe('a change', () => {
  const isKept = (announced: Announced, observation: Observation): boolean =>
    'review' in announcedAfter(announced, observation).changes;
  const unread = seen({ wabas: [wabaOf({ reviewStatus: null })] });

  it.each([
    ['until a look reads it anew', ago(SECOND), seen(), false],
    ['while looks began before it', noon, seen(), true],
    ['while looks do not read what it is of', ago(DAY), unread, true],
    ['while looks do not show what it is of', ago(DAY), seen({ wabas: [] }), true],
    ['while looks see nothing', ago(DAY), blind, true],
    ['as long as it may be repeated', ago(7 * DAY - 1), unread, true],
    ['not for seven days', ago(7 * DAY), unread, false],
  ])('stays remembered %s', (_, at, observation, kept) => {
    expect(isKept(refusedAt(at), observation)).toBe(kept);
  });

  it('stays remembered by Meta’s clock', () => {
    const ahead = seen({ metaAhead: HOUR, wabas: [] });
    expect(isKept(refusedAt(ago(7 * DAY - HOUR - 1)), ahead)).toBe(true);
    expect(isKept(refusedAt(ago(7 * DAY - HOUR)), ahead)).toBe(false);
  });
});

describe('what was heard', () => {
  it('is known again for seven days', () => {
    const ids = { young: ago(7 * DAY - 1), old: ago(7 * DAY) };
    expect(youngest(ids, noon)).toEqual({ young: ids.young });
    expect(announcedAfter({ ids, changes: {} }, seen()).ids).toEqual({ young: ids.young });
  });

  it('is at most five thousand, without the oldest wherever it stands', () => {
    const made = Array.from(
      { length: 5_001 },
      (_, n) => [`id${n}`, ago(((n * 7) % 5_001) * SECOND)] as const,
    );
    const oldest = made.find(([, at]) => at === ago(5_000 * SECOND));
    const kept = youngest(Object.fromEntries(made), noon);
    expect(Object.keys(kept)).toHaveLength(5_000);
    expect(kept).not.toHaveProperty(oldest?.[0] ?? '');
  });
});

it('a limit that was announced is in the look that could not read it', () => {
  const limit = capped(2_000);
  const announced: Announced = {
    ids: {},
    changes: {
      limit: { waba: wabaId, at: noon, change: { kind: 'portfolio-limit', limit, raw: '2000' } },
    },
  };
  expect(withAnnounced(announced, seen({ limit: unknown('refused') }))).toMatchObject({
    snapshot: { limit: known(limit) },
  });
});
