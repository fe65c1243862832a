import type { Reading } from './reading.js';
import type { PortfolioSnapshot, Quality, TemplateSnapshot, WabaId, WabaSnapshot } from './snapshot.js';
import type { InsightsSight, TemplateDay } from './template-day.js';
import { DAY, instantOf, type Instant, type Span } from './time.js';

/** A template with what became of its messages. */
interface TemplateReading {
  readonly template: TemplateSnapshot;
  readonly sent: number;
  readonly delivered: number;
  readonly clicked: number | null;
  /** Read of those delivered, from 0 to 1; null: not known, or too few to tell. */
  readonly readShare: number | null;
}

/** The templates of an account on one day. */
export interface TemplateReadings {
  readonly day: Span;
  /** The most sent first. */
  readonly templates: readonly TemplateReading[];
}

/** The template that most likely explains how messages are taken. */
export interface TellingTemplate {
  readonly template: TemplateSnapshot;
  /** `rated`: Meta rates it badly, or paused it. `least-read`: a smaller part was read than of all others. */
  readonly because: 'rated' | 'least-read';
  /** Null: nothing is known of its messages. */
  readonly reading: TemplateReading | null;
  readonly day: Span | null;
}

/** A share of fewer messages says nothing. */
const enoughDelivered = 100;
/** A template is read least only where others are read so many times as much. */
const clearlyLess = 1.5;
/** Older figures say nothing of what goes on now. */
const young = 3 * DAY;

/** What Meta told last of the templates of each account; nothing of those that nobody asked for. */
export function insightsIn(snapshot: PortfolioSnapshot | undefined): ReadonlyMap<WabaId, InsightsSight> {
  const told = (snapshot?.wabas ?? []).flatMap(({ id, insights }) =>
    insights === undefined ? [] : [[id, insights] as const],
  );
  return new Map(told);
}

/** Of an account: its templates on the newest counted day. Unknown where nobody asked, or Meta did not tell. */
export function templateReadings(
  { templates, insights }: WabaSnapshot,
  now: Instant,
): Reading<TemplateReadings> {
  if (insights === undefined) return { known: false, why: 'not-looked-yet' };
  if (!insights.insights.known) return insights.insights;
  if (!templates.known) return templates;
  if (now - insights.day > young) return { known: false, why: 'incomplete' };
  const days = new Map(insights.insights.value.map((day) => [day.template, day]));
  const found = templates.value.flatMap((template): readonly TemplateReading[] => {
    const day = days.get(template.id);
    return day === undefined ? [] : [readingOf(template, day)];
  });
  return {
    known: true,
    value: {
      day: { from: insights.day, to: instantOf(insights.day + DAY) },
      templates: found.toSorted((a, b) => b.sent - a.sent),
    },
  };
}

function readingOf(
  template: TemplateSnapshot,
  { sent, delivered, read, clicked }: TemplateDay,
): TemplateReading {
  const isKnown = read !== null && delivered >= enoughDelivered;
  return { template, sent, delivered, clicked, readShare: isKnown ? Math.min(1, read / delivered) : null };
}

/**
 * The template to name beside trouble. First one that Meta rates badly: the most sent of them, else the worst. Else,
 * where people take messages badly (`suspicious`), the clearly least read one. Null: none stands out.
 */
export function tellingTemplate(
  waba: WabaSnapshot,
  suspicious: boolean,
  now: Instant,
): TellingTemplate | null {
  const readings = templateReadings(waba, now);
  const day = readings.known ? readings.value.day : null;
  const all = readings.known ? readings.value.templates : [];
  const rated = waba.templates.known ? waba.templates.value.filter((one) => badnessOf(one) > 0) : [];
  const sent = all.find(({ template, sent: count }) => count > 0 && rated.includes(template));
  if (sent) return { template: sent.template, because: 'rated', reading: sent, day };
  const worst = worstRated(rated);
  if (worst) return { template: worst, because: 'rated', reading: null, day: null };
  const least = suspicious ? leastRead(all) : null;
  return least && { template: least.template, because: 'least-read', reading: least, day };
}

/** The one that is read clearly less than the next; null: there is nothing to compare with, or it is no less. */
function leastRead(all: readonly TemplateReading[]): TemplateReading | null {
  const shares = all.flatMap((one) => (one.readShare === null ? [] : [{ one, share: one.readShare }]));
  const [least, next] = shares.toSorted((a, b) => a.share - b.share);
  return least && next && next.share >= least.share * clearlyLess ? least.one : null;
}

/** The one that Meta rates worst, the first of equals; null: none is rated badly. */
export function worstRated(templates: readonly TemplateSnapshot[]): TemplateSnapshot | null {
  const [first, ...others] = templates.filter((one) => badnessOf(one) > 0);
  if (first === undefined) return null;
  return others.reduce((worst, one) => (badnessOf(one) > badnessOf(worst) ? one : worst), first);
}

const ratings: readonly Quality[] = ['yellow', 'red'];

/** How bad Meta says a template is, from 0. Paused or disabled is worse than any rating. */
export function badnessOf({ quality, status }: Pick<TemplateSnapshot, 'quality' | 'status'>): number {
  const word = status?.trim().toUpperCase();
  return word === 'PAUSED' || word === 'DISABLED' ? ratings.length + 1 : ratings.indexOf(quality) + 1;
}
