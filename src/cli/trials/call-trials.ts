import { timesAnHour } from '../../adapters/system/cron-times.js';
import { toFix, well, type TrialOf } from './trial-context.js';

/** No more rounds are counted. */
const mostRounds = 120;

/** Whether the calls of an hour last for as many looks as are wanted. */
export const callTrials: TrialOf = ({ configuration, graph, looks, clock }) => {
  const shares = looks.flatMap(({ plan, observation }) => {
    if (observation.kind === 'blind') return [];
    const accounts = observation.snapshot.wabas.map(({ id }) => id);
    return [graph.callShare(plan, accounts)];
  });
  if (shares.length === 0) return [];
  const share = Math.max(...shares);
  const rounds = timesAnHour(configuration.poll.every, clock.now(), mostRounds);
  const taken = share < 0.01 ? 'less than 1 %' : `${String(Math.round(share * 100))} %`;
  const fact = `A round of looks takes ${taken} of an hour's calls; ${String(rounds)} rounds an hour are wanted.`;
  if (share * rounds <= 1) return [well('Meta, calls', fact)];
  const remedy =
    'Set poll.every to look less often, or raise graph.maxCallsPerHour; until then looks are left out.';
  return [toFix('Meta, calls', `${fact} ${remedy}`)];
};
