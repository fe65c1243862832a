import { hiddenKey, type Blindness } from '../look-memory.js';
import { clockCause } from '../meta-time.js';
import type { SightCause } from '../sight-cause.js';
import type { LookGap, PortfolioSnapshot, Problem, WabaId } from '../snapshot.js';
import type { Instant } from '../time.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judged } from './judged.js';
import { clear, firing, undecided } from './verdicts.js';
import { portfolioSubject, wabaSubject } from './subjects.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

interface SightFacts {
  readonly rule: 'sight';
  readonly problem: Problem;
  /** Absent: an older version of the bot saved it. */
  readonly cause?: SightCause;
  /** What of it we cannot see; absent: all of it. */
  readonly part?: LookGap['part'];
  readonly since: Instant;
  readonly looks: number;
  readonly lastSeenAt: Instant | null;
}

/** How many looks in a row must fail before being unreachable is told; access refused is told at once. */
interface SightSettings {
  readonly sightLooks: number;
}

type Verdict = VerdictOf<SightFacts>;

const usual = {
  unauthorised: 'critical',
  forbidden: 'critical',
  throttled: 'warning',
  unreachable: 'warning',
  unintelligible: 'warning',
  clock: 'warning',
} as const;

/**
 * We are blind. Refused access is critical at once. A bad line is a warning after `sightLooks` looks. Where a look saw
 * the rest, a WABA's refusal is critical on that WABA. A refusal of no WABA (discovery, the shared limit) warns on the
 * portfolio. Any other gap is undecided: what it hides is mostly back at the next look. When the same part is hidden
 * for `sightLooks` looks, it is a warning too. A clock that is not Meta's is a warning on the portfolio: it is ours
 * that sees by it (`sight.clock`).
 */
export const sight: Rule<SightFacts, SightSettings> = {
  name: 'sight',
  usual,
  otherwise: null,
  settings: { sightLooks: 3 },
  times: { since: true, lastSeenAt: true },
  explains: true,
  judge(look) {
    const { observation } = look;
    return observation.kind === 'blind'
      ? [judgeBlind(look, observation)]
      : [
          judged('sight', portfolioSubject(look), () => judgePortfolio(look, observation.snapshot)),
          ...judgeWabas(look, observation.snapshot),
        ];
  },
};

function isRefusal(problem: Problem): boolean {
  return problem === 'unauthorised' || problem === 'forbidden';
}

function judgeBlind(
  look: RuleInput<SightSettings>,
  seen: Extract<RuleInput['observation'], { kind: 'blind' }>,
): Verdict {
  const subject = portfolioSubject(look);
  const blind: Pick<Blindness, 'since' | 'looks'> = look.blind ?? { since: seen.at, looks: 1 };
  const refused = isRefusal(seen.problem);
  if (!refused && blind.looks < look.thresholds.sightLooks) return undecided('sight', subject);
  const severity = severityOf(look.thresholds, 'sight', seen.problem, usual[seen.problem]);
  return firing(look, subject, severity, refused ? 2 : 1, {
    rule: 'sight',
    problem: seen.problem,
    ...(seen.cause === undefined ? {} : { cause: seen.cause }),
    since: blind.since,
    looks: blind.looks,
    lastSeenAt: look.lastSeenAt,
  });
}

function judgePortfolio(look: RuleInput<SightSettings>, snapshot: PortfolioSnapshot): Verdict {
  const subject = portfolioSubject(look);
  const gaps = snapshot.gaps.filter((gap) => gap.waba === null);
  const refusal = gaps.find((gap) => isRefusal(gap.problem));
  if (refusal) return partlyBlind(look, subject, refusal, 'warning', 1);
  const lasting = longestHidden(look, gaps);
  if (lasting) return partlyBlind(look, subject, lasting, 'warning', 1);
  const cause = clockCause(snapshot);
  if (cause === null) return clear('sight', subject);
  return firing(look, subject, severityOf(look.thresholds, 'sight', 'clock', usual.clock), 0, {
    rule: 'sight',
    problem: 'unintelligible',
    cause,
    since: look.observation.at,
    looks: 1,
    lastSeenAt: null,
  });
}

function judgeWabas(look: RuleInput<SightSettings>, snapshot: PortfolioSnapshot): readonly Verdict[] {
  const gapsOf = new Map<WabaId, LookGap[]>(snapshot.wabas.map((waba) => [waba.id, []]));
  for (const gap of snapshot.gaps) {
    if (gap.waba !== null) gapsOf.set(gap.waba, [...(gapsOf.get(gap.waba) ?? []), gap]);
  }
  return [...gapsOf].map(([waba, gaps]) => {
    const subject = wabaSubject(snapshot, waba);
    return judged('sight', subject, () => judgeWaba(look, subject, gaps));
  });
}

function judgeWaba(look: RuleInput<SightSettings>, subject: Subject, gaps: readonly LookGap[]): Verdict {
  const refusal = gaps.find((gap) => isRefusal(gap.problem));
  if (refusal) return partlyBlind(look, subject, refusal, 'critical', 2);
  const lasting = longestHidden(look, gaps);
  if (lasting) return partlyBlind(look, subject, lasting, 'warning', 1);
  return gaps.length > 0 ? undecided('sight', subject) : clear('sight', subject);
}

/** The gap that has been there for the most looks; null when none has been for long. */
function longestHidden(look: RuleInput<SightSettings>, gaps: readonly LookGap[]): LookGap | null {
  let longest: LookGap | null = null;
  let most = look.thresholds.sightLooks - 1;
  for (const gap of gaps) {
    const looks = look.hidden[hiddenKey(gap)]?.looks ?? 1;
    if (looks > most) [longest, most] = [gap, looks];
  }
  return longest;
}

function partlyBlind(
  look: RuleInput<SightSettings>,
  subject: Subject,
  gap: LookGap,
  usual: 'warning' | 'critical',
  level: number,
): Verdict {
  const hidden = look.hidden[hiddenKey(gap)];
  return firing(look, subject, severityOf(look.thresholds, 'sight', gap.problem, usual), level, {
    rule: 'sight',
    problem: gap.problem,
    ...(gap.cause === undefined ? {} : { cause: gap.cause }),
    part: gap.part,
    since: hidden?.since ?? look.observation.at,
    looks: hidden?.looks ?? 1,
    lastSeenAt: null,
  });
}
