import { versionEndOf } from '../../adapters/graph/version-life.js';
import { after } from '../../domain/time.js';
import { toFix, well, type TrialOf } from './trial-context.js';

/** Until when Meta answers the version of Graph; one that ends soon still works. */
export const versionTrials: TrialOf = ({ configuration, graph, looks, clock }) => {
  const isTold = looks.some(
    ({ observation }) => observation.kind === 'blind' && observation.cause?.reason === 'version-ended',
  );
  if (isTold || looks.length === 0) return [];
  const { version } = configuration.graph;
  const end = versionEndOf(version, after(clock.now(), graph.clockAhead() ?? 0));
  const what = `Meta, Graph ${version}`;
  if (end === null) return [well(what, 'Meta answers it for 90 days and more, as far as it has said.')];
  return [end.ended ? toFix(what, end.sentence) : well(what, end.sentence)];
};
