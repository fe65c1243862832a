import type { PortfolioId } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE, SECOND, type Instant } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import type { Ledger } from '../../src/ledger-port.js';
import { facts } from '../support/ledger-facts.js';
import { noon, wabaId } from '../support/looks.js';

/** Of ten messages, how many reach somebody who was not reached before. */
const newPeople = 7;
const told = { pricing: { type: 'regular', category: 'marketing' } };

/** Attends for more than two days, and hears of the people whom these half hours reached, some of them twice. */
export async function countPeople(
  ledger: Ledger,
  portfolio: PortfolioId,
  series: Series,
  now: Instant,
): Promise<void> {
  for (let at = after(now, -2 * DAY - HOUR); at <= now; at = after(at, MINUTE)) {
    await ledger.alive(portfolio, [wabaId], at);
  }
  for (const { at, recipients } of series.filter((one) => one.at >= after(now, -DAY))) {
    const reached = Array.from({ length: Math.round((recipients * newPeople) / 10) }, (_, person) => {
      const key = `${String(at)}-${String(person)}`;
      const sentAt = (at - noon) / SECOND + person;
      return facts(`phone:${key}`).status('delivered', `wamid.${key}`, sentAt, told);
    });
    await ledger.record(portfolio, reached, now);
  }
}
