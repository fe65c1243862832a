import type { Locale } from '../../domain/route.js';
import type { NumberId, PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import { halfHourOf, type Instant } from '../../domain/time.js';
import type { Bucket } from '../../domain/usage.js';
import { StoreError, type History, type Preferences, type Store } from '../../ports.js';

/** A store that forgets everything when the process ends. */
export function memoryStore(): Store {
  const states = new Map<PortfolioId, PortfolioState>();
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
      const { state, result } = change(states.get(id) ?? null);
      if (state.portfolio !== id)
        throw new RangeError(`A state of ${state.portfolio} was to be saved as ${id}.`);
      states.set(id, state);
      return result;
    },
    async close() {
      closed = true;
    },
  };
}

/** Preferences that are forgotten when the process ends. */
export function memoryPreferences(): Preferences {
  const locales = new Map<string, Locale>();
  return {
    async localeOf(person) {
      return locales.get(person) ?? null;
    },
    async setLocale(person, locale) {
      locales.set(person, locale);
    },
  };
}

/** Usage that is forgotten when the process ends. */
export function memoryHistory(): History {
  const portfolios = new Map<PortfolioId, Map<NumberId, Map<Instant, Bucket>>>();
  return {
    async append(id, series) {
      const numbers = portfolios.get(id) ?? new Map<NumberId, Map<Instant, Bucket>>();
      portfolios.set(id, numbers);
      for (const [number, buckets] of series) {
        const known = numbers.get(number) ?? new Map<Instant, Bucket>();
        numbers.set(number, known);
        for (const { at, recipients } of buckets) {
          const start = halfHourOf(at);
          if (recipients > 0) known.set(start, { at: start, recipients });
          else known.delete(start);
        }
      }
    },
    async read(id, span) {
      const found = new Map<NumberId, readonly Bucket[]>();
      for (const [number, known] of portfolios.get(id) ?? []) {
        const inside = [...known.values()].filter(({ at }) => at >= span.from && at < span.to);
        if (inside.length > 0)
          found.set(
            number,
            inside.sort((a, b) => a.at - b.at),
          );
      }
      return found;
    },
  };
}
