import type { TakenLook } from '../../app/poll.js';
import { webhookTrialsOf } from '../webhooks.js';
import type { TrialOf } from './trial-context.js';

/** The webhooks of what was seen; why the rest was not seen is told already. */
export const webhooksTrial: TrialOf = ({ configuration, looks }) =>
  webhookTrialsOf(configuration, looks.flatMap(seenPart));

function seenPart(look: TakenLook): readonly TakenLook[] {
  const { observation } = look;
  if (observation.kind === 'blind') return [];
  const { snapshot } = observation;
  const hidden = new Set(snapshot.gaps.flatMap(({ waba, part }) => (part === 'numbers' ? (waba ?? []) : [])));
  const wabas = snapshot.wabas.filter(({ id }) => !hidden.has(id));
  return [{ ...look, observation: { ...observation, snapshot: { ...snapshot, wabas } } }];
}
