import * as z from 'zod';
import { findingReport } from '../app/finding-report.js';
import { liveIncidents, type LiveIncident } from '../cards/incidents.js';
import { silenceOf } from '../domain/silence.js';
import { isoOf, type Instant } from '../domain/time.js';
import { unseen } from './find.js';
import { defineQuestion, told } from './question.js';
import { finding, instant, portfolioSight } from './shapes.js';
import { sightReport } from './sight.js';

const incident = z.object({
  id: z.string(),
  portfolio: z.object({ id: z.string(), name: z.string() }),
  state: z.enum(['open', 'acknowledged']),
  ...finding,
  openedAt: instant.describe('When it was first seen.'),
  worsenedAt: instant.describe('When it last got worse.'),
  firingAt: instant.describe('When it was last seen.'),
  acknowledged: z.object({ by: z.string(), at: instant }).nullable(),
  silencedUntil: instant.nullable().describe('It is not told until then; null: it is told.'),
});

/** The incidents that are not over, worst first. There is no answer before the first look. */
export const incidents = defineQuestion({
  path: 'incidents',
  name: 'incidents',
  summary: 'The incidents that are not over, worst first, as the last look of each portfolio left them.',
  asked: z.strictObject({}),
  answer: z.object({ portfolios: z.array(portfolioSight), incidents: z.array(incident) }),
  troubles: ['not-looked-yet'],
  async ask(_asked, known) {
    const all = await known.portfolios();
    const [first] = all;
    if (first && all.every(({ state }) => state.lookedAt === null)) return unseen(first, known);
    const live = liveIncidents(all.map(({ state }) => state));
    return told({
      portfolios: all.map((watched) => sightReport(watched, known.now)),
      incidents: live.map((one) => incidentReport(one, known.now)),
    });
  },
});

function incidentReport({ state, incident: one }: LiveIncident, now: Instant): z.infer<typeof incident> {
  const { acknowledged } = one;
  const silence = silenceOf(state.silences, one.finding, now);
  return {
    id: one.id,
    portfolio: { id: state.portfolio, name: state.name },
    state: acknowledged === null ? 'open' : 'acknowledged',
    ...findingReport(one.finding, now),
    openedAt: isoOf(one.openedAt),
    worsenedAt: isoOf(one.worsenedAt),
    firingAt: isoOf(one.firingAt),
    acknowledged: acknowledged && { by: acknowledged.by, at: isoOf(acknowledged.at) },
    silencedUntil: silence === null ? null : isoOf(silence.until),
  };
}
