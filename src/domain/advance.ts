import { fingerprint } from './fingerprint.js';
import { findingKey, type Finding, type RuleName, type Verdict } from './finding.js';
import { isFlapping, returnsOf, stayedAway } from './flapping.js';
import type { Incident, IncidentPolicy, Notice, Reason } from './incident.js';
import type { Instant } from './time.js';

/** What one evaluation made of the incidents: the live ones, those that ended now, and what there is to say. */
export interface Advance {
  readonly live: readonly Incident[];
  readonly ended: readonly Incident[];
  readonly notices: readonly Notice[];
}

/** What `advance` must know beside the verdicts. */
export interface AdvanceInput {
  readonly live: readonly Incident[];
  /** Incidents that ended lately: trouble that keeps coming back is recognised by them. */
  readonly recent: readonly Incident[];
  readonly verdicts: readonly Verdict[];
  readonly now: Instant;
  readonly policy: IncidentPolicy;
  /** Whether what a finding is about may still exist; what is gone from a complete look has its incidents withdrawn. */
  readonly exists: (finding: Finding) => boolean;
}

/** After so many looks in a row at a lower level, a return is news. */
const easeLooks = 2;

function looksFor(table: IncidentPolicy['clearLooks'], rule: RuleName): number {
  return table[rule] ?? table.default;
}

/**
 * Moves incidents on by one evaluation. Pure, and safe to run again on the same input.
 * Firing opens or worsens; clear resolves once it has held long enough; unknown, and silence of a rule, change
 * nothing; a subject that is gone is withdrawn. An `event` is told once and leaves no incident behind.
 */
export function advance(input: AdvanceInput): Advance {
  const { now, policy } = input;
  const live = new Map(input.live.map((incident) => [incident.key, incident]));
  const ended: Incident[] = [];
  const notices: Notice[] = [];
  const say = (reason: Reason, incident: Incident, before: Finding | null = null): void => {
    notices.push({ reason, at: now, incident, before });
  };

  for (const verdict of input.verdicts) {
    if (verdict.kind === 'event') {
      say('event', opened(verdict.finding, now, 'resolved', 0));
      continue;
    }
    const subject = verdict.kind === 'firing' ? verdict.finding.subject : verdict.subject;
    const rule = verdict.kind === 'firing' ? verdict.finding.rule : verdict.rule;
    const key = findingKey(rule, subject);
    const known = live.get(key);
    if (verdict.kind === 'firing') {
      const returns = returnsOf(input.recent, key, now);
      live.set(key, fire(known, verdict.finding, returns, now, policy, say));
    } else if (verdict.kind === 'clear' && known) {
      const next = clear(known, now, looksFor(policy.clearLooks, rule));
      if (next.state === 'resolved') {
        live.delete(key);
        if (known.state !== 'pending') {
          ended.push(next);
          say('resolved', next);
        }
      } else live.set(key, next);
    }
  }

  for (const [key, incident] of live) {
    if (!input.exists(incident.finding)) {
      live.delete(key);
      if (incident.state === 'pending') continue;
      const gone: Incident = { ...incident, state: 'withdrawn', endedAt: now };
      ended.push(gone);
      say('withdrawn', gone);
      continue;
    }
    const due = overdue(incident, now, policy);
    if (!due) continue;
    const told =
      due === 'escalated'
        ? { ...incident, escalatedAt: now, remindedAt: now }
        : { ...incident, remindedAt: now };
    live.set(key, told);
    say(due, told);
  }
  return { live: [...live.values()], ended, notices };
}

function opened(finding: Finding, now: Instant, state: Incident['state'], returns: number): Incident {
  const key = findingKey(finding.rule, finding.subject);
  return {
    id: fingerprint(`${finding.portfolio}|${key}|${String(now)}`),
    key,
    state,
    finding,
    openedAt: now,
    worsenedAt: now,
    worstLevel: finding.level,
    easedLooks: 0,
    firingAt: now,
    confirmations: 1,
    clears: 0,
    clearSince: null,
    acknowledged: null,
    returns,
    remindedAt: now,
    escalatedAt: null,
    endedAt: null,
  };
}

type Say = (reason: Reason, incident: Incident, before?: Finding | null) => void;

function fire(
  known: Incident | undefined,
  finding: Finding,
  returns: number,
  now: Instant,
  policy: IncidentPolicy,
  say: Say,
): Incident {
  const needed = looksFor(policy.confirmLooks, finding.rule);
  const stale = known?.state === 'pending' && now - known.firingAt > policy.pendingExpires;
  if (!known || stale) {
    const fresh = opened(finding, now, needed <= 1 ? 'open' : 'pending', returns);
    if (fresh.state === 'open') say('opened', fresh);
    return fresh;
  }
  const going: Incident = { ...known, finding, firingAt: now, clears: 0, clearSince: null };
  if (known.state === 'pending') {
    // Two evaluations of the same instant are one look: a repeated run must not confirm anything.
    const confirmations = known.firingAt === now ? known.confirmations : known.confirmations + 1;
    if (confirmations < needed) return { ...going, confirmations };
    const open: Incident = {
      ...going,
      confirmations,
      state: 'open',
      worstLevel: finding.level,
      worsenedAt: now,
      remindedAt: now,
    };
    say('opened', open);
    return open;
  }
  if (finding.level > known.worstLevel) {
    // What was acknowledged was the lesser trouble; the worse one is new and asks for attention again.
    const worse: Incident = {
      ...going,
      state: 'open',
      acknowledged: null,
      escalatedAt: null,
      worstLevel: finding.level,
      easedLooks: 0,
      worsenedAt: now,
      remindedAt: now,
    };
    say('worsened', worse, known.finding);
    return worse;
  }
  const easedLooks = finding.level < known.worstLevel ? known.easedLooks + 1 : 0;
  const eased: Incident =
    easedLooks >= easeLooks
      ? { ...going, worstLevel: finding.level, easedLooks: 0 }
      : { ...going, easedLooks };
  if (finding.level !== known.finding.level) say('changed', eased, known.finding);
  return eased;
}

function clear(known: Incident, now: Instant, needed: number): Incident {
  if (known.state === 'pending') return { ...known, state: 'resolved', endedAt: now };
  const sameLook = known.clears > 0 && known.clearSince === now;
  const clears = sameLook ? known.clears : known.clears + 1;
  const next: Incident = { ...known, clears, clearSince: known.clearSince ?? now };
  const isOver = clears >= needed && (!isFlapping(known) || stayedAway(next, now));
  return isOver ? { ...next, state: 'resolved', endedAt: now } : next;
}

function overdue(incident: Incident, now: Instant, policy: IncidentPolicy): 'reminder' | 'escalated' | null {
  if (incident.state !== 'open' || incident.clears > 0) return null;
  if (
    policy.escalateAfter !== null &&
    incident.escalatedAt === null &&
    now - incident.worsenedAt >= policy.escalateAfter
  ) {
    return 'escalated';
  }
  if (policy.remindAfter !== null && now - incident.remindedAt >= policy.remindAfter) return 'reminder';
  return null;
}
