import { forecastsOf, type Forecast } from '../domain/forecast.js';
import { metaTime } from '../domain/meta-time.js';
import type { Rulebook } from '../domain/rulebook.js';
import type { PortfolioState } from '../domain/state.js';
import type { GraphLook } from '../ports.js';
import type { Renewed } from './recorded-usage.js';
import { recordedSince, recordedWith } from './usage-record.js';

/** What a look brought, and the record with it. */
export type Sighting = GraphLook & Renewed;

/** The state with how far its usage is on record once the look's is. */
export function withRecord(
  state: PortfolioState,
  { observation, volumes, changes }: Sighting,
): PortfolioState {
  if (observation.kind === 'blind' || changes === null) return state;
  const { snapshot } = observation;
  const at = metaTime(observation.at, snapshot);
  const recorded = recordedWith(state.recorded, volumes, at);
  return { ...state, recorded, recordedSince: recordedSince(recorded, snapshot, at) };
}

/** What is to be expected of each owner of a limit; none while blind. */
export function forecastsFor(
  state: PortfolioState,
  { observation, recorded }: Sighting,
  rulebook: Rulebook,
): readonly Forecast[] {
  if (observation.kind === 'blind') return [];
  return forecastsOf({
    now: observation.at,
    snapshot: observation.snapshot,
    incidents: state.incidents,
    rulebook,
    history: recorded,
    since: state.recordedSince ?? metaTime(observation.at, observation.snapshot),
  });
}
