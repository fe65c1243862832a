import { known, unknown, type Reading } from '../../domain/reading.js';
import type { TemplateSnapshot, WabaId } from '../../domain/snapshot.js';
import {
  areInsightsDue,
  countedDay,
  type InsightsSight,
  type TemplateDay,
} from '../../domain/template-day.js';
import { badnessOf } from '../../domain/template-insights.js';
import { SECOND, type Instant, type Span } from '../../domain/time.js';
import type { Chain } from './chain.js';
import type { FailedCall } from './failure.js';
import type { GraphCall } from './graph-call.js';
import { insightsFrom } from './insights-wire.js';

/** Meta takes no more templates in one call. */
const mostInACall = 10;
/** Calls for one account and day. */
const mostCalls = 5;
/** Meta offers it in no such region, or nobody switched it on; this bot never does, for it cannot be switched off. */
const notOffered: readonly (number | null)[] = [200005, 200006, 200007];

/** Whose templates are to be asked for. */
export interface InsightsWanted {
  readonly waba: WabaId;
  readonly templates: Reading<readonly TemplateSnapshot[]>;
  /** What was told last; absent: nobody asked. */
  readonly last: InsightsSight | undefined;
  /** By Meta's clock. */
  readonly at: Instant;
}

/** Of each account what was told last; where it is due, what `look` sees now. */
export async function lookAtAllInsights(
  wanted: readonly InsightsWanted[],
  look: (one: InsightsWanted) => Promise<InsightsSight | undefined>,
): Promise<ReadonlyMap<WabaId, InsightsSight>> {
  const sights = await Promise.all(wanted.map((one) => (isDue(one) ? look(one) : Promise.resolve(one.last))));
  return new Map(
    wanted.flatMap(({ waba }, place) => {
      const sight = sights[place];
      return sight === undefined ? [] : [[waba, sight] as const];
    }),
  );
}

function isDue({ templates, last, at }: InsightsWanted): boolean {
  return templates.known && templates.value.length > 0 && areInsightsDue(last, at);
}

/** What became of yesterday's messages, in one call for ten templates. Never throws. */
export async function lookAtInsights(
  call: GraphCall,
  chain: Chain,
  { waba, templates, last, at }: InsightsWanted,
): Promise<InsightsSight | undefined> {
  // It is a help and no need: where calls run short, others go first.
  if (!templates.known || call.isTight(chain, waba)) return last;
  const day = countedDay(at);
  const asked = worstFirst(templates.value).slice(0, mostInACall * mostCalls);
  const days: TemplateDay[] = [];
  for (let first = 0; first < asked.length; first += mostInACall) {
    const ids = asked.slice(first, first + mostInACall).map(({ id }) => id);
    const outcome = await call.get({
      path: [waba, 'template_analytics'],
      query: queryOf(day, ids),
      account: waba,
      chain,
    });
    const read = outcome.ok ? insightsFrom(outcome.value, day.from / SECOND) : null;
    if (read === null) {
      const why = outcome.ok ? 'not-understood' : reasonOf(outcome.failure);
      return { askedAt: at, day: day.from, insights: unknown(why) };
    }
    days.push(...read);
  }
  return { askedAt: at, day: day.from, insights: known(days) };
}

function reasonOf({ code }: FailedCall): 'not-offered' | 'refused' {
  return notOffered.includes(code) ? 'not-offered' : 'refused';
}

function queryOf(day: Span, ids: readonly string[]): Readonly<Record<string, string>> {
  return {
    start: String(day.from / SECOND),
    end: String(day.to / SECOND),
    granularity: 'DAILY',
    template_ids: JSON.stringify(ids),
    metric_types: JSON.stringify(['SENT', 'DELIVERED', 'READ', 'CLICKED']),
  };
}

/** Where there are too many to ask for, those in trouble are among them. */
function worstFirst(templates: readonly TemplateSnapshot[]): readonly TemplateSnapshot[] {
  return templates
    .filter(({ status }) => status === null || !['REJECTED', 'PENDING'].includes(status.trim().toUpperCase()))
    .toSorted((a, b) => badnessOf(b) - badnessOf(a));
}
