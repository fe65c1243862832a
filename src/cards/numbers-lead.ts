import { atLeast, type Finding } from '../domain/finding.js';
import type { PortfolioState } from '../domain/state.js';
import type { Tone } from './card.js';
import { findingText } from './finding-text.js';
import { namesIn } from './names.js';
import type { Entry } from './number-entries.js';
import { toneOfPortfolio } from './portfolio.js';
import type { Reader } from './reader.js';

/** How many numbers are in trouble, and what else is, in a sentence: no sign stands above it without its cause. */
export function numbersLead(
  sorted: readonly Entry[],
  states: readonly PortfolioState[],
  reader: Reader,
): string {
  const { answers } = reader.words;
  const all = sorted.length;
  const trouble = troubleBeside(sorted, states, reader);
  const and = trouble === null ? '' : ` · ${trouble}`;
  if (all === 0) {
    if (states.some((state) => state.sight === null)) return `${answers.notLooked}${and}`;
    return states.length === 0 ? answers.noNumbers : `${answers.noneWatched}${and}`;
  }
  const count = (...tones: readonly Tone[]): number =>
    sorted.filter(({ tone }) => tones.includes(tone)).length;
  const bad = count('critical', 'warning');
  const unknown = count('unknown');
  if (bad === 0 && unknown === 0) {
    const well = answers.allGreen(all);
    return trouble === null ? well : answers.wellBut(well, trouble);
  }
  if (bad === 0) return `${answers.unknownOf(unknown, all)}${and}`;
  const rest = unknown > 0 ? ` · ${answers.unknownCount(unknown)}` : '';
  return `${answers.attention(bad, all)}${rest}${and}`;
}

/** What gives the portfolios their sign beside the numbers that show it themselves; null when nothing does. */
function troubleBeside(
  sorted: readonly Entry[],
  states: readonly PortfolioState[],
  reader: Reader,
): string | null {
  const telling = new Set<string>();
  for (const { number, tone } of sorted) if (tone !== 'good') telling.add(number.id);
  let worst: { readonly finding: Finding; readonly state: PortfolioState } | null = null;
  for (const state of states) {
    const finding = worstBeside(state, telling);
    if (finding && rank(finding) > rank(worst?.finding ?? null)) worst = { finding, state };
  }
  if (worst) return causeText(worst.finding, worst.state, reader);
  if (telling.size > 0) return null;
  const hidden = states.find((state) => state.blind === null && toneOfPortfolio(state) === 'unknown');
  return hidden ? hiddenText(hidden, reader) : null;
}

/** The worst that holds or is still open. Leaves out numbers that show it by their own sign. */
function worstBeside(state: PortfolioState, telling: ReadonlySet<string>): Finding | null {
  let worst: Finding | null = null;
  const weigh = (finding: Finding): void => {
    if (telling.has(finding.subject.id) || !atLeast(finding.severity, 'warning')) return;
    if (rank(finding) > rank(worst)) worst = finding;
  };
  for (const verdict of state.verdicts) if (verdict.kind === 'firing') weigh(verdict.finding);
  for (const incident of state.incidents) if (incident.state !== 'pending') weigh(incident.finding);
  return worst;
}

function rank(finding: Finding | null): number {
  if (finding === null) return -1;
  return (atLeast(finding.severity, 'critical') ? 100 : 0) + finding.level;
}

/** What a finding is called; of whom, where it is not the portfolio that the answer is about. */
function causeText(finding: Finding, state: PortfolioState, reader: Reader): string {
  const { who, title } = findingText(finding, namesIn(state, reader), reader);
  return finding.subject.kind === 'portfolio' ? title : `${who} · ${title}`;
}

/** Which figure of a portfolio is not known. */
function hiddenText({ sight }: PortfolioState, { words }: Reader): string | null {
  if (sight === null) return null;
  const { limit, usage } = sight.snapshot;
  if (!limit.known) return words.answers.limitUnknown(words.names.unknowns[limit.why]);
  return usage.known ? null : words.answers.usageUnknown(words.names.unknowns[usage.why]);
}
