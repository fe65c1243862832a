import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.js';
import { isActive, silenceOf, type Silence } from '../../src/domain/silence.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { noon, portfolioId } from '../support/looks.js';

const silence = (more: Partial<Silence> = {}): Silence => ({
  id: 's1',
  from: noon,
  until: after(noon, HOUR),
  untilHealthy: false,
  scope: { rule: null, subject: null },
  by: 'slack:U1',
  reason: null,
  endedBy: null,
  ...more,
});

const red: Finding = {
  rule: 'quality',
  portfolio: portfolioId,
  subject: { kind: 'number', id: '42', label: '+6281234560001' },
  severity: 'critical',
  level: 2,
  facts: { rule: 'quality', quality: 'red' },
};

describe('a silence', () => {
  it('ends at its time of the day, also when the clock is put back or set ahead', () => {
    expect(isActive(silence(), after(noon, -3 * HOUR))).toBe(true);
    expect(isActive(silence(), after(noon, 2 * DAY))).toBe(false);
    expect(isActive(silence({ until: after(noon, 8 * DAY) }), noon)).toBe(false);
  });

  it('is in force to just before its end', () => {
    expect(isActive(silence(), noon)).toBe(true);
    expect(isActive(silence(), after(noon, HOUR - 1))).toBe(true);
    expect(isActive(silence(), after(noon, HOUR))).toBe(false);
  });

  it('is over when somebody ended it', () => {
    expect(isActive(silence({ endedBy: 'slack:U2' }), noon)).toBe(false);
  });

  it.each([
    ['all', { rule: null, subject: null }, true],
    ['its rule', { rule: 'quality', subject: null }, true],
    ['its subject', { rule: null, subject: '42' }, true],
    ['both', { rule: 'quality', subject: '42' }, true],
    ['another rule', { rule: 'usage', subject: null }, false],
    ['another subject', { rule: null, subject: '43' }, false],
    ['its rule on another subject', { rule: 'quality', subject: '43' }, false],
  ] as const)('that covers %s hides a finding: %o %s', (_, scope, hides) => {
    expect(silenceOf([silence({ scope })], red, noon) !== null).toBe(hides);
  });

  it('that is over does not stand before one that is in force', () => {
    const old = silence({ id: 'old', until: noon });
    expect(silenceOf([old, silence()], red, noon)?.id).toBe('s1');
    expect(silenceOf([old], red, noon)).toBeNull();
  });
});
