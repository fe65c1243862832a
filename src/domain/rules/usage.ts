import type { FactsOf, Subject, Verdict } from '../finding.js';
import type { Limit } from '../limit.js';
import { reachedAt } from '../pace.js';
import { sharedSeries } from '../record.js';
import type { Reading } from '../reading.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../snapshot.js';
import type { Series, Usage } from '../usage.js';
import { numberSubject, portfolioSubject, seenIn, tellingName } from './subjects.js';
import { clear, firing, undecided } from './verdicts.js';
import { severityOf, type Look, type Rule, type Thresholds } from './rule.js';

/** Whose usage is held against which limit, from where it counts as trouble, and where it came from. */
interface Account {
  readonly subject: Subject;
  readonly usage: Reading<Usage>;
  readonly limit: Reading<Limit>;
  readonly thresholds: readonly number[];
  /** A part of the usage could not be seen: the figure may be too low. */
  readonly incomplete: boolean;
  /** Null: the portfolio, whose numbers share it. */
  readonly number: NumberSnapshot | null;
}

/**
 * One verdict for each owner of a limit, at the highest threshold that is reached: warning below 100 percent, critical
 * from there. Between `usageClearBelow` and the first threshold it is undecided, so that a figure on the edge does not
 * come and go. Under a shared limit a number that has thresholds of its own is judged too, by its part of that limit.
 */
export const usage: Rule = {
  name: 'usage',
  judge(look) {
    const snapshot = seenIn(look);
    return snapshot ? accountsOf(look, snapshot).map((account) => judgeUsage(look, snapshot, account)) : [];
  },
};

function accountsOf(look: Look, snapshot: PortfolioSnapshot): readonly Account[] {
  const own = (number: NumberSnapshot): readonly number[] | undefined =>
    number.phone === null ? undefined : look.thresholds.usageOf[number.phone];
  const hidden = snapshot.gaps.filter((gap) => gap.part === 'usage' || gap.part === 'numbers');
  const ofNumber = (number: NumberSnapshot, limit: Reading<Limit>): Account => ({
    subject: numberSubject(number),
    usage: number.usage,
    limit,
    thresholds: own(number) ?? look.thresholds.usage,
    incomplete: hidden.some((gap) => gap.waba === null || gap.waba === number.waba),
    number,
  });
  if (look.rulebook.scope === 'number') {
    return snapshot.numbers.map((number) => ofNumber(number, number.limit));
  }
  const shared: Account = {
    subject: portfolioSubject(look),
    usage: snapshot.usage,
    limit: snapshot.limit,
    thresholds: look.thresholds.usage,
    incomplete: hidden.length > 0,
    number: null,
  };
  return [shared, ...snapshot.numbers.filter(own).map((number) => ofNumber(number, snapshot.limit))];
}

function judgeUsage(look: Look, snapshot: PortfolioSnapshot, account: Account): Verdict {
  const { subject, usage, limit } = account;
  if (limit.known && limit.value.kind === 'unlimited') return clear('usage', subject);
  if (!usage.known || !limit.known || limit.value.kind === 'unlimited') return undecided('usage', subject);
  const { recipients } = usage.value;
  const allowed = limit.value.recipients;
  if (allowed <= 0) return undecided('usage', subject);
  const reaches = (percent: number): boolean => recipients * 100 >= percent * allowed;
  const rising = account.thresholds.toSorted((a, b) => a - b);
  const level = rising.filter(reaches).length;
  const threshold = rising[level - 1];
  if (threshold === undefined) {
    const edge = account.incomplete || reaches(clearBelow(look.thresholds, rising));
    return edge ? undecided('usage', subject) : clear('usage', subject);
  }
  const usual = reaches(100) ? 'critical' : 'warning';
  const severity = severityOf(look.thresholds, 'usage', String(threshold), usual);
  return firing(look, subject, severity, level, {
    rule: 'usage',
    threshold,
    percent: (recipients / allowed) * 100,
    recipients,
    limit: allowed,
    accuracy: usage.value.accuracy,
    source: usage.value.source,
    window: usage.value.window,
    asOf: usage.value.asOf,
    most: account.number === null ? biggestUser(snapshot) : null,
    reachedAt: reachedAt(seriesOf(look, snapshot, account), recipients, allowed, look.now),
  });
}

function seriesOf(look: Look, snapshot: PortfolioSnapshot, { number }: Account): Series {
  return number === null
    ? sharedSeries(snapshot, look.history)
    : (look.history.numbers.get(number.id) ?? number.series);
}

/** Thresholds of a number's own keep the distance between entering and leaving that the common ones have. */
function clearBelow(thresholds: Thresholds, rising: readonly number[]): number {
  const common = Math.min(...thresholds.usage);
  const first = rising[0] ?? common;
  return Math.min(first, first - (common - thresholds.usageClearBelow));
}

/** Who used most; null when nobody used anything, or when somebody's usage is not known and could be more. */
function biggestUser(snapshot: PortfolioSnapshot): FactsOf<'usage'>['most'] {
  let most: NumberSnapshot | null = null;
  let top = 0;
  let total = snapshot.elsewhere ?? 0;
  for (const number of snapshot.numbers) {
    if (!number.usage.known) return null;
    const { recipients } = number.usage.value;
    total += recipients;
    if (recipients > top) [most, top] = [number, recipients];
  }
  if (!most) return null;
  return { number: most.id, label: tellingName(most, snapshot.numbers), share: top / total };
}
