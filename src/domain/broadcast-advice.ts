import type { Incident } from './incident.js';
import type { Unknown } from './reading.js';
import { openSignsOf } from './signals/open-signs.js';
import type { NumberSnapshot, PortfolioSnapshot } from './snapshot.js';
import type { StopShare } from './stop-share.js';
import { tellingTemplate, templateReadings, type TellingTemplate } from './template-insights.js';
import type { Instant } from './time.js';

/** What is known of how people take what a number sends, beside its early signs. */
export interface BroadcastAdvice {
  /** Null: none stands out, or templates are not read. */
  readonly telling: TellingTemplate | null;
  /** Why it is not known how the messages of that template were taken; null: it is known, or nobody asked. */
  readonly untold: Unknown | null;
  /** Yesterday's; null: not known. */
  readonly stops: StopShare | null;
}

/** What to say beside whether a broadcast of a number fits. */
export function broadcastAdvice(
  snapshot: Pick<PortfolioSnapshot, 'wabas'>,
  incidents: readonly Incident[],
  number: NumberSnapshot,
  stops: StopShare | null,
  now: Instant,
): BroadcastAdvice {
  const waba = snapshot.wabas.find(({ id }) => id === number.waba);
  if (waba === undefined) return { telling: null, untold: null, stops };
  const hasSigns = openSignsOf(incidents, number) !== null;
  const telling = tellingTemplate(waba, hasSigns, now);
  const readings = templateReadings(waba, now);
  const isMissed = (hasSigns || telling !== null) && telling?.reading == null;
  const isAsked = waba.insights !== undefined;
  return { telling, untold: isMissed && isAsked && !readings.known ? readings.why : null, stops };
}
