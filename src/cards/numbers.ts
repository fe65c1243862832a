import { atLeast, type RuleName } from '../domain/finding.js';
import type { PortfolioSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import { symbolOf, type Action, type Card, type Line } from './card.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { namesIn } from './names.js';
import { entriesOf, worstFirst, worstTone, type Entry } from './number-entries.js';
import { numbersLead } from './numbers-lead.js';
import { agoPiece, byMetaClock, type Reader } from './reader.js';
import { blindLine, limitUseParts, unmatchedText } from './usage-parts.js';
import { sharesLimit } from './limit-owner.js';
import { toneOfPortfolio } from './portfolio.js';

/** Numbers on one page. */
const pageSize = 25;
/** Troubled numbers that are told in full; the rest follow in the table. */
const told = 8;
/** Portfolios that have a line of their own. */
const portfolioLines = 6;

/** All numbers of some portfolios, worst first: troubled ones told, well ones in a table, page by page from 1. */
export function numbersCard(states: readonly PortfolioState[], page: number, reader: Reader): Card {
  const { words } = reader;
  const { answers } = words;
  const entries = states.flatMap((state) => entriesOf(state, reader));
  const sorted = worstFirst(entries);
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const here = sorted.slice((at - 1) * pageSize, at * pageSize);
  const troubled = here.filter(({ tone }) => tone !== 'good').slice(0, told);
  const rest = here.slice(troubled.length);
  return fitted({
    tone: worstTone([...sorted.map(({ tone }) => tone), ...states.map(toneOfPortfolio)]),
    title: answers.numbersTitle,
    lead: [numbersLead(sorted, states, reader)],
    sections: [
      {
        kind: 'text',
        lines: [...(page > pages ? [[answers.noSuchPage(pages)]] : []), ...portfolioTexts(states, reader)],
      },
      ...(troubled.length === 0
        ? []
        : [{ kind: 'list' as const, items: troubled.map((entry) => numberLine(entry, reader)), more: null }]),
      ...(rest.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              columns: [
                answers.labels.number,
                answers.labels.quality,
                answers.labels.status,
                answers.labels.use,
              ],
              rows: rest.map((entry) => row(entry, reader)),
              more: words.more,
            },
          ]),
    ],
    footnote: footnote(states, at, pages, reader),
    actions: pageActions(at, pages, reader),
    picture: null,
  });
}

/** How each portfolio stands, then what we cannot see. */
function portfolioTexts(states: readonly PortfolioState[], reader: Reader): readonly Line[] {
  const lines = states.slice(0, portfolioLines).flatMap((state): readonly Line[] => {
    const names = namesIn(state, reader);
    const blind = blindLine(state, reader);
    const snapshot = state.sight?.snapshot;
    if (snapshot && !sharesLimit(state)) return blind === null ? [] : [blind];
    const parts = snapshot ? sharedParts(snapshot, reader).join(' · ') : reader.words.answers.notLooked;
    return [[{ kind: 'strong', text: names.portfolio }, ` · ${parts}`], ...(blind === null ? [] : [blind])];
  });
  const left = states.length - portfolioLines;
  return left > 0 ? [...lines, [reader.words.more(left)]] : lines;
}

function sharedParts(snapshot: PortfolioSnapshot, reader: Reader): readonly string[] {
  const { usage, limit, series } = snapshot;
  const unmatched = unmatchedText(usage, reader);
  return [
    ...limitUseParts(usage, limit, series, byMetaClock(reader, snapshot)),
    ...(unmatched === null ? [] : [reader.words.answers.unmatchedShort(unmatched)]),
  ];
}

/** How much of a limit of its own a number used; null where it has none, or where that is not known. */
function ownUse({ state, number }: Entry, { words }: Reader): string | null {
  if (!number.usage.known || sharesLimit(state) || !number.limit.known) return null;
  const used = words.used(number.usage.value);
  return number.limit.value.kind === 'unlimited'
    ? words.answers.usedUnlimited(used)
    : words.answers.usedOf(used, words.limit(number.limit.value));
}

function useText(entry: Entry, reader: Reader): string {
  const { words } = reader;
  const { usage } = entry.number;
  if (!usage.known) return words.names.unknown(usage.why);
  return ownUse(entry, reader) ?? words.used(usage.value);
}

/** The same where no heading says what the figure is of. */
function useSentence(entry: Entry, reader: Reader): string {
  const { answers, names, used } = reader.words;
  const { usage } = entry.number;
  if (!usage.known) return answers.usageUnknown(names.unknowns[usage.why]);
  return ownUse(entry, reader) ?? answers.usedUnknownLimit(used(usage.value));
}

/** A number in one line: its symbol, name, quality, status, what else gives it its symbol, and use. */
export function numberLine(entry: Entry, reader: Reader): Line {
  const { number, names, tone } = entry;
  const { words } = reader;
  const { labels } = words.answers;
  const quality = words.names.qualities[number.quality];
  const status = words.names.status(number.status, number.rawStatus);
  const parts = [
    number.quality === 'unknown' ? `${labels.quality}: ${quality}` : quality,
    number.status === 'unknown' ? `${labels.status}: ${status}` : status,
    ...causesOf(entry, reader),
    useSentence(entry, reader),
  ];
  return [`${symbolOf[tone]} `, { kind: 'strong', text: names.number(number) }, ` · ${parts.join(' · ')}`];
}

/** What the line tells by itself. */
const shownRules: readonly RuleName[] = ['quality', 'status', 'usage'];

function causesOf({ state, number, names }: Entry, reader: Reader): readonly string[] {
  const titles = state.verdicts.flatMap((verdict) => {
    if (verdict.kind !== 'firing' || verdict.finding.subject.id !== number.id) return [];
    const { finding } = verdict;
    if (shownRules.includes(finding.rule) || !atLeast(finding.severity, 'warning')) return [];
    return [findingText(finding, names, reader).title];
  });
  return titles.slice(0, 2);
}

function row(entry: Entry, reader: Reader): readonly string[] {
  const { number, names, tone } = entry;
  const { words } = reader;
  return [
    `${symbolOf[tone]} ${names.number(number)}`,
    words.names.colours[number.quality],
    words.names.status(number.status, number.rawStatus),
    useText(entry, reader),
  ];
}

function footnote(
  states: readonly PortfolioState[],
  page: number,
  pages: number,
  reader: Reader,
): Line | null {
  const { answers } = reader.words;
  const seen = states.flatMap((state) => (state.sight === null ? [] : [state.sight.at]));
  const oldest = seen.length === 0 ? null : seen.reduce((a: Instant, b: Instant) => (b < a ? b : a));
  const checked: Line = oldest === null ? [] : [`${answers.checked} `, agoPiece(oldest, reader)];
  const paged: Line = pages > 1 ? [`${checked.length > 0 ? ' · ' : ''}${answers.page(page, pages)}`] : [];
  const line = [...checked, ...paged];
  return line.length === 0 ? null : line;
}

function pageActions(page: number, pages: number, reader: Reader): readonly Action[] {
  const { actions } = reader.words.answers;
  const to = (label: string, target: number): Action => ({
    label,
    command: `numbers ${String(target)}`,
    style: 'plain',
    effect: 'replace',
  });
  return [
    ...(page > 1 ? [to(actions.previous, page - 1)] : []),
    ...(page < pages ? [to(actions.next, page + 1)] : []),
  ];
}
