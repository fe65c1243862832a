import { biggestUser } from '../biggest-user.js';
import type { Limit } from '../limit.js';
import { metaTime } from '../meta-time.js';
import { paceOf, paceOfUsage, reachedAt } from '../pace.js';
import { sharedSeries } from '../history/recorded-usage.js';
import type { Reading } from '../reading.js';
import { configuredFor } from '../same-phone.js';
import type { NumberId, NumberSnapshot, PortfolioSnapshot } from '../snapshot.js';
import type { Instant, Span } from '../time.js';
import { ownOf, type Accuracy, type Series, type Usage, type UsageSource } from '../usage.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judged } from './judged.js';
import { judgedPresent } from './present-numbers.js';
import { portfolioSubject, seenIn, tellingName } from './subjects.js';
import { clear, firing, undecided } from './verdicts.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

interface UsageFacts {
  readonly rule: 'usage';
  readonly threshold: number;
  readonly percent: number;
  readonly recipients: number;
  readonly limit: number;
  /** How many were surely reached; absent: nobody was counted. */
  readonly atLeast?: number;
  readonly accuracy: Accuracy;
  readonly source: UsageSource;
  readonly window: Span;
  readonly asOf: Instant;
  /** Who used most of it; null when one number owns the limit. */
  readonly most: { readonly number: NumberId; readonly label: string; readonly share: number } | null;
  /** When the limit is reached if it goes on like this; null: not known, or not within a day. */
  readonly reachedAt: Instant | null;
}

/** Percentages are of the limit. */
interface UsageSettings {
  /** In rising order; each is a level. */
  readonly usage: readonly number[];
  /** A usage finding ends below this, not before. */
  readonly usageClearBelow: number;
  /** Thresholds of single numbers, by E.164, where they differ. */
  readonly usageOf: Readonly<Record<string, readonly number[]>>;
}

type UsageLook = RuleInput<UsageSettings>;

/** Levels are named by their threshold; from 100 percent on it is as bad as at 100, whatever the threshold. */
const usual = { 100: 'critical' } as const;
const below = 'warning';

/** Whose usage is held against which limit. Also from where it counts as trouble, and its source. */
interface Account {
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
 * from there. Between `usageClearBelow` and the first threshold it is undecided. So a figure on the edge does not come
 * and go. Under a shared limit, a number with thresholds of its own is judged too. It is judged by its part of that
 * limit.
 */
export const usage: Rule<UsageFacts, UsageSettings> = {
  name: 'usage',
  usual,
  otherwise: below,
  settings: { usage: [80, 90, 100], usageClearBelow: 75, usageOf: {} },
  times: { window: true, asOf: true, reachedAt: true },
  explains: false,
  judge(look) {
    const snapshot = seenIn(look);
    if (!snapshot) return [];
    const accountOf = accountsIn(look, snapshot);
    const ofNumbers = judgedPresent('usage', ownersIn(look, snapshot), (number, subject) =>
      judgeUsage(look, snapshot, subject, accountOf(number)),
    );
    if (look.rulebook.scope === 'number') return ofNumbers;
    const subject = portfolioSubject(look);
    const shared = judged('usage', subject, () => judgeUsage(look, snapshot, subject, accountOf(null)));
    return [shared, ...ofNumbers];
  },
};

/** The numbers whose usage is judged by itself. */
function ownersIn(look: UsageLook, snapshot: PortfolioSnapshot): readonly NumberSnapshot[] {
  if (look.rulebook.scope === 'number') return snapshot.numbers;
  if (Object.keys(look.thresholds.usageOf).length === 0) return [];
  return snapshot.numbers.filter((number) => ownThresholds(look, number) !== undefined);
}

function ownThresholds(look: UsageLook, { phone }: NumberSnapshot): readonly number[] | undefined {
  return phone === null ? undefined : configuredFor(look.thresholds.usageOf, phone);
}

function accountsIn(look: UsageLook, snapshot: PortfolioSnapshot): (owner: NumberSnapshot | null) => Account {
  const hidden = snapshot.gaps.filter((gap) => gap.part === 'usage' || gap.part === 'numbers');
  return (number) =>
    number === null
      ? {
          usage: snapshot.usage,
          limit: snapshot.limit,
          thresholds: look.thresholds.usage,
          incomplete: hidden.length > 0,
          number,
        }
      : {
          usage: number.usage,
          limit: look.rulebook.scope === 'number' ? number.limit : snapshot.limit,
          thresholds: ownThresholds(look, number) ?? look.thresholds.usage,
          incomplete: hidden.some((gap) => gap.waba === null || gap.waba === number.waba),
          number,
        };
}

function judgeUsage(
  look: UsageLook,
  snapshot: PortfolioSnapshot,
  subject: Subject,
  account: Account,
): VerdictOf<UsageFacts> {
  const { usage, limit } = account;
  if (limit.known && limit.value.kind === 'unlimited') return clear('usage', subject);
  if (!usage.known || !limit.known || limit.value.kind === 'unlimited') return undecided('usage', subject);
  const { recipients } = usage.value;
  const allowed = limit.value.recipients;
  if (allowed <= 0) return undecided('usage', subject);
  // Volume of nobody would be trouble of every number at once: it keeps them from being well, no more.
  const certain = account.number === null ? recipients : ownOf(usage.value);
  const { accuracy, counted } = usage.value;
  const reaches = (percent: number): boolean => certain * 100 >= percent * allowed;
  const rising = account.thresholds.toSorted((a, b) => a - b);
  const level = rising.filter(reaches).length;
  const threshold = rising[level - 1];
  if (threshold === undefined) {
    const mayBe = recipients * 100 >= clearBelow(look.thresholds, rising) * allowed;
    return account.incomplete || mayBe || accuracy === 'at-least'
      ? undecided('usage', subject)
      : clear('usage', subject);
  }
  const series = seriesOf(look, snapshot, account);
  const now = metaTime(look.now, snapshot);
  const severity = severityOf(look.thresholds, 'usage', String(threshold), reaches(100) ? usual[100] : below);
  return firing(look, subject, severity, level, {
    rule: 'usage',
    threshold,
    percent: (recipients / allowed) * 100,
    recipients,
    limit: allowed,
    ...(counted === undefined ? {} : { atLeast: counted.atLeast }),
    accuracy,
    source: usage.value.source,
    window: usage.value.window,
    asOf: usage.value.asOf,
    most: account.number === null ? mostOf(snapshot) : null,
    reachedAt: reachedAt(
      account.number === null
        ? paceOfUsage(usage.value, series, allowed, now)
        : paceOf(series, certain, allowed, now),
    ),
  });
}

function seriesOf(look: UsageLook, snapshot: PortfolioSnapshot, { number }: Account): Series {
  return number === null
    ? sharedSeries(snapshot, look.history)
    : (look.history.numbers.get(number.id) ?? number.series);
}

/** A number's own thresholds keep the common ones' distance between entering and leaving. */
function clearBelow(thresholds: UsageSettings, rising: readonly number[]): number {
  const common = Math.min(...thresholds.usage);
  const first = rising[0] ?? common;
  return first - (common - thresholds.usageClearBelow);
}

function mostOf(snapshot: PortfolioSnapshot): UsageFacts['most'] {
  const most = biggestUser(snapshot);
  if (most === null) return null;
  const { number, share } = most;
  return { number: number.id, label: tellingName(number, snapshot.numbers), share };
}
