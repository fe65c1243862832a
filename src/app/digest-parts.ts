import type { Picture } from '../cards/card.js';
import type { DigestPortfolio } from '../cards/digest.js';
import type { Reader } from '../cards/reader.js';
import { tierLine } from '../cards/tier.js';
import type { Route } from '../domain/route.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { Log, PortfolioPlan } from '../ports.js';
import type { Outlook } from './outlook.js';
import { drawPast, mostTellingPortfolio, type PictureOptions } from './picture.js';
import { reasonOf } from './reason.js';

/** The parts of a digest that come from the record. None of them throws: without them the rest is still told. */
export interface DigestParts {
  /** The peak and limit changes since an instant, the coming day, and the next tier. */
  outlook(
    plan: PortfolioPlan,
    state: PortfolioState,
    since: Instant,
    reader: Reader,
  ): Promise<Required<Omit<DigestPortfolio, 'state'>>>;
  /** The week of the portfolio that is nearest to its limit. */
  picture(states: readonly PortfolioState[], route: Route, reader: Reader): Promise<Picture | null>;
}

/** Builds the parts. */
export function digestParts(ahead: Outlook, drawing: PictureOptions, log: Log): DigestParts {
  async function orNull<T>(event: string, plan: string, work: () => Promise<T | null>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      log.warn(event, { portfolio: plan, reason: reasonOf(error) });
      return null;
    }
  }
  return {
    outlook: async (plan, state, since, reader) => ({
      peak: await orNull('digest.peak-failed', plan.id, () => ahead.peak(plan, state, since)),
      forecast: await orNull('digest.forecast-failed', plan.id, async () =>
        tierLine(state, await ahead.forecasts(plan, state), reader),
      ),
      ahead: await orNull('digest.ahead-failed', plan.id, () => ahead.ahead(plan, state)),
      limitChanges:
        (await orNull('digest.limits-failed', plan.id, () => ahead.limitChanges(plan, state, since))) ?? [],
    }),
    async picture(states, { platform }, reader) {
      const state = mostTellingPortfolio(states);
      if (state === null) return null;
      const wanted = { state, number: null, days: 7, reader, platform };
      return orNull('picture.failed', state.portfolio, () => drawPast(wanted, drawing));
    },
  };
}
