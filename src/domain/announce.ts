import { isKept, maintenanceUntil, type JudgingRules, type LookSummary } from './absorb.js';
import { isOlder, madeAt, repeatedFor, youngest, type Announced } from './announced.js';
import { foundChange, type Touched } from './announced-change.js';
import { happeningVerdict, unseenTemplateEvents } from './announced-event.js';
import type { Announcement, WebhookChange, Happening, News } from './announcement.js';
import { evaluate, type FullLook } from './evaluate.js';
import { heldIn } from './held.js';
import { limitsAfter, limitSinceAfter } from './remembered-limits.js';
import { findingKey, type RuleName, type Subject, type Verdict } from './finding.js';
import { endHealedSilences } from './attend.js';
import { advance } from './advance.js';
import { metaTime } from './meta-time.js';
import { withNothingAhead } from './put-back.js';
import { reconcile } from './reconcile.js';
import { noUsage } from './history/recorded-usage.js';
import { withOccurrences } from './occurrence.js';
import { seenIn } from './rules/subjects.js';
import type { PortfolioSnapshot } from './snapshot.js';
import { noSignals } from './signals/window.js';
import type { PortfolioState } from './state.js';
import { after, type Instant } from './time.js';

/** What came of announcements. */
export interface AnnounceSummary extends Omit<LookSummary, 'taken'> {
  /** The ids of those that changed or told something; the others were repeats, overtaken, or about nothing known. */
  readonly taken: readonly string[];
}

/**
 * Takes in what webhooks announced. It amends the last look, and the same rules judge that. So a webhook and a look
 * that say the same are one incident. What is repeated, or older than what a look read, changes nothing. Pure.
 */
export function announce(
  saved: PortfolioState,
  announcements: readonly Announcement[],
  judging: JudgingRules,
  now: Instant,
): { readonly state: PortfolioState; readonly result: AnnounceSummary } {
  const heard = hear(saved, announcements, now);
  if (!heard.isNew) return { state: saved, result: { taken: [], notices: [], queued: 0 } };
  const state = withNothingAhead(saved, now);
  const look = lookOf(state, heard.snapshot, judging, now);
  const changed = judgedAnew(look, heard.touched);
  const events = heard.happened.map((one) => ({ ...one, verdicts: eventsOf(one, state, look, judging) }));
  const verdicts = [...changed, ...events.flatMap((one) => one.verdicts)];
  const moved = advance({
    live: state.incidents,
    recent: state.ended,
    verdicts,
    now,
    policy: judging.policy,
    // Only a look can say that something is gone.
    exists: () => true,
  });
  const limits = look === null ? state.limits : limitsAfter(state, look.observation, changed);
  const next: PortfolioState = {
    ...state,
    sight: state.sight && heard.snapshot && { ...state.sight, snapshot: heard.snapshot },
    announced: heard.announced,
    ...remembered(state, events, now),
    maintenanceUntil: maintenanceUntil(judging.maintenance, now),
    verdicts: [...state.verdicts.filter(isOfAnother(changed)), ...changed.filter(isKept)],
    limits,
    limitSince: limitSinceAfter(state, limits, now),
    incidents: moved.live,
    ended: [...state.ended, ...moved.ended],
  };
  const told = reconcile(endHealedSilences(next, now), { ...judging, notices: moved.notices }, now);
  const queued = told.outbox.sequence - state.outbox.sequence;
  const happened = events.filter((one) => one.verdicts.length > 0).map(({ id }) => id);
  return { state: told, result: { taken: [...heard.changed, ...happened], notices: moved.notices, queued } };
}

/** What is new in announcements, and what it makes of the last look. */
interface Heard {
  readonly isNew: boolean;
  /** The ids of those that changed the last look. */
  readonly changed: readonly string[];
  readonly announced: Announced;
  /** Null: nobody has looked yet. */
  readonly snapshot: PortfolioSnapshot | null;
  readonly touched: readonly Touched[];
  /** What is to be told once, because no look can confirm it. */
  readonly happened: readonly Happened[];
}

interface Happened extends Announcement {
  readonly at: Instant;
  readonly news: Happening | TemplateChange;
}

