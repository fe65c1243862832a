import type { Subject, Verdict } from '../finding.js';
import type { Gap, PortfolioSnapshot, Problem, WabaId } from '../snapshot.js';
import type { Blindness } from '../state.js';
import { clear, firing, undecided } from './verdicts.js';
import { portfolioSubject, wabaSubject } from './subjects.js';
import { severityOf, type Look, type Rule } from './rule.js';

/**
 * We are blind: at once and critical when access is refused, as a warning after `sightLooks` looks when the line is
 * bad. In a look that saw the rest, a WABA that refuses us fires critical on that WABA, a refusal that belongs to no
 * WABA (discovery, the shared limit) warns on the portfolio. A gap of any other kind is undecided: what it hides is
 * unknown for this look, and mostly back at the next.
 */
export const sight: Rule = {
  name: 'sight',
  judge(look) {
    const { observation } = look;
    return observation.kind === 'blind'
      ? [judgeBlind(look, observation)]
      : [judgePortfolio(look, observation.snapshot), ...judgeWabas(look, observation.snapshot)];
  },
};

function isRefusal(problem: Problem): boolean {
  return problem === 'unauthorised' || problem === 'forbidden';
}

function judgeBlind(look: Look, seen: Extract<Look['observation'], { kind: 'blind' }>): Verdict {
  const subject = portfolioSubject(look);
  const blind: Pick<Blindness, 'since' | 'looks'> = look.blind ?? { since: seen.at, looks: 1 };
  const refused = isRefusal(seen.problem);
  if (!refused && blind.looks < look.thresholds.sightLooks) return undecided('sight', subject);
  const severity = severityOf(look.thresholds, 'sight', seen.problem, refused ? 'critical' : 'warning');
  return firing(look, subject, severity, refused ? 2 : 1, {
    rule: 'sight',
    problem: seen.problem,
    detail: seen.detail,
    since: blind.since,
    looks: blind.looks,
    lastSeenAt: look.sight?.at ?? null,
  });
}

function judgePortfolio(look: Look, snapshot: PortfolioSnapshot): Verdict {
  const subject = portfolioSubject(look);
  const refusal = snapshot.gaps.find((gap) => gap.waba === null && isRefusal(gap.problem));
  return refusal ? partlyBlind(look, subject, refusal, 'warning', 1) : clear('sight', subject);
}

function judgeWabas(look: Look, snapshot: PortfolioSnapshot): readonly Verdict[] {
  const gapsOf = new Map<WabaId, Gap[]>(snapshot.wabas.map((waba) => [waba.id, []]));
  for (const gap of snapshot.gaps) {
    if (gap.waba !== null) gapsOf.set(gap.waba, [...(gapsOf.get(gap.waba) ?? []), gap]);
  }
  return [...gapsOf].map(([waba, gaps]) => {
    const subject = wabaSubject(snapshot, waba);
    const refusal = gaps.find((gap) => isRefusal(gap.problem));
    if (refusal) return partlyBlind(look, subject, refusal, 'critical', 2);
    return gaps.length > 0 ? undecided('sight', subject) : clear('sight', subject);
  });
}

/** How long a part has been hidden is the incident's to know: here it is one look. */
function partlyBlind(
  look: Look,
  subject: Subject,
  gap: Gap,
  usual: 'warning' | 'critical',
  level: number,
): Verdict {
  return firing(look, subject, severityOf(look.thresholds, 'sight', gap.problem, usual), level, {
    rule: 'sight',
    problem: gap.problem,
    detail: gap.detail,
    since: look.observation.at,
    looks: 1,
    lastSeenAt: null,
  });
}
