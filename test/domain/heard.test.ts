import { describe, expect, it } from 'vitest';
import { nothingHeard, withHeard } from '../../src/domain/heard.js';
import { after, DAY, MINUTE, SECOND } from '../../src/domain/time.js';
import { noon } from '../support/looks.js';

const later = after(noon, MINUTE);

describe('what webhooks told of', () => {
  const once = withHeard(nothingHeard, '7', ['messages'], noon);

  it('is known by account and field, from the first on', () => {
    expect(once).toEqual({ '7': { messages: { since: noon, last: noon } } });
    const more = withHeard(withHeard(once, '8', ['calls'], later), '7', ['messages', 'security'], later);
    expect(more).toEqual({
      '7': { messages: { since: noon, last: later }, security: { since: later, last: later } },
      '8': { calls: { since: later, last: later } },
    });
  });

  it('is written anew once a minute at most, however much is told', () => {
    expect(withHeard(once, '7', ['messages'], after(noon, 59 * SECOND))).toBe(once);
    expect(withHeard(once, '7', ['messages'], later)).not.toBe(once);
  });

  it('stays as it is while the clock shows an earlier time, and when nothing was told', () => {
    expect(withHeard(once, '7', ['messages'], after(noon, -DAY))).toBe(once);
    expect(withHeard(once, '7', [], later)).toBe(once);
    expect(withHeard(once, 'constructor', [], later)).toBe(once);
  });
});
