import type { ChartFacts } from '../chart-facts.js';
import type { StandingStep } from '../history/looks.js';
import type { Incident } from '../incident.js';
import type { Occurrence } from '../occurrence.js';
import type { CountedHour } from '../signals/counted-hour.js';
import type { SignSettings } from '../signals/judge-signs.js';
import { after, DAY, type Instant } from '../time.js';
import { causeEnd, type PossibleCause } from './cause.js';
import { limitBefore } from './limit-before.js';
import { signsBefore } from './signs-before.js';
import { causesWithin, isForWorse, qualityChanges, type Changeable } from './standing-change.js';
import { toldBefore, type CausesOf } from './told-before.js';
import { volumeBefore, type VolumeRecord } from './volume-before.js';

/** All that is known of the time before a change. Null: of a whole portfolio it is not asked. */
export interface Evidence extends CausesOf {
  readonly what: Changeable;
  /** When a look saw the change, by Meta's clock. */
  readonly at: Instant;
  readonly steps: readonly StandingStep[];
  readonly incidents: readonly Incident[];
  readonly happened: readonly Occurrence[];
  readonly hours: readonly CountedHour[] | null;
  readonly settings: SignSettings;
  readonly volume: VolumeRecord | null;
  /** Usage against the limit that holds for the number. */
  readonly usage: ChartFacts;
}

/** What could not be looked at, so that nothing of it can be ruled out. */
export type Unseen = 'no-webhooks' | 'too-little' | 'no-volume' | 'no-templates';

/** What came before a change. */
export interface CausesFound {
  /** The likeliest first. */
  readonly causes: readonly PossibleCause[];
  readonly unseen: readonly Unseen[];
}

/**
 * What came before a change, within seven days, the likeliest first. Nothing from after the change counts, nor what is
 * unknown. It is an order of time and strength, and no proof. Pure.
 */
export function findCauses(evidence: Evidence): CausesFound {
  const { at, hours, volume, steps, incidents, happened, number, snapshot } = evidence;
  const signs = hours === null ? null : signsBefore(hours, at, evidence.settings);
  const jumps = volume === null ? null : volumeBefore(volume, at);
  const all: readonly PossibleCause[] = [
    ...(signs?.causes ?? []),
    ...(jumps ?? []),
    ...toldBefore(evidence, incidents, happened, at),
    ...earlierRatings(steps),
    ...(limitBefore(evidence.usage, at) ?? []),
  ];
  const causes = onceEach(
    all
      .filter((cause) => cameBefore(cause, at))
      .toSorted((a, b) => likelihood(b, evidence) - likelihood(a, evidence)),
  );
  const account = snapshot.wabas.find(({ id }) => id === number?.waba);
  const unseen: readonly Unseen[] = [
    ...(signs?.unseen ? [signs.unseen] : []),
    ...(volume !== null && jumps === null ? (['no-volume'] as const) : []),
    ...(account !== undefined && !account.templates.known ? (['no-templates'] as const) : []),
  ];
  return { causes, unseen };
}

/** A span may end with the change. What happened in the same look as the change came with it. */
function cameBefore(cause: PossibleCause, at: Instant): boolean {
  const end = causeEnd(cause);
  return end > after(at, -causesWithin) && ('span' in cause ? end <= at : end < at);
}

function earlierRatings(steps: readonly StandingStep[]): readonly PossibleCause[] {
  return qualityChanges(steps).flatMap((change) =>
    change.what === 'quality' && isForWorse(change)
      ? [{ kind: 'quality', at: change.at, before: change.before, now: change.now }]
      : [],
  );
}

/** The likeliest of each sign, template and kind. */
function onceEach(ordered: readonly PossibleCause[]): readonly PossibleCause[] {
  const told = new Set<string>();
  return ordered.filter((cause) => {
    const key = keyOf(cause);
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
}

function keyOf(cause: PossibleCause): string {
  switch (cause.kind) {
    case 'sign':
      return `sign ${cause.sign.signal}`;
    case 'template':
      return `template ${cause.name}`;
    case 'meta':
      return `meta ${cause.state}`;
    case 'volume':
    case 'quality':
    case 'sending':
    case 'limit-reached':
      return cause.kind;
  }
}

/** In so much time before the change a cause weighs half as much. */
const halfIn = 2 * DAY;

/** How likely a cause is beside others, from 0 to 1: how strong it was, and how long before the change. */
export function likelihood(cause: PossibleCause, { what, at }: Pick<Evidence, 'what' | 'at'>): number {
  // By its end alone a long span would always lie closer than the few hours in it that tell most.
  const when = 'span' in cause ? (cause.span.from + cause.span.to) / 2 : cause.at;
  return strengthOf(cause, what) * 0.5 ** ((at - when) / halfIn);
}

/** What Meta itself said of the account comes first; then what people did; last how much was sent. */
function strengthOf(cause: PossibleCause, what: Changeable): number {
  switch (cause.kind) {
    case 'meta':
    case 'sending':
      return what === 'quality' ? 0.8 : 1;
    case 'sign': {
      const { level, deviations, signal } = cause.sign;
      const strength = (level === 2 ? 0.75 : 0.5) + Math.min(0.2, deviations / 75);
      // Numbers that do not exist say more of a list than of how messages are taken.
      return signal === 'undeliverable' ? strength / 2 : strength;
    }
    case 'template':
      return ofTemplate[cause.state];
    case 'quality':
      return what === 'quality' ? 0.4 : 0.7;
    case 'volume':
      return cause.recipients >= 4 * cause.usual ? 0.6 : 0.45;
    case 'limit-reached':
      return what === 'quality' ? 0.25 : 0.4;
  }
}

const ofTemplate = { disabled: 0.8, red: 0.8, paused: 0.75, flagged: 0.7, yellow: 0.6, unwell: 0.4 } as const;
