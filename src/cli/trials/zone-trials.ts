import { localTime } from '../../domain/time.js';
import { well, type TrialOf } from './trial-context.js';

/** What the clocks of the time zones in use show, to compare with a watch. */
export const zoneTrials: TrialOf = ({ configuration, clock }) => {
  const zones = new Set([configuration.timezone, ...configuration.routes.map(({ timezone }) => timezone)]);
  const shown = [...zones].map((zone) => {
    const { hour, minute } = localTime(clock.now(), zone);
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')} in ${zone}`;
  });
  return [well('Time zones', `It is now ${shown.join(', ')}.`)];
};
