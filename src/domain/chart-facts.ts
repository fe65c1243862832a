import type { Severity } from './finding.js';
import type { Quality } from './snapshot.js';
import type { Instant } from './time.js';

/** Usage at an instant between two bounds in people, equal where it is exact; a bound nobody knows is null. */
export interface ChartPoint {
  readonly at: Instant;
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

/** The limit from `at` until the next step: people per moving 24 hours, Infinity without a cap, null where unknown. */
export interface LimitStep {
  readonly at: Instant;
  readonly recipients: number | null;
}

/** The worst quality of the numbers from `at` until the next step. */
export interface QualityStep {
  readonly at: Instant;
  readonly quality: Quality;
}

/** An incident as a mark: when it began, and when it ended (null: it has not). */
export interface IncidentMark {
  readonly at: Instant;
  readonly until: Instant | null;
  readonly severity: Severity;
}

/** Each has its own background, so it is readable in light and dark chats. */
export type Theme = 'light' | 'dark';

/** What a picture of usage shows. Lists need no order; what lies before the first step of a list is unknown. */
export interface ChartFacts {
  readonly from: Instant;
  readonly to: Instant;
  /** The IANA zone whose midnights part the days. */
  readonly zone: string;
  /** `hour`: what the moving 24 hours held at each hour. `day`: the peak of the local day that holds the instant. */
  readonly each: 'hour' | 'day';
  readonly points: readonly ChartPoint[];
  readonly limits: readonly LimitStep[];
  /** Where the warning line lies, in percent of the limit. */
  readonly threshold: number;
  readonly qualities: readonly QualityStep[];
  readonly incidents: readonly IncidentMark[];
  readonly theme: Theme;
}

/** What a chart says in words, in the language of the reader. Plain text: whoever draws it escapes it. */
export interface ChartLabels {
  /** Whose chart it is: a name, which may hold anything. */
  readonly title: string;
  /** Said in its place when the font lacks a letter of it: a phone number. */
  readonly titleInstead: string;
  /** The conclusion; empty for none. */
  readonly subtitle: string;
  /** What the curve is where nothing is counted: used in 24 h, at most. */
  readonly usage: string;
  /** What the line is where both bounds are one figure: used in 24 h, exact. */
  readonly exact: string;
  /** What the band is: between the least and the most. */
  readonly between: string;
  /** Limit 10,000 */
  readonly limit: (recipients: number) => string;
  readonly unlimited: string;
  readonly limitUnknown: string;
  /** 80 % */
  readonly threshold: (percent: number) => string;
  /** 6,120 (61 %), after a bound that has to be said: at most 6,120 (61 %). The percent is null where no limit is known. */
  readonly peak: (recipients: number, percent: number | null, bound: 'at-least' | 'at-most' | null) => string;
  readonly number: (n: number) => string;
  /** Sun 22 for `weekday`, 22 Nov for `date`. */
  readonly day: (at: Instant, zone: string, style: 'weekday' | 'date') => string;
  /** What stands where usage is a gap: not known. */
  readonly unknown: string;
  readonly quality: string;
  /** Each with one letter for where the word has no room; the letters differ. */
  readonly qualities: Readonly<Record<Quality, { readonly word: string; readonly letter: string }>>;
  readonly incidents: string;
  /** What a figure in a mark means: several alerts. */
  readonly severalIncidents: string;
  readonly severities: Readonly<Record<Severity, string>>;
  /** The whole picture in a sentence, for those who do not see it. */
  readonly sentence: (summary: ChartSummary) => string;
}

/** A chart in figures. */
export interface ChartSummary {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
  /** The highest that is known, when first, in percent of the limit of that time; null when nothing is known. */
  readonly peak: {
    readonly at: Instant;
    readonly atLeast: number | null;
    readonly atMost: number | null;
    readonly percent: number | null;
  } | null;
  /** The limit at the end: Infinity without a cap, null when unknown. */
  readonly limit: number | null;
  /** The limit of the beginning, where another one is known; else null. */
  readonly limitBefore: number | null;
  /** Whether usage was above the limit of its time: `perhaps` where only its most was. */
  readonly overLimit: 'surely' | 'perhaps' | 'no';
  /** How much of the time usage is unknown, 0 to 1. */
  readonly unknownShare: number;
  /** The worst quality that is known; null when none is. */
  readonly worstQuality: Exclude<Quality, 'unknown'> | null;
  readonly incidents: number;
  readonly worstSeverity: Severity | null;
}
