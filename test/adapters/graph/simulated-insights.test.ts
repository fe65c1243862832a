import { expect, test } from 'vitest';
import { graphSource, type OpenGraphSource } from '../../../src/adapters/graph/graph-source.js';
import { known } from '../../../src/domain/reading.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { countedDay } from '../../../src/domain/template-day.js';
import { instantOf } from '../../../src/domain/time.js';
import { simulate } from '../../simulator/calling.js';
import { aNumber, appSecret, aWaba, noon, storyOf, token } from '../../simulator/world-for-tests.js';
import { clockAt, keptLog, planOf } from './graph-answers.js';
import { seenBy } from './seen.js';

const now = instantOf(noon);
const template = {
  id: '5001',
  name: 'promo',
  language: 'id',
  category: 'MARKETING',
  status: 'PAUSED',
  quality: 'RED',
  daily: { sent: 1_200, delivered: 1_150, read: 356, clicked: 12 },
};
const accounts = [
  aWaba('2001', { numbers: [aNumber('3001')], templates: [template] }),
  aWaba('2002', { numbers: [aNumber('4001')] }),
];

test('a whole look sees what became of the messages of templates, where the settings ask for it', async () => {
  const simulator = await simulate(storyOf(accounts));
  const sourceWith = (templateInsights: boolean): OpenGraphSource =>
    graphSource({
      baseUrl: simulator.url,
      tokenOf: () => ({ token, label: 'main' }),
      appSecret,
      clock: clockAt(now),
      log: keptLog(),
      templates: () => true,
      templateInsights,
    });
  const plan = planOf({ id: '1001' as PortfolioId, business: '1001', wabas: [] });
  const { wabas } = await seenBy(sourceWith(true), plan, now);
  expect(wabas.find(({ id }) => id === '2001')?.insights).toEqual({
    askedAt: now,
    day: countedDay(now).from,
    insights: known([{ template: '5001', sent: 1_200, delivered: 1_150, read: 356, clicked: 12 }]),
  });
  expect(wabas.find(({ id }) => id === '2002')).not.toHaveProperty('insights');
  const without = await seenBy(sourceWith(false), plan, now);
  expect(without.wabas.find(({ id }) => id === '2001')).not.toHaveProperty('insights');
});
