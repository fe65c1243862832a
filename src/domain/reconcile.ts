import type { Finding } from './finding.js';
import type { Incident, Notice, Reason } from './incident.js';
import type { Notification, PortfolioBody } from './notification.js';
import { replaced, withNotification } from './outbox.js';
import type { IncidentStatus, Thread, ToldState } from './thread.js';
import { inhibitedBy } from './inhibition.js';
import { wants, type Route } from './route.js';
import { silenceOf } from './silence.js';
import type { PortfolioState } from './state.js';
import { DAY, type Instant } from './time.js';
import { isOn, waitFrom, waitUntil } from './wait.js';
import { endOf, isWithin } from './window.js';

/** So many incidents of one rule that open together are one alert with a table. */
const stormSize = 3;

/**
 * Queues what each route still has to be told: the difference between how incidents stand and what the route knows.
 * Only `told` decides, never a memory of having spoken. So running it again queues nothing twice. A new route hears of
 * what is open. A silence that ends lets the truth of that moment through.
 */
export function reconcile(state: PortfolioState, telling: Telling, now: Instant): PortfolioState {
  return telling.routes.reduce((s, route) => reconcileRoute(s, telling, route, now), state);
}

/** Who is told, and what happened beside how things stand. */
export interface Telling {
  readonly routes: readonly Route[];
  /** The route that hears of what nobody acknowledged, whatever it wants otherwise; null: none. */
  readonly escalateTo: string | null;
  /** Reminders, escalations and events of this moment. */
  readonly notices: readonly Notice[];
}

function reconcileRoute(state: PortfolioState, telling: Telling, route: Route, now: Instant): PortfolioState {
  const { notices } = telling;
  let { outbox } = state;
  const plus = (to: PortfolioOutbox, body: PortfolioBody, wait = waitFrom(now, 0)): PortfolioOutbox =>
    withNotification(to, { owner: state.portfolio, route, body, now, wait });
  const quietUntil = route.quiet && isWithin(route.quiet, now) ? endOf(route.quiet, now) : now;
  /** In quiet hours only what is critical is told; the rest is found untold when they are over. */
  const waits = (incident: Incident): boolean => quietUntil > now && incident.finding.severity !== 'critical';

  const events = notices.filter(
    (n) =>
      n.reason === 'event' &&
      wants(route, state.portfolio, n.incident.finding.severity) &&
      !isHidden(state, n.incident.finding, now),
  );
  if (events.length > 0) {
    const wait = quietUntil > now ? waitUntil(quietUntil, DAY) : undefined;
    outbox = plus(outbox, { kind: 'event', notices: events }, wait);
  }

  const threadsHere = outbox.threads.filter((thread) => thread.route === route.id);
  const threaded = new Set(threadsHere.flatMap((thread) => thread.incidents));
  const standing = (incident: Incident): IncidentStatus => incidentStatusOf(state, incident, now);

  const escalatesHere = (incident: Incident): boolean =>
    route.id === telling.escalateTo && incident.escalatedAt !== null;
  const snapshot = state.sight?.snapshot ?? null;
  const untold = state.incidents.filter(
    (incident) =>
      incident.state !== 'pending' &&
      !threaded.has(incident.id) &&
      standing(incident) !== 'silenced' &&
      !waits(incident) &&
      (wants(route, state.portfolio, incident.finding.severity) || escalatesHere(incident)) &&
      !inhibitedBy(incident, state.incidents, snapshot),
  );
  for (const group of grouped(untold, route)) {
    const first = group[0];
    if (!first) continue;
    const thread: Thread = {
      id: first.id,
      route: route.id,
      incidents: group.map((incident) => incident.id),
      openedAt: now,
      receipt: null,
      told: Object.fromEntries(group.map((incident) => [incident.id, toldOf(incident, standing(incident))])),
    };
    outbox = plus(
      { ...outbox, threads: [...outbox.threads, thread] },
      {
        kind: 'root',
        thread: thread.id,
        notices: group.map((i) => noticeOf(escalatesHere(i) ? 'escalated' : 'opened', i, now)),
        loud: true,
      },
    );
  }

  const all = new Map([...state.ended, ...state.incidents].map((incident) => [incident.id, incident]));
  for (const thread of threadsHere) {
    const news: Notice[] = [];
    let edit = false;
    let loud = false;
    const told: Record<string, ToldState> = { ...thread.told };
    for (const id of thread.incidents) {
      const incident = all.get(id);
      const before = told[id];
      if (!incident || !before || (incident.endedAt === null && waits(incident))) continue;
      const change = changeOf(before, incident, standing(incident));
      const extra = notices.find(
        (n) => n.incident.id === id && (n.reason === 'reminder' || n.reason === 'escalated'),
      );
      if (change) {
        told[id] = change.told;
        edit ||= change.visible;
        if (change.reason && !(change.reason === 'resolved' && !route.resolved)) {
          news.push(noticeOf(change.reason, incident, now));
        }
        loud ||= change.loud;
      } else if (extra && before.standing === 'open') {
        news.push(extra);
        loud = true;
      }
    }
    outbox = { ...outbox, threads: outbox.threads.map((t) => (t === thread ? { ...thread, told } : t)) };
    if (edit || news.length > 0) outbox = withNews(outbox, thread, { news, edit, loud }, plus);
  }
  return { ...state, outbox };
}

