import { lookClaims } from '../../../src/adapters/store/look-claims.js';
import { freshBotState } from '../../../src/domain/bot-state.js';
import {
  coverAfter,
  noCover,
  recordOf,
  stepsOf,
  tracesAfter,
  type Cover,
  type IncidentTrace,
  type Owner,
  type OwnerStep,
  type StandingStep,
} from '../../../src/domain/history/looks.js';
import { withPeople, type PeopleStep } from '../../../src/domain/history/people.js';
import { countsFor } from '../../../src/domain/history/recorded-usage.js';
import type { NumberId, PortfolioId } from '../../../src/domain/snapshot.js';
import type { PortfolioState } from '../../../src/domain/state.js';
import { halfHourOf, instantOf, type Instant } from '../../../src/domain/time.js';
import { addedSeries, type Bucket } from '../../../src/domain/usage.js';
import {
  StoreError,
  type History,
  type PastAddition,
  type Preferences,
  type Store,
} from '../../../src/ports.js';
import type { FilledHistory } from '../filled-history.js';

/** Preferences that are forgotten when the process ends. */
export function memoryPreferences(): Preferences {
  const locales = new Map<string, string>();
  return {
    async localeOf(person) {
      return locales.get(person) ?? null;
    },
    async setLocale(person, locale) {
      locales.set(person, locale);
    },
  };
}

/** A store that forgets everything when the process ends, the past in `history` included. */
export function memoryStore(history: MemoryHistory = memoryHistory()): Store {
  const states = new Map<PortfolioId, PortfolioState>();
  const claims = lookClaims();
  let bot = freshBotState;
  let closed = false;
  const refuseClosed = (): void => {
    if (closed) throw new StoreError('closed', 'The store in memory is closed.');
  };
  return {
    async read(id) {
      refuseClosed();
      return states.get(id) ?? null;
    },
    async update(id, change) {
      refuseClosed();
      const { state, result, past } = change(states.get(id) ?? null);
      if (state.portfolio !== id)
        throw new RangeError(`A state of ${state.portfolio} was to be saved as ${id}.`);
      states.set(id, state);
      if (past) history.add(id, past);
      return result;
    },
    async waiting() {
      refuseClosed();
      const all = [...states.values()].filter(({ outbox }) => outbox.notifications.length > 0);
      return all.map(({ portfolio }) => portfolio);
    },
    async readBot() {
      refuseClosed();
      return bot;
    },
    async updateBot(change) {
      refuseClosed();
      const { state, result } = change(bot);
      bot = state;
      return result;
    },
    async claimLook(id) {
      refuseClosed();
      return claims.next(id, states.get(id) ?? null);
    },
    async close() {
      closed = true;
    },
  };
}

/** A past that is forgotten when the process ends, and never grows coarser. */
export interface MemoryHistory extends FilledHistory {
  add(id: PortfolioId, past: PastAddition): void;
}

interface Kept {
  readonly usage: Map<NumberId, Map<Instant, Bucket>>;
  cover: Cover;
  readonly latest: Map<Owner, StandingStep>;
  readonly steps: OwnerStep[];
  traces: readonly IncidentTrace[];
  readonly people: PeopleStep[];
}

/** An empty past. */
export function memoryHistory(): MemoryHistory {
  const portfolios = new Map<PortfolioId, Kept>();
  const keptOf = (id: PortfolioId): Kept => {
    const kept = portfolios.get(id);
    if (kept) return kept;
    const fresh: Kept = {
      usage: new Map(),
      cover: noCover,
      latest: new Map(),
      steps: [],
      traces: [],
      people: [],
    };
    portfolios.set(id, fresh);
    return fresh;
  };
  const read: History['read'] = async (id, span) => {
    const found = new Map<NumberId, readonly Bucket[]>();
    for (const [number, known] of portfolios.get(id)?.usage ?? []) {
      const inside = [...known.values()].filter(({ at }) => at >= span.from && at < span.to);
      if (inside.length > 0)
        found.set(
          number,
          inside.sort((a, b) => a.at - b.at),
        );
    }
    return found;
  };
  const add: MemoryHistory['add'] = (id, { usage, note }) => {
    const kept = keptOf(id);
    for (const [number, buckets] of usage) {
      const known = kept.usage.get(number) ?? new Map<Instant, Bucket>();
      kept.usage.set(number, known);
      for (const { at, recipients } of buckets) {
        const start = halfHourOf(at);
        if (recipients > 0) known.set(start, { at: start, recipients });
        else known.delete(start);
      }
    }
    if (note === null) return;
    if (note.people) {
      const last = kept.people.at(-1) ?? null;
      const next = withPeople(last, note.people, note.at);
      if (last?.at === next.at) kept.people.pop();
      kept.people.push(next);
    }
    const always = instantOf(0);
    for (const { owner, step } of stepsOf(kept.latest, note)) {
      kept.latest.set(owner, step);
      kept.steps.push({ owner, step });
    }
    kept.cover = coverAfter(kept.cover, note, always);
    kept.traces = tracesAfter(kept.traces, note, always);
  };
  return {
    add,
    read,
    async append(id, usage) {
      add(id, { usage, note: null });
    },
    async note(id, note) {
      add(id, { usage: new Map(), note });
    },
    async usage(id, number, span) {
      const all = await read(id, span);
      const counting = [...all].filter(([name]) => number === null || countsFor(number, name));
      return { series: addedSeries(counting.map(([, series]) => series)), days: [] };
    },
    async notes(id, number, span) {
      const { cover, steps, traces, people } = keptOf(id);
      const own = steps.filter(({ owner }) => owner === (number ?? 'portfolio')).map(({ step }) => step);
      const inside = people.filter(({ at }) => number === null && at >= span.from && at < span.to);
      const found = recordOf(number, span, cover, own, traces);
      return inside.length === 0 ? found : { ...found, people: inside };
    },
  };
}
