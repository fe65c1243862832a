import type { LedgerFigure } from './ledger/figure.js';
import { metaTime } from './meta-time.js';
import { known, type Reading } from './reading.js';
import type { PortfolioSnapshot } from './snapshot.js';
import { after, DAY, HALF_HOUR, halfHourOf, instantOf, type Instant, type Span } from './time.js';
import {
  freeing,
  movingDay,
  settling,
  sumWithin,
  type Counted,
  type Leaving,
  type Series,
  type Usage,
} from './usage.js';

/** Volume counts messages, several to one person too. Beyond this many times the people, some deliveries may be unseen. */
const farAbove = 5;
/** Small figures say nothing of that. */
const tooFew = 100;

/** A look with the people counted until now: what is used is the smallest figure that is surely an upper bound. */
export function withCounted(snapshot: PortfolioSnapshot, figure: LedgerFigure | null): PortfolioSnapshot {
  const volume = volumeOf(snapshot.usage);
  // Webhooks of an account with another limit tell of people who use that one.
  const counted = snapshot.wabas.some(({ otherLimit }) => otherLimit) ? null : figure;
  const usage =
    counted === null ? volume : joined(volume, countedIn(snapshot, counted), metaTime(counted.at, snapshot));
  return usage === snapshot.usage ? snapshot : { ...snapshot, usage };
}

/** Meta's volume, whatever else was counted. */
export function volumeOf(usage: Reading<Usage>): Reading<Usage> {
  if (!usage.known) return usage;
  const { counted, volume, ...own } = usage.value;
  return volume ?? (counted === undefined ? usage : known(own));
}

/** What of a usage comes free and when, in rising order: by the minute where people were counted. */
export function freed(usage: Reading<Usage>, series: Series, now: Instant): readonly Leaving[] {
  const counted = usage.known && usage.value.source === 'ledger' ? usage.value.counted : undefined;
  return counted === undefined ? freeing(series, now) : counted.releases.filter(({ at }) => at > now);
}

/** The figure of all who use the limit: of accounts that are watched apart only the volume is known. */
function countedIn(snapshot: PortfolioSnapshot, figure: LedgerFigure): Counted {
  const counted = withoutGaps(figure);
  const { elsewhere = 0 } = snapshot;
  const atMost = hidesAccounts(snapshot) || counted.atMost === null ? null : counted.atMost + elsewhere;
  const told = sumWithin(snapshot.series, settledDay(metaTime(figure.at, snapshot))) - elsewhere;
  const mayMiss = atMost !== null && told > (atMost - elsewhere) * farAbove + tooFew;
  if (atMost === null || mayMiss) {
    return { ...counted, accuracy: 'at-least', atMost: null, ...(mayMiss ? { mayMiss } : {}) };
  }
  return elsewhere === 0 ? counted : { ...counted, accuracy: 'between', atMost };
}

/** The whole half hours of the moving day that Meta has settled: whoever was reached in them is counted at `now`. */
function settledDay(now: Instant): Span {
  return {
    from: instantOf(Math.ceil((now - DAY) / HALF_HOUR) * HALF_HOUR),
    to: halfHourOf(after(now, -settling)),
  };
}

function withoutGaps(figure: LedgerFigure): Counted {
  const { at, accuracy, atLeast, atMost, releases, countingSince, exactFrom } = figure;
  return { at, accuracy, atLeast, atMost, releases, countingSince, exactFrom };
}

function hidesAccounts({ gaps }: PortfolioSnapshot): boolean {
  return gaps.some(
    ({ part, waba, cause }) =>
      part === 'discovery' || (part === 'usage' && waba === null && cause?.reason === 'elsewhere-unread'),
  );
}

function joined(volume: Reading<Usage>, counted: Counted, asOf: Instant): Reading<Usage> {
  const { atLeast, atMost } = counted;
  const ledger = { source: 'ledger', window: movingDay(asOf), asOf, counted, volume } as const;
  if (counted.accuracy === 'exact') return known({ ...ledger, recipients: atLeast, accuracy: 'exact' });
  // Volume that comes in late may be lower than what was surely reached.
  const bound = volume.known && volume.value.recipients >= atLeast ? volume.value : null;
  if (atMost !== null && (bound === null || atMost <= bound.recipients)) {
    return known({ ...ledger, recipients: atMost, accuracy: 'at-most' });
  }
  if (bound !== null) return known({ ...bound, counted });
  // Nobody counted is not nobody reached.
  return atLeast === 0 ? volume : known({ ...ledger, recipients: atLeast, accuracy: 'at-least' });
}