type PortfolioOutbox = PortfolioState['outbox'];

/** What is new in a thread. */
interface ThreadNews {
  readonly news: readonly Notice[];
  /** Whether the root message is to show something else. */
  readonly edit: boolean;
  readonly loud: boolean;
}

/** A waiting root or entry that is not on its way takes the news in; else new ones are queued. */
function withNews(
  before: PortfolioOutbox,
  thread: Thread,
  { news, edit, loud }: ThreadNews,
  plus: (outbox: PortfolioOutbox, body: PortfolioBody) => PortfolioOutbox,
): PortfolioOutbox {
  const waiting = (kind: 'root' | 'entry'): Notification<PortfolioBody> | undefined =>
    before.notifications.find(
      (n) =>
        n.route === thread.route &&
        n.sendingSince === null &&
        !n.parked &&
        n.body.kind === kind &&
        n.body.thread === thread.id,
    );
  const root = waiting('root');
  // A root that is not posted yet will tell the truth of the moment it is posted; a log would only repeat it.
  if (root && thread.receipt === null) return before;
  const outbox =
    edit && !root ? plus(before, { kind: 'root', thread: thread.id, notices: [], loud: false }) : before;
  if (news.length === 0) return outbox;
  const entry = waiting('entry');
  if (entry?.body.kind !== 'entry') {
    return plus(outbox, { kind: 'entry', thread: thread.id, notices: news, loud });
  }
  const body: PortfolioBody = {
    ...entry.body,
    notices: [...entry.body.notices, ...news],
    loud: entry.body.loud || loud,
  };
  return replaced(outbox, entry.id, { ...entry, body });
}

interface Change {
  readonly told: ToldState;
  readonly reason: Reason | null;
  readonly loud: boolean;
  /** Whether readers would see a difference in the root message. */
  readonly visible: boolean;
}

function changeOf(before: ToldState, incident: Incident, standing: IncidentStatus): Change | null {
  const now = toldOf(incident, standing);
  const quiet = (reason: Reason | null): Change => ({ told: now, reason, loud: false, visible: true });
  if (standing === 'silenced') {
    // What happens under a silence is not told; only that it is silenced. The level stays as the route knows it.
    return before.standing === 'silenced' ? null : { ...quiet(null), told: { ...before, standing } };
  }
  if (standing === 'resolved' || standing === 'withdrawn') {
    return before.standing === standing ? null : quiet(standing);
  }
  if (now.worst > before.worst) return { ...quiet('worsened'), loud: true };
  if (before.standing === 'silenced' && standing === 'open') return { ...quiet('reminder'), loud: true };
  if (before.standing !== standing) return quiet(standing === 'acknowledged' ? 'acknowledged' : null);
  if (now.level !== before.level) return quiet('changed');
  return now.worst === before.worst ? null : { ...quiet(null), visible: false };
}

function toldOf(incident: Incident, standing: IncidentStatus): ToldState {
  return { worst: incident.worstLevel, level: incident.finding.level, standing };
}

/** How an incident stands before its readers now. */
export function incidentStatusOf(
  state: Pick<PortfolioState, 'silences' | 'maintenanceUntil'>,
  incident: Incident,
  now: Instant,
): IncidentStatus {
  if (incident.state === 'resolved' || incident.state === 'withdrawn') return incident.state;
  if (isHidden(state, incident.finding, now)) return 'silenced';
  return incident.state === 'acknowledged' ? 'acknowledged' : 'open';
}

function isHidden(
  state: Pick<PortfolioState, 'silences' | 'maintenanceUntil'>,
  finding: Finding,
  now: Instant,
): boolean {
  const planned = state.maintenanceUntil !== null && isOn(waitUntil(state.maintenanceUntil, DAY), now);
  return planned || silenceOf(state.silences, finding, now) !== null;
}

/** Storms, and what waited for the end of quiet hours, are one alert; the rest stands for itself. */
function grouped(incidents: readonly Incident[], route: Route): readonly (readonly Incident[])[] {
  const { quiet } = route;
  const waited = quiet === null ? [] : incidents.filter((one) => isWithin(quiet, one.openedAt));
  const groups = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const key = waited.length > 1 && waited.includes(incident) ? 'waited' : incident.finding.rule;
    groups.set(key, [...(groups.get(key) ?? []), incident]);
  }
  return [...groups].flatMap(([key, same]) =>
    key === 'waited' || same.length >= stormSize ? [same] : same.map((one) => [one]),
  );
}

function noticeOf(reason: Notice['reason'], incident: Incident, at: Instant): Notice {
  return { reason, at, incident, before: null };
}
