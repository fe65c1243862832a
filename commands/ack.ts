import { acknowledgedAllCard, acknowledgedCard, allOverCard, noIncidentCard } from '../src/cards/deed.js';
import type { Reply } from '../src/cards/card.js';
import { acknowledge, type Acknowledged } from '../src/domain/attend.js';
import { isKeyOfJoined, liveInJoined, toldInJoined } from '../src/domain/joined.js';
import type { NotDone } from '../src/app/audit.js';
import { answered, defineCommand, type Context } from '../src/app/command.js';
import { signatureOf } from '../src/app/context.js';
import { findIncidents, findJoined, subjectOf } from '../src/app/find-incident.js';
import { incidentChoices } from './incidents.js';

const ackLine = (id: string): string => `ack ${id}`;

/** Says that somebody takes care of one incident, or of all in one alert. Also of all alerts that share a message. */
export const ack = defineCommand({
  name: 'ack',
  example: 'k3f9a2b',
  options: [{ name: 'id', required: true, choices: true }],
  visibility: 'asker',
  changesState: true,
  deed: () => 'ack',
  async run(call, context) {
    const { reader, asker } = context;
    const typed = call.option('id');
    if (isKeyOfJoined(typed)) return acknowledgeAll(typed, context);
    const portfolios = await context.portfolios();
    const found = findIncidents(typed, portfolios);
    const live = found?.incidents.filter((one) => one.endedAt === null) ?? [];
    if (found) context.about(subjectOf(found));
    else await context.missed(typed, 'incident');
    if (!found || live.length === 0) {
      context.undone('already-over');
      const states = portfolios.map(({ state }) => state);
      const ended = found?.incidents[0] ?? null;
      const missed = { typed, what: 'incident', ended, offer: ackLine } as const;
      return answered(noIncidentCard(missed, states, reader));
    }
    const ids = live.map((one) => one.id);
    const by = signatureOf(asker);
    context.about(subjectOf({ ...found, incidents: live }));
    const result = await context.change(
      found.watched.plan.id,
      (state) => acknowledge(state, ids, by, reader.now),
      outcomeOf,
    );
    return answered(acknowledgedCard(found.watched.state, result, reader));
  },
  complete: (_option, typed, context) => incidentChoices(typed, context),
});

function outcomeOf({ now, before }: Acknowledged): { readonly why: NotDone | null } {
  return { why: now.length > 0 ? null : before.length > 0 ? 'already-acknowledged' : 'already-over' };
}

/** Takes all that is open of a shared message, as far as the asker may. */
async function acknowledgeAll(key: string, context: Context): Promise<Reply> {
  const { reader, asker } = context;
  const portfolios = await context.portfolios();
  const states = portfolios.map(({ state }) => state);
  const hidden = await context.hiddenInJoined(key);
  const found = findJoined(key, portfolios);
  if (found.length === 0) {
    const over = toldInJoined(states, key);
    context.undone(over === 0 ? 'not-found' : 'already-over');
    const missed = { typed: key, what: 'incident', ended: null, offer: ackLine } as const;
    return answered(over === 0 ? noIncidentCard(missed, states, reader) : allOverCard(over, reader));
  }
  const by = signatureOf(asker);
  const results = await context.changeEach(
    found.map(subjectOf),
    (state) => {
      const ids = liveInJoined(state, key).map(({ id }) => id);
      return acknowledge(state, ids, by, reader.now);
    },
    outcomeOf,
  );
  const refused = found.filter((_, place) => results[place] === null);
  const left = refused.reduce((sum, { incidents }) => sum + incidents.length, hidden);
  const all: Acknowledged = {
    now: results.flatMap((one) => one?.now ?? []),
    before: results.flatMap((one) => one?.before ?? []),
  };
  return answered(acknowledgedAllCard(all, left, reader));
}
