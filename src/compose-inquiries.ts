import type { Configuration } from '../config/configuration.js';
import type { CountedNow } from './app/counted-now.js';
import type { Outlook } from './app/outlook.js';
import type { StopsYesterday } from './app/stops-yesterday.js';
import { watchedOf, withPeopleCounted } from './app/watched.js';
import type { Rulebook } from './domain/rulebook.js';
import type { Clock, Inquiries, Log, PhoneBook, PortfolioPlan, Store } from './ports.js';
import { inquiries } from './questions/answering.js';

interface Parts {
  readonly store: Pick<Store, 'read'>;
  readonly rulebookOf: (plan: PortfolioPlan) => Rulebook;
  readonly counted: CountedNow;
  readonly outlook: Pick<Outlook, 'forecasts'>;
  readonly stopsYesterday: StopsYesterday;
  readonly phoneBook: PhoneBook;
  readonly clock: Clock;
  readonly log: Log;
}

/** What answers programs; null: no token is set, or this process serves nothing. */
export function inquiriesOf(
  { secrets, roles, portfolios, timezone }: Configuration,
  parts: Parts,
): Inquiries | null {
  if (secrets.apiToken === null || !roles.has('http')) return null;
  const { clock, log, phoneBook, counted, outlook } = parts;
  return inquiries({
    token: secrets.apiToken,
    clock,
    log,
    known: () => ({
      now: clock.now(),
      phoneBook,
      portfolios: () => Promise.all(portfolios.map((plan) => watchedOf(plan, parts))),
      counted: (watched) => withPeopleCounted(watched, counted),
      stopsYesterday: ({ watched, number }) => parts.stopsYesterday(watched.plan.id, number.id, timezone),
      forecasts: ({ plan, state }) => outlook.forecasts(plan, state),
    }),
  });
}