function hear(state: PortfolioState, announcements: readonly Announcement[], now: Instant): Heard {
  const { sight } = state;
  const metaNow = metaTime(now, sight?.snapshot);
  const looked = sight && metaTime(sight.at, sight.snapshot);
  const ids = { ...state.announced.ids };
  const changes = { ...state.announced.changes };
  const changed: string[] = [];
  const touched: Touched[] = [];
  const happened: Happened[] = [];
  let snapshot = sight?.snapshot ?? null;
  let isNew = false;

  const change = (one: Announcement, made: Instant, news: WebhookChange): void => {
    const found = snapshot && foundChange(snapshot, one.waba, news);
    if (!found) {
      if (isOfTemplate(news)) happened.push({ ...one, at: made, news });
      return;
    }
    const newest = changes[found.key];
    const isOvertaken = newest ? made < newest.at : found.wasRead && looked !== null && isOlder(made, looked);
    if (isOvertaken) return;
    changes[found.key] = { waba: one.waba, at: made, change: news };
    snapshot = found.snapshot;
    touched.push(...found.touched);
    changed.push(one.id);
  };

  for (const one of announcements) {
    const made = madeAt(one, metaNow);
    if (one.id in ids || made <= after(metaNow, -repeatedFor)) continue;
    ids[one.id] = made;
    isNew = true;
    const { news } = one;
    if (news.kind === 'happening') happened.push({ ...one, at: made, news });
    else change(one, made, news);
  }
  return {
    isNew,
    changed,
    announced: { ids: youngest(ids, metaNow), changes },
    snapshot,
    touched,
    happened,
  };
}

/** What happened stays known for a while. Later trouble is held against it. */
function remembered(
  { happened = [], sight }: PortfolioState,
  events: readonly (Happened & { readonly verdicts: readonly Verdict[] })[],
  now: Instant,
): Pick<PortfolioState, 'happened'> {
  const more = events.flatMap(({ at, waba, verdicts }) =>
    verdicts.flatMap((verdict) => (verdict.kind === 'event' ? [{ at, waba, finding: verdict.finding }] : [])),
  );
  const all = withOccurrences(happened, more, metaTime(now, sight?.snapshot));
  return all.length === 0 ? {} : { happened: all };
}

type TemplateChange = Extract<WebhookChange, { kind: 'template-status' | 'template-quality' }>;

function isOfTemplate(news: News): news is TemplateChange {
  return news.kind === 'template-status' || news.kind === 'template-quality';
}

/** The last look as it would be judged now; null when nobody has looked yet. */
function lookOf(
  state: PortfolioState,
  snapshot: PortfolioSnapshot | null,
  { rulebook, thresholds }: JudgingRules,
  now: Instant,
): FullLook | null {
  return (
    snapshot && {
      now,
      portfolio: state.portfolio,
      name: state.name,
      observation: { kind: 'seen', at: now, snapshot },
      lastSeenAt: state.sight?.at ?? null,
      blind: null,
      hidden: state.hidden,
      limits: state.limits,
      held: heldIn(state.incidents),
      rulebook,
      thresholds,
      history: noUsage,
      signals: noSignals,
    }
  );
}

function judgedAnew(look: FullLook | null, touched: readonly Touched[]): readonly Verdict[] {
  if (look === null) return [];
  const rules = new Set(touched.map(({ rule }) => rule));
  return evaluate(look, (rule) => rules.has(rule)).filter((verdict) => {
    const { rule, subject } = aboutOf(verdict);
    return touched.some((one) => one.rule === rule && (one.subject === null || one.subject === subject.id));
  });
}

function eventsOf(
  { waba, news }: Happened,
  { portfolio, name }: PortfolioState,
  look: FullLook | null,
  { thresholds }: JudgingRules,
): readonly Verdict[] {
  if (news.kind === 'happening') {
    return [happeningVerdict({ portfolio, name, thresholds }, look && seenIn(look), waba, news)];
  }
  return look === null ? [] : unseenTemplateEvents(look, waba, news);
}

function isOfAnother(changed: readonly Verdict[]): (verdict: Verdict) => boolean {
  const keys = new Set(changed.map(keyOf));
  return (verdict) => !keys.has(keyOf(verdict));
}

function keyOf(verdict: Verdict): string {
  const { rule, subject } = aboutOf(verdict);
  return findingKey(rule, subject);
}

function aboutOf(verdict: Verdict): { readonly rule: RuleName; readonly subject: Subject } {
  return verdict.kind === 'firing' || verdict.kind === 'event' ? verdict.finding : verdict;
}
