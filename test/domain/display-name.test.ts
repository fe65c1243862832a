import { describe, expect, it } from 'vitest';
import { nameStateOf } from '../../src/domain/display-name.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { Health, NumberSnapshot, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { messagesPerSecond } from '../../src/domain/throughput.js';
import { numberOf } from '../support/looks.js';
import { routeOf, story, type Story } from '../support/story.js';

const sending = (canSend: Health['canSend']): Pick<NumberSnapshot, 'health'> => ({
  health: known({ canSend, reasons: [] }),
});
const named = (
  nameStatus: string | null,
  more: Partial<NumberSnapshot> = {},
): Partial<PortfolioSnapshot> => ({
  numbers: [numberOf(1, { nameStatus, ...sending('available'), ...more })],
});
const noHealth = { health: unknown('refused') } as const;
const noted = (): Story => story({ routes: [routeOf({ atLeast: 'info' })] });
const levels = (s: Story): readonly number[] => s.state.incidents.map(({ finding }) => finding.level);

describe('the review of a display name', () => {
  it.each([
    ['APPROVED', 'approved'],
    ['AVAILABLE_WITHOUT_REVIEW', 'approved'],
    [' pending_review ', 'pending'],
    ['DECLINED', 'declined'],
    ['EXPIRED', 'expired'],
    ['NONE', null],
    ['NON_EXISTS', null],
    ['constructor', null],
    ['', null],
    [null, null],
  ])('of which Meta says %j is %j', (word, state) => {
    expect(nameStateOf(word)).toBe(state);
  });
});

describe('a display name that Meta declined', () => {
  it('is told once, and that it is approved after two looks', () => {
    const s = story();
    expect(s.sees(named('DECLINED'))).toEqual(['slack:C1 post! opened health']);
    expect(s.sees(named('DECLINED'))).toEqual([]);
    expect(s.sees(named('APPROVED'))).toEqual([]);
    expect(s.sees(named('APPROVED'))).toEqual(['slack:C1 edit', 'slack:C1 log resolved health']);
  });

  it.each([null, 'NONE', 'NAPPING'])('is not over because Meta says %j', (word) => {
    const s = story();
    s.sees(named('DECLINED'));
    expect([1, 2, 3].flatMap(() => s.sees(named(word)))).toEqual([]);
    expect(levels(s)).toEqual([0]);
  });

  it('is over when it is approved, even where Meta does not tell who may send', () => {
    const s = story();
    s.sees(named('DECLINED', noHealth));
    expect(levels(s)).toEqual([0]);
    s.sees(named('APPROVED', noHealth));
    s.sees(named('APPROVED', noHealth));
    expect(s.state.incidents).toEqual([]);
  });

  it('gets worse when Meta limits sending too, and is what remains when that ends', () => {
    const s = story();
    s.sees(named('DECLINED'));
    expect(s.sees(named('DECLINED', sending('limited')))).toContain('slack:C1 log! worsened health');
    expect(s.state.incidents[0]?.finding.facts).toMatchObject({
      canSend: 'limited',
      displayName: 'declined',
    });
    expect(s.sees(named(null, sending('limited')))).toEqual([]);
    s.sees(named(null));
    expect(s.state.incidents[0]?.finding.facts).toMatchObject({
      canSend: 'available',
      displayName: 'declined',
    });
  });

  it('does not make less of sending that was limited when that is not known any more', () => {
    const s = story();
    s.sees(named('DECLINED', sending('limited')));
    expect([1, 2, 3].flatMap(() => s.sees(named('DECLINED', noHealth)))).toEqual([]);
    expect([1, 2, 3].flatMap(() => s.sees(named('APPROVED', sending('unknown'))))).toEqual([]);
    expect(levels(s)).toEqual([1]);
  });

  it('is nothing on a number that has left', () => {
    expect(story().sees(named('DECLINED', { status: 'migrated' }))).toEqual(['slack:C1 post! opened status']);
  });
});

describe('a display name in review', () => {
  it('is a note: no warning, and worse only when it is declined', () => {
    expect(story().sees(named('PENDING_REVIEW'))).toEqual([]);
    const s = noted();
    expect(s.sees(named('PENDING_REVIEW'))).toHaveLength(1);
    expect(s.state.incidents.map(({ finding }) => finding.severity)).toEqual(['info']);
    expect(s.sees(named('PENDING_REVIEW'))).toEqual([]);
    expect(s.sees(named('DECLINED')).join()).toContain('worsened health');
  });

  it('holds up no recovery of sending', () => {
    const s = story();
    s.sees(named(null, sending('limited')));
    s.sees(named(null));
    s.sees(named(null));
    expect(s.state.incidents).toEqual([]);
  });
});

describe('the speed of a number', () => {
  it.each([
    ['STANDARD', 80],
    [' high ', 1_000],
    ['NOT_APPLICABLE', null],
    ['80', null],
    ['UNLIMITED', null],
    [null, null],
  ])('of level %j is %j messages a second', (level, perSecond) => {
    expect(messagesPerSecond(level)).toBe(perSecond);
  });
});
