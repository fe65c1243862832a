import type { Speech, Wording } from '../../src/app/speech.js';
import type { NotificationBody } from '../../src/domain/notification.js';
import type { Route } from '../../src/domain/route.js';
import type { PortfolioState } from '../../src/domain/state.js';

/** Words all notifications in one way; those of the bot itself have no state. */
export function wordingOf(
  word: (body: NotificationBody, route: Route, state: PortfolioState | null) => Speech | null,
): Wording {
  return {
    ofPortfolio: async (state, { body }, route) => word(body, route, state),
    ofJoined: () => Promise.resolve(null),
    ofBot: async ({ body }, route) => word(body, route, null),
  };
}
