import { unknown } from '../../domain/reading.js';
import type { LookGap } from '../../domain/snapshot.js';
import type { WabaLook } from './waba-look.js';

/** What is known of the time by which accounts were asked. */
export type TimeKnown =
  /** Meta's own, as its answers tell it. */
  | 'sure'
  /** Ours: no answer told Meta's. */
  | 'ours'
  /** The answers do not agree on it. */
  | 'unsettled';

/**
 * The looks without volume that may be of another time than it seems. What is missing may be so only because Meta does
 * not have that time yet; what is there is of the time it names.
 */
export function withSureTime(looks: readonly WabaLook[], time: TimeKnown): readonly WabaLook[] {
  if (time === 'sure' || (time === 'ours' && looks.some(countsSomething))) return looks;
  return looks.map((look): WabaLook => {
    if (look.kind === 'hidden' || !look.volume.known) return look;
    const gap: LookGap = {
      waba: look.id,
      part: 'usage',
      problem: 'unintelligible',
      cause: { reason: 'time-unsure' },
    };
    return { ...look, volume: unknown('time-unsure'), gaps: [...look.gaps, gap] };
  });
}

function countsSomething(look: WabaLook): boolean {
  return look.kind === 'seen' && look.volume.known && look.volume.value.volumes.size > 0;
}
