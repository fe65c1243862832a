import type { Incident } from '../incident.js';
import { recipientsOf, type Limit } from '../limit.js';
import type { Reading } from '../reading.js';
import { metaTime } from '../meta-time.js';
import type { IncidentTrace, LookNote, MetaState } from './looks.js';
import type { NumberId, Observation, PortfolioSnapshot, Quality } from '../snapshot.js';
import { presentOf } from '../same-phone.js';
import type { PortfolioState } from '../state.js';
import type { Instant } from '../time.js';

/** From the best to the worst; what is unknown is worse than green, and hides no worse colour. */
const colours: readonly Quality[] = ['green', 'unknown', 'yellow', 'red'];

/** What a look leaves on record beside usage, by Meta's clock. `usageSince`: from when on all usage is on record; null: it is not. */
export function lookNote(
  observation: Observation,
  state: PortfolioState,
  usageSince: Instant | null,
): LookNote {
  const seen = observation.kind === 'seen' ? observation.snapshot : null;
  const counted = seen?.usage.known === true ? seen.usage.value.counted : undefined;
  return {
    at: metaTime(observation.at, seen ?? state.sight?.snapshot),
    usageSince: seen?.usage.known === true ? usageSince : null,
    standings: seen && standingsOf(seen),
    incidents: [...state.ended, ...state.incidents.filter((one) => one.state !== 'pending')].map(traceOf),
    ...(counted === undefined ? {} : { people: { atLeast: counted.atLeast, atMost: counted.atMost } }),
  };
}

function standingsOf({ numbers, limit, gaps }: PortfolioSnapshot): LookNote['standings'] {
  const hidden = gaps.some(({ part }) => part === 'numbers' || part === 'discovery');
  const all: readonly Quality[] = [
    ...presentOf(numbers).map(({ quality }) => quality),
    ...(hidden || numbers.length === 0 ? (['unknown'] as const) : []),
  ];
  return {
    portfolio: {
      quality: colours.findLast((colour) => all.includes(colour)) ?? 'unknown',
      status: null,
      limit: figureOf(limit),
    },
    numbers: new Map(
      numbers.map(({ id, quality, status, limit: own }): [NumberId, MetaState] => [
        id,
        { quality, status, limit: figureOf(own) },
      ]),
    ),
  };
}

function figureOf(limit: Reading<Limit>): number | null {
  return limit.known ? recipientsOf(limit.value) : null;
}

function traceOf({ id, finding, openedAt, endedAt }: Incident): IncidentTrace {
  const { subject, severity } = finding;
  const number = subject.kind === 'number' ? (subject.id as NumberId) : null;
  return { id, number, severity, at: openedAt, until: endedAt };
}
