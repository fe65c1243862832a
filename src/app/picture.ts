import type { Picture } from '../cards/card.js';
import { namesIn } from '../cards/names.js';
import type { Reader } from '../cards/reader.js';
import { curveOf } from '../domain/chart-curve.js';
import type { ChartFacts, ChartLabels } from '../domain/chart-facts.js';
import { boundOf, peakOf } from '../domain/chart-summary.js';
import { chartFacts } from '../domain/history/past-chart.js';
import { percentOf } from '../domain/limit.js';
import { metaTime } from '../domain/meta-time.js';
import type { PlatformName } from '../domain/route.js';
import type { Thresholds } from '../domain/thresholds.js';
import { configuredFor } from '../domain/same-phone.js';
import type { NumberId } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { localTime } from '../domain/time.js';
import type { Artist, History } from '../ports.js';
import { readPast } from './past.js';

/** What drawing needs from the world. */
export interface PictureOptions {
  readonly history: History;
  readonly artist: Artist;
  readonly thresholds: Thresholds;
  /** What a platform's pictures are drawn on; "drawn": as lines of text. */
  readonly groundOf: (platform: PlatformName) => 'light' | 'dark' | 'drawn';
  /** Columns of a terminal. */
  readonly width: number;
}

/** Past days that are to be drawn. */
export interface PictureWanted {
  readonly state: PortfolioState;
  /** Null: all numbers of the portfolio. */
  readonly number: NumberId | null;
  readonly days: number;
  readonly reader: Reader;
  readonly platform: PlatformName;
}

/** Draws past days for a chat; null when nothing of them is known. Rejects when the record or the drawing fails. */
export async function drawPast(wanted: PictureWanted, options: PictureOptions): Promise<Picture | null> {
  const { state, number, days, reader, platform } = wanted;
  const { zone } = reader;
  const now = metaTime(reader.now, state.sight?.snapshot);
  const past = await readPast(options.history, { portfolio: state.portfolio, number, days, zone, now });
  const ground = options.groundOf(platform);
  const facts = chartFacts(past, thresholdFor(wanted, options), ground === 'dark' ? 'dark' : 'light');
  if (facts.points.every(({ atLeast, atMost }) => atLeast === null && atMost === null)) return null;
  const labels = labelsFor(wanted, facts);
  if (ground !== 'drawn') return options.artist.picture(facts, labels);
  const { drawn, alt } = await options.artist.drawn(facts, labels, options.width);
  return { png: new Uint8Array(), name: 'usage.txt', alt, drawn };
}

/** The portfolio whose chart says most: the one nearest to its limit, else the first that was seen. */
export function mostTellingPortfolio(states: readonly PortfolioState[]): PortfolioState | null {
  const shareOf = ({ sight }: PortfolioState): number =>
    sight === null ? -2 : (percentOf(sight.snapshot.usage, sight.snapshot.limit) ?? -1);
  return states.reduce<PortfolioState | null>(
    (best, one) => (best === null || shareOf(one) > shareOf(best) ? one : best),
    null,
  );
}

function thresholdFor({ state, number }: PictureWanted, { thresholds }: PictureOptions): number {
  const phone = state.sight?.snapshot.numbers.find(({ id }) => id === number)?.phone ?? null;
  const own = phone === null ? undefined : configuredFor(thresholds.usageOf, phone);
  return (own ?? thresholds.usage)[0] ?? 100;
}

function labelsFor({ state, number, days, reader }: PictureWanted, facts: ChartFacts): ChartLabels {
  const { words } = reader;
  const names = namesIn(state, reader);
  const found = state.sight?.snapshot.numbers.find(({ id }) => id === number);
  const span = words.pastDays.title(days);
  return {
    ...words.chart,
    title: `${found ? names.number(found) : names.portfolio} · ${span}`,
    titleInstead: `${found ? names.phone(found) : state.portfolio} · ${span}`,
    subtitle: subtitleOf(facts, reader),
  };
}

/** The highest figure and its day; empty where none is known. */
function subtitleOf(facts: ChartFacts, { words }: Reader): string {
  const curve = curveOf(facts);
  const peak = peakOf(facts, curve);
  if (peak === null) return '';
  const figure = words.chart.peak(peak.recipients, null, boundOf(peak, curve));
  return words.pastDays.lead(figure, words.day(localTime(peak.at, facts.zone).day));
}
