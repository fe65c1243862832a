import { describe, expect, it } from 'vitest';
import { digestFor } from '../../src/domain/digest.js';
import { after, DAY } from '../../src/domain/time.js';
import { at } from '../support/looks.js';

const planned = at('2026-11-22T23:00:00Z');

describe('a digest', () => {
  it('is for the local day on which it was planned', () => {
    expect(digestFor(planned, 'Asia/Jakarta').day).toBe('2026-11-23');
    expect(digestFor(planned, 'UTC').day).toBe('2026-11-22');
  });

  it.each([
    ['of the last day when it is the first', null, DAY],
    ['since the one before', after(planned, -3 * DAY), 3 * DAY],
    ['of a week at most', after(planned, -30 * DAY), 7 * DAY],
  ])('tells %s', (_what, before, told) => {
    expect(digestFor(planned, 'UTC', before)).toMatchObject({
      plannedAt: planned,
      since: after(planned, -told),
    });
  });
});
