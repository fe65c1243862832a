import { describe, expect, it } from 'vitest';
import { heardRows, heardTrials, type HeardParts } from '../../src/cli/heard-trials.js';
import type { WabaId } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { tokoMaju } from '../support/asking.js';
import { countedOf } from '../support/counted.js';
import { noon } from '../support/looks.js';

const account = '7' as WabaId;
const heard = { [account]: { messages: { since: after(noon, -DAY), last: after(noon, -MINUTE) } } };
const parts: HeardParts = { plan: tokoMaju, wabas: [account], heard, figure: null, now: noon };
const lines = (more: Partial<HeardParts> = {}): readonly unknown[] =>
  heardTrials({ ...parts, ...more }).map(({ say }) => say);

describe('the webhooks that came', () => {
  it('are told by field, since when and when last, and which have not come', () => {
    const [line] = lines();
    expect(line).toContain('messages (since yesterday 05:00 UTC, last 04:59 UTC).');
    expect(line).toContain('Not yet: account_alerts, account_review_update');
    expect(heardRows(parts)).toEqual([
      {
        portfolio: tokoMaju.id,
        account,
        field: 'messages',
        since: '2026-11-21T05:00:00.000Z',
        last: '2026-11-22T04:59:00.000Z',
      },
    ]);
  });

  it('are no trouble when there were none', () => {
    expect(lines({ heard: {} })[0]).toBe('No webhook has come yet.');
    expect(heardTrials({ ...parts, heard: {} }).every(({ ok }) => ok)).toBe(true);
  });

  it('say since when people are counted, and from when on exactly', () => {
    expect(lines()[1]).toContain('Counting has not begun');
    expect(lines({ figure: countedOf(5, noon) })[1]).toBe(
      'Counted since Thu 19 Nov 05:00 UTC, exact since yesterday 05:00 UTC where nothing is in doubt.',
    );
    const begun = countedOf(5, noon, { exactFrom: after(noon, HOUR) });
    expect(lines({ figure: begun })[1]).toContain('exact from 06:00 UTC at the earliest.');
  });

  it('say what was missed', () => {
    const gap = { from: after(noon, -HOUR), to: after(noon, -HOUR), why: 'not-told' as const, account };
    const silent = countedOf(5, noon, { countingSince: null, exactFrom: null, gaps: [gap] });
    expect(lines({ figure: silent })[1]).toBe(
      'Not counted while an account does not tell us. Last gap: 7 did not tell us, from 04:00 UTC.',
    );
    const away = {
      from: after(noon, -2 * HOUR),
      to: after(noon, -HOUR),
      why: 'outage' as const,
      account: null,
    };
    expect(lines({ figure: countedOf(5, noon, { gaps: [away] }) })[1]).toContain(
      'Last gap: the bot was away, from 03:00 UTC to 04:00 UTC.',
    );
  });
});
