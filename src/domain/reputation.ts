import type { Incident } from './incident.js';
import type { NumberId, NumberSnapshot, PortfolioSnapshot, Quality, Status } from './snapshot.js';
import type { Instant } from './time.js';

/** What the platform thinks of a number, and since when; null: not known since when. */
export interface Reputation {
  readonly number: NumberId;
  readonly label: string;
  readonly status: Status;
  readonly statusSince: Instant | null;
  readonly quality: Quality;
  readonly qualitySince: Instant | null;
}

/** What a reputation is made of: a number, and what people call it. */
type Named = Pick<NumberSnapshot, 'id' | 'status' | 'quality'> & { readonly label: string };

/**
 * The reputation of each number, dated by the incidents that stand for its trouble. Trouble is dated from the first look
 * that saw it, so it may be older; a number that is well has no date.
 */
export function reputationsOf(
  numbers: readonly Named[],
  incidents: readonly Incident[],
): readonly Reputation[] {
  const live = new Map(incidents.map((incident) => [incident.key, incident]));
  return numbers.map(({ id, label, status, quality }) => {
    const statusTrouble = live.get(`status:number:${id}`);
    const qualityTrouble = live.get(`quality:number:${id}`);
    const sameStatus =
      statusTrouble?.finding.facts.rule === 'status' && statusTrouble.finding.facts.status === status;
    const sameQuality =
      qualityTrouble?.finding.facts.rule === 'quality' && qualityTrouble.finding.facts.quality === quality;
    return {
      number: id,
      label,
      status,
      statusSince: sameStatus ? statusTrouble.worsenedAt : null,
      quality,
      qualitySince: sameQuality ? qualityTrouble.worsenedAt : null,
    };
  });
}

/** Whether a look may have missed numbers of the portfolio. */
export function hidesNumbers(snapshot: PortfolioSnapshot): boolean {
  return snapshot.gaps.some((gap) => gap.part === 'numbers' || gap.part === 'discovery');
}
