import type { TakenLook } from '../../app/poll.js';
import { oneLimitSentence, plansOfOneLimit } from '../../app/shared-limit.js';
import type { PortfolioPlan, Trial } from '../../ports.js';
import { toFix, type TrialOf } from './trial-context.js';

/** Whether accounts belong to the portfolio they are under, and no limit is watched twice. */
export const ownerTrials: TrialOf = ({ configuration, looks }) => {
  const shares = ({ rulebook }: PortfolioPlan): boolean =>
    configuration.rulebooks.get(rulebook)?.scope === 'portfolio';
  const sharing = plansOfOneLimit(looks, shares).map((plans) =>
    toFix('Meta, portfolios', oneLimitSentence(plans)),
  );
  return [...looks.flatMap(strangers), ...sharing];
};

/** Accounts named by hand under the id of a portfolio that does not own them. */
function strangers({ plan, owner, observation }: TakenLook): readonly Trial[] {
  if (observation.kind === 'blind' || plan.business === null) return [];
  const { wabas } = observation.snapshot;
  const isNamed = (id: (typeof wabas)[number]['id']): boolean => plan.wabas.includes(id);
  if (owner !== null && owner !== plan.business && wabas.every(({ id }) => isNamed(id))) {
    const say = `Its accounts belong to portfolio ${owner}, not to ${plan.business}. Set id to ${owner}.`;
    return [toFix(`Meta, ${plan.name}`, say)];
  }
  return wabas
    .filter(({ id, otherLimit }) => otherLimit === true && isNamed(id))
    .map(({ id }) =>
      toFix(
        `Meta, ${plan.name}, ${id}`,
        'It belongs to another portfolio, with a limit of its own. Name it under a portfolio of its own in the settings.',
      ),
    );
}
