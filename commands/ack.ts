import { acknowledgedCard, noIncidentCard } from '../src/cards/deed.js';
import { acknowledge } from '../src/domain/attend.js';
import { answered, defineCommand } from '../src/app/command.js';
import { signatureOf } from '../src/app/context.js';
import { findIncidents, subjectOf } from '../src/app/find-incident.js';
import { incidentChoices } from './incidents.js';

const ackLine = (id: string): string => `ack ${id}`;

/** Says that somebody takes care of one incident, or of all in one alert. */
export const ack = defineCommand({
  name: 'ack',
  example: 'k3f9a2b',
  options: [{ name: 'id', required: true, choices: true }],
  visibility: 'asker',
  changesState: true,
  deed: () => 'ack',
  async run(call, context) {
    const { reader, asker } = context;
    const portfolios = await context.portfolios();
    const found = findIncidents(call.option('id'), portfolios);
    const live = found?.incidents.filter((one) => one.endedAt === null) ?? [];
    if (found) context.about(subjectOf(found));
    else await context.missed(call.option('id'), 'incident');
    if (!found || live.length === 0) {
      context.undone('already-over');
      const states = portfolios.map(({ state }) => state);
      const ended = found?.incidents[0] ?? null;
      const missed = { typed: call.option('id'), what: 'incident', ended, offer: ackLine } as const;
      return answered(noIncidentCard(missed, states, reader));
    }
    const ids = live.map((one) => one.id);
    const by = signatureOf(asker);
    context.about(subjectOf({ ...found, incidents: live }));
    const result = await context.change(
      found.watched.plan.id,
      (state) => acknowledge(state, ids, by, reader.now),
      ({ now, before }) => ({
        why: now.length > 0 ? null : before.length > 0 ? 'already-acknowledged' : 'already-over',
      }),
    );
    return answered(acknowledgedCard(found.watched.state, result, reader));
  },
  complete: (_option, typed, context) => incidentChoices(typed, context),
});
