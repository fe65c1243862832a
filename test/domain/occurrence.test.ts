import { describe, expect, it } from 'vitest';
import type { Happening } from '../../src/domain/announcement.js';
import { withOccurrences, type Occurrence } from '../../src/domain/occurrence.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { noon, portfolioId, wabaId } from '../support/looks.js';
import { story } from '../support/story.js';

const violation: Happening = {
  kind: 'happening',
  about: { kind: 'waba' },
  state: 'ACCOUNT_VIOLATION',
  detail: 'SPAM',
  severity: 'warning',
};

describe('what Meta told once', () => {
  it('is kept with its account and its time, once', () => {
    const told = story();
    told.sees({});
    told.hears(violation, HOUR);
    told.hears(violation, HOUR);
    expect(told.state.happened).toMatchObject([
      { at: after(told.now, -HOUR), waba: wabaId, finding: { facts: { state: 'ACCOUNT_VIOLATION' } } },
    ]);
    told.sees({});
    expect(told.state.happened).toHaveLength(1);
  });

  it('is kept of a template that no look reads', () => {
    const told = story();
    told.sees({});
    const template = { id: 't1', name: 'promo', language: 'id' };
    told.hears({ kind: 'template-quality', template, quality: 'red' });
    expect(told.state.happened).toMatchObject([{ finding: { facts: { name: 'promo', quality: 'red' } } }]);
  });

  it('is forgotten after 14 days, and never fills the store', () => {
    const one = (days: number): Occurrence => ({
      at: after(noon, -days * DAY),
      waba: wabaId,
      finding: {
        rule: 'account',
        portfolio: portfolioId,
        subject: { kind: 'waba', id: wabaId, label: 'Toko' },
        severity: 'warning',
        level: 1,
        facts: { rule: 'account', state: 'ACCOUNT_VIOLATION', detail: null },
      },
    });
    expect(withOccurrences([one(14), one(13)], [one(0)], noon)).toEqual([one(13), one(0)]);
    const many = Array.from({ length: 300 }, (_, i) => one(i / 100));
    const kept = withOccurrences([], many, noon);
    expect(kept).toHaveLength(200);
    expect(kept.at(-1)).toEqual(one(0));
  });
});
