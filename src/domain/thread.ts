import type { Incident } from './incident.js';
import type { Instant } from './time.js';

/** Where a posted message lives, in its platform's own terms. */
export interface Receipt {
  readonly channel: string;
  readonly message: string;
  /** The platform's id of the thread on the message. Null where it is the message's own. */
  readonly thread: string | null;
}

/** One root message on one route and the incidents it stands for, through their life. */
export interface Thread {
  readonly id: string;
  readonly route: string;
  readonly incidents: readonly string[];
  readonly openedAt: Instant;
  /** Null until the root message is posted. */
  readonly receipt: Receipt | null;
  /** The key of the root message where threads of other portfolios share it; absent: it is this one's alone. */
  readonly joined?: string;
  /** What the route was told, or is about to be told, of each incident. */
  readonly told: Readonly<Record<string, ToldState>>;
}

/** How an incident stands before its readers. */
export type IncidentStatus = 'open' | 'acknowledged' | 'silenced' | 'resolved' | 'withdrawn';

/** What a route knows of an incident: the worst level it was woken for, the level it is shown, and its standing. */
export interface ToldState {
  readonly worst: number;
  readonly level: number;
  readonly standing: IncidentStatus;
}

/** What a thread shows: its incidents that are known, live ones and ended ones. */
export function incidentsOf(thread: Thread, all: readonly Incident[]): readonly Incident[] {
  const byId = new Map(all.map((incident) => [incident.id, incident]));
  return thread.incidents.flatMap((id) => byId.get(id) ?? []);
}

/** The thread without what it shares with others. */
export function apart(thread: Thread): Thread {
  const { joined, ...own } = thread;
  return joined === undefined ? thread : own;
}
