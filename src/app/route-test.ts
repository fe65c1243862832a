import { testCard } from '../cards/delivery-news.js';
import type { Reader } from '../cards/reader.js';
import type { DeliveryTrouble } from '../domain/delivery-trouble.js';
import type { Receipt } from '../domain/thread.js';
import type { PlatformName, Route } from '../domain/route.js';
import type { Instant } from '../domain/time.js';
import { DeliveryError, type ChatPlatform, type Clock, type Log } from '../ports.js';
import { ownMatter } from './matter.js';
import { audit, type Doer, type NotDone } from './audit.js';

/** What testing routes needs from the world. */
export interface RouteTestOptions {
  readonly platforms: ReadonlyMap<PlatformName, ChatPlatform>;
  readonly readerOf: (route: Route, now: Instant) => Reader;
  readonly clock: Clock;
  readonly log: Log;
}

/** How a test alert fared. */
export type RouteTest =
  | { readonly kind: 'arrived'; readonly receipt: Receipt }
  /** `unclear`: it may have arrived. */
  | { readonly kind: 'refused' | 'unclear'; readonly trouble: DeliveryTrouble }
  | { readonly kind: 'not-open' };

/**
 * Posts a marked test alert now, past the outbox. Nothing is tried again later. A route is tried even while its other
 * messages wait.
 */
export function routeTester(options: RouteTestOptions): (route: Route, who: Doer) => Promise<RouteTest> {
  const { platforms, readerOf, clock, log } = options;
  let count = 0;
  return async (route, who) => {
    const now = clock.now();
    const tell = (why: NotDone | null): void =>
      audit(log, { who, deed: 'test-alert', on: { route: route.id }, why });
    const platform = platforms.get(route.platform);
    if (!platform) {
      tell('no-such-chat');
      return { kind: 'not-open' };
    }
    count += 1;
    try {
      const { channel, message, thread } = await platform.post({
        channel: route.channel,
        card: testCard(route.id, readerOf(route, now)),
        key: `test-${now.toString(36)}-${count.toString(36)}`,
        under: null,
        mention: null,
        loud: true,
        maybeSentSince: null,
        matter: ownMatter('test', now),
      });
      tell(null);
      return { kind: 'arrived', receipt: { channel, message, thread } };
    } catch (error) {
      if (!(error instanceof DeliveryError)) {
        tell('failed');
        throw error;
      }
      tell(error.kind === 'unclear' ? 'maybe-delivered' : 'not-delivered');
      return { kind: error.kind === 'unclear' ? 'unclear' : 'refused', trouble: error.trouble };
    }
  };
}
