import type { AskFact, LedgerFact, StatusFact } from '../../src/domain/ledger/fact.js';

/** What happens to a ledger, in the order of arrival; times in milliseconds. */
export type LedgerEvent =
  | { readonly does: 'facts'; readonly at: number; readonly facts: readonly LedgerFact[] }
  /** A proof of life each minute from `at` to `to`. */
  | { readonly does: 'live'; readonly at: number; readonly to: number; readonly accounts: readonly string[] }
  | { readonly does: 'told'; readonly at: number; readonly account: string; readonly tells: boolean }
  | { readonly does: 'restart'; readonly at: number };

/** What the slow counter says. */
export interface ModelFigure {
  readonly accuracy: string;
  readonly atLeast: number;
  readonly atMost: number | null;
  readonly releases: readonly { readonly at: number; readonly recipients: number }[];
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * The rules of counting, as slowly and plainly as they can be written: everything that was ever told is read again for
 * every question. Null: counting never began.
 */
export function modelFigure(events: readonly LedgerEvent[], at: number): ModelFigure | null {
  const coverage = modelCoverage(events, at);
  if (coverage === null) return null;
  const all = events
    .flatMap((event) => (event.does === 'facts' ? event.facts : []))
    .filter((fact) => fact.kind !== 'ask');
  const profiles = profilesIn(all);
  const counted = (profile: Profile, moment: number, kind: 'sure' | 'possible'): boolean =>
    profile.messages.some((message) => isCounted(message, profile, profiles, moment, kind, coverage.since));
  const people = new Set(profiles.filter((one) => counted(one, at, 'sure')).map(({ person }) => person));
  const held = profiles.filter((one) => counted(one, at, 'possible'));
  const releases = new Map<number, number>();
  for (const profile of held) {
    const times = profile.messages.flatMap(({ statuses }) => statuses.map((status) => status.at + day));
    const back = times.filter((time) => time > at && !counted(profile, time, 'possible'));
    const end = Math.ceil(Math.min(...back) / minute) * minute;
    releases.set(end, (releases.get(end) ?? 0) + 1);
  }
  const atMost = coverage.dayKnown ? held.length : null;
  const exact = atMost === people.size && at >= coverage.since + 2 * day;
  return {
    accuracy: atMost === null ? 'at-least' : exact ? 'exact' : 'between',
    atLeast: people.size,
    atMost,
    releases: [...releases].map(([end, recipients]) => ({ at: end, recipients })).sort((a, b) => a.at - b.at),
  };
}

interface Message {
  readonly statuses: readonly StatusFact[];
}

interface Profile {
  readonly names: ReadonlySet<string>;
  readonly messages: readonly Message[];
  readonly opened: readonly { readonly number: string; readonly at: number; readonly sure: boolean }[];
  /** The same for profiles that may be one person. */
  readonly person: number;
}

function profilesIn(all: readonly Exclude<LedgerFact, AskFact>[]): readonly Profile[] {
  const together = all.flatMap((fact) =>
    fact.kind === 'change' ? [fact.before, fact.after] : [fact.identifiers],
  );
  const groups = clusters(together);
  const changes = all.flatMap((fact) =>
    fact.kind === 'change' && fact.before.length > 0 && fact.after.length > 0
      ? [[...fact.before, ...fact.after]]
      : [],
  );
  const people = clusters([...together, ...changes]);
  return groups.map((names) => {
    const own = all.filter(
      (fact) => fact.kind !== 'change' && fact.identifiers.some((name) => names.has(name)),
    );
    const statuses = own.filter((fact) => fact.kind === 'status');
    const keyOf = (status: StatusFact): string =>
      `${status.number} ${status.message} ${String(status.group)}`;
    const keys = [...new Set(statuses.map(keyOf))];
    return {
      names,
      messages: keys.map((key) => ({ statuses: statuses.filter((status) => keyOf(status) === key) })),
      opened: own.flatMap((fact) => {
        if (fact.kind === 'call') {
          const opens = fact.event === 'connect' && fact.direction === 'USER_INITIATED';
          return opens ? [{ number: fact.number, at: fact.at, sure: true }] : [];
        }
        if (fact.kind !== 'inbound' || fact.group || fact.type === 'system') return [];
        const unsure = ['reaction', 'unsupported', 'request_welcome', 'unknown'].includes(fact.type);
        return [{ number: fact.number, at: fact.at, sure: !unsure }];
      }),
      person: people.findIndex((person) => [...names].some((name) => person.has(name))),
    };
  });
}

/** Names that are told together, directly or by way of others. */
function clusters(together: readonly (readonly string[])[]): readonly ReadonlySet<string>[] {
  let sets = together.filter((names) => names.length > 0).map((names) => new Set(names));
  for (let changed = true; changed;) {
    changed = false;
    const joined: Set<string>[] = [];
    for (const set of sets) {
      const other = joined.find((one) => [...set].some((name) => one.has(name)));
      if (other) changed = true;
      if (other) for (const name of set) other.add(name);
      else joined.push(set);
    }
    sets = joined;
  }
  return sets;
}

function isCounted(
  { statuses }: Message,
  profile: Profile,
  all: readonly Profile[],
  moment: number,
  kind: 'sure' | 'possible',
  since: number,
): boolean {
  const first = statuses[0];
  if (first === undefined) return false;
  const words = statuses.flatMap(({ pricing }) => [pricing.type, pricing.category, pricing.origin]);
  if (words.includes('free_customer_service') || words.includes('service')) return false;
  const timesOf = (...names: readonly string[]): readonly number[] =>
    statuses.filter(({ status }) => names.includes(status)).map((status) => status.at);
  const sent = timesOf('sent');
  const arrived = timesOf('delivered', 'read', 'played');
  const isInside = (time: number): boolean =>
    profile.opened.some((open) => open.sure && open.number === first.number && covers(open.at, time));
  const mayBeInside = (time: number): boolean =>
    time < since + day ||
    all
      .filter(({ person }) => person === profile.person)
      .some(({ opened }) => opened.some((open) => open.number === first.number && covers(open.at, time)));
  if (arrived.length === 0) {
    if (kind === 'sure' || first.group || sent.length === 0 || timesOf('failed').length > 0) return false;
    const began = Math.min(...sent);
    // It may have arrived at any time since, wherever a window was shut.
    const edges = [began, moment, ...profile.opened.map((open) => open.at + day)];
    const shut = edges.some((time) => time >= began && time <= moment && !isInside(time));
    return covers(began, moment) && shut;
  }
  const delivered = Math.min(...arrived);
  if (!(delivered <= moment && delivered > moment - day)) return false;
  if (first.group) return kind === 'possible';
  const tested = sent.length === 0 ? [delivered] : [delivered, Math.min(...sent)];
  if (tested.every(isInside)) return false;
  if (kind === 'possible') return true;
  const free = words.includes('free_entry_point') || words.includes('referral_conversion');
  return !free && !tested.some(isInside) && !tested.some(mayBeInside);
}

function covers(from: number, time: number): boolean {
  return time >= from && time < from + day;
}

interface ModelCoverage {
  readonly since: number;
  readonly dayKnown: boolean;
}

function modelCoverage(events: readonly LedgerEvent[], at: number): ModelCoverage | null {
  const accounts = new Map<string, boolean>();
  const begun: number[] = [];
  const silences: { from: number; to: number }[] = [];
  let alive: number | null = null;
  const proof = (time: number): void => {
    if (alive !== null && time - alive > minute) {
      silences.push({ from: alive, to: time });
      if (time - alive > 36 * hour && [...accounts.values()].includes(true)) begun.push(time);
    }
    if (alive !== null) alive = Math.max(alive, time);
  };
  for (const event of events) {
    if (event.does === 'live') {
      for (let time = event.at; time <= event.to; time += minute) {
        alive ??= time;
        proof(time);
        for (const account of accounts.keys())
          if (!event.accounts.includes(account)) accounts.delete(account);
        for (const account of event.accounts) {
          if (!accounts.has(account)) {
            accounts.set(account, true);
            begun.push(time);
          }
        }
      }
    } else if (event.does === 'facts') proof(event.at);
    else if (event.does === 'told' && accounts.has(event.account)) {
      if (event.tells && accounts.get(event.account) === false) begun.push(event.at);
      accounts.set(event.account, event.tells);
    }
  }
  if (alive === null) return null;
  const since = Math.max(...begun);
  const told = accounts.size > 0 && ![...accounts.values()].includes(false);
  const doubtful = silences.some(({ from, to }) => {
    const again = Math.min(day, Math.max(15 * minute, to - from));
    return from < at && at < to + again;
  });
  return { since, dayKnown: told && at - since >= day && !doubtful && at - alive <= minute };
}
