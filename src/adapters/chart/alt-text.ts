import type { ChartFacts, ChartLabels } from '../../domain/chart-facts.js';
import type { SignalPicture } from '../../domain/signals/panels.js';
import type { SignalLabels } from '../../domain/signals/signal-labels.js';
import { legibleLine } from './legible.js';
import { summaryOf } from '../../domain/chart-summary.js';

/** Fits the description of a picture in either chat. */
const longest = 1000;

/** Says what the picture shows, in the sentence of the reader's language: one line of plain text, at most 1000 letters. */
export function altText(facts: ChartFacts, labels: ChartLabels): string {
  return legibleLine(labels.sentence(summaryOf(facts)), longest);
}

/** The same of a picture of how messages were taken. */
export function signalsAltText(facts: SignalPicture, labels: SignalLabels): string {
  return legibleLine(labels.tells(facts), longest);
}
