import { alertCard } from '../src/cards/alert.js';
import { noIncidentCard } from '../src/cards/deed.js';
import { incidentLabel, incidentsCard, liveIncidents } from '../src/cards/incidents.js';
import { answered, defineCommand, type Context } from '../src/app/command.js';
import { findIncidents, subjectOf } from '../src/app/find-incident.js';
import type { Choice } from '../src/ports.js';

/** Open incidents, worst first, or one of them in detail. */
export const incidents = defineCommand({
  name: 'incidents',
  example: '',
  options: [{ name: 'id', required: false, choices: true }],
  visibility: 'asker',
  changesState: false,
  async run(call, context) {
    const portfolios = await context.portfolios();
    const states = portfolios.map(({ state }) => state);
    const id = call.option('id');
    if (id === '') return answered(incidentsCard(states, context.reader));
    const found = findIncidents(id, portfolios);
    const first = found?.incidents[0];
    if (!found || !first) {
      const offer = (other: string): string => `incidents ${other}`;
      const missed = { typed: id, what: 'incident', ended: null, offer } as const;
      return answered(noIncidentCard(missed, states, context.reader));
    }
    context.about(subjectOf(found));
    const view = { state: found.watched.state, incidents: found.incidents, thread: found.thread ?? first.id };
    return answered(alertCard(view, context.reader));
  },
  complete: (_option, typed, context) => incidentChoices(typed, context),
});

/** Open incidents that fit what somebody has typed so far. */
export async function incidentChoices(typed: string, context: Context): Promise<readonly Choice[]> {
  const states = (await context.portfolios()).map(({ state }) => state);
  const wanted = typed.trim().toLowerCase();
  return liveIncidents(states)
    .map((one) => ({ label: incidentLabel(one, context.reader), value: one.incident.id }))
    .filter(({ label, value }) => value.startsWith(wanted) || label.toLowerCase().includes(wanted));
}
