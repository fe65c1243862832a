import { describe, expect, it } from 'vitest';
import { at, codeOf, get, listAt, simulate } from './calling.js';
import { aWaba, noon, numbers, storyOf } from './world-for-tests.js';

const template = (id: string, sent: number) => ({
  id,
  name: `t${id}`,
  language: 'id',
  category: 'MARKETING',
  status: 'APPROVED',
  quality: 'GREEN',
  daily: { sent, delivered: sent - 1, read: 2, clicked: 1 },
});
const account = aWaba('2001', { numbers: numbers(1), templates: [template('11', 9), template('12', 5)] });
const day = Math.floor(noon / 86_400_000) * 86_400 - 86_400;
const asked = {
  start: String(day),
  end: String(day + 86_400),
  granularity: 'DAILY',
  template_ids: '["11","12","99"]',
  metric_types: '["SENT","DELIVERED","READ","CLICKED"]',
};

describe('template analytics', () => {
  it('tell of each asked template what became of its messages on each UTC day', async () => {
    const simulator = await simulate(storyOf([account]));
    const { status, json } = await get(simulator, '/2001/template_analytics', asked);
    expect(status).toBe(200);
    expect(at(json, 'data', 0, 'granularity')).toBe('DAILY');
    const points = listAt(json, 'data', 0, 'data_points');
    expect(points).toHaveLength(2);
    expect(points[0]).toEqual({
      template_id: '11',
      start: day,
      end: day + 86_400,
      sent: 9,
      delivered: 8,
      read: 2,
      clicked: [{ type: 'quick_reply_button', button_content: 'Lihat', count: 1 }],
    });
  });

  it('refuse what Meta refuses: another granularity, more than ten templates, none, no time', async () => {
    const simulator = await simulate(storyOf([account]));
    const many = JSON.stringify(Array.from({ length: 11 }, (_, i) => String(i + 1)));
    for (const wrong of [
      { granularity: 'HALF_HOUR' },
      { template_ids: many },
      { template_ids: '[]' },
      { start: 'yesterday' },
      { metric_types: '["LIKED"]' },
    ]) {
      const heard = await get(simulator, '/2001/template_analytics', { ...asked, ...wrong });
      expect([heard.status, codeOf(heard)]).toEqual([400, 100]);
    }
  });

  it('are not offered in every account', async () => {
    const simulator = await simulate(storyOf([{ ...account, insights: 'refused' }]));
    const heard = await get(simulator, '/2001/template_analytics', asked);
    expect([heard.status, codeOf(heard)]).toEqual([400, 200005]);
  });
});
