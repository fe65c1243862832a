import { causeSentence } from '../../app/cause-sentence.js';
import { clockCause } from '../../domain/meta-time.js';
import { toFix, well, type TrialOf } from './trial-context.js';

/** Whether our clock is Meta's, as every answer tells it, a refusal too. */
export const clockTrials: TrialOf = ({ graph, looks, clock }) => {
  if (looks.length === 0) return [];
  const ahead = graph.clockAhead();
  if (ahead === null) return [];
  const cause = clockCause(ahead === 0 ? {} : { metaAhead: ahead });
  return [
    cause === null
      ? well('Clock', "It agrees with Meta's.")
      : toFix('Clock', causeSentence(cause, clock.now())),
  ];
};
