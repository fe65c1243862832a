import type { Notification } from '../domain/notification.js';
import { afterSaid, pictureNext } from '../domain/said.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import { withTroubleTold } from '../domain/trouble-telling.js';
import type { Posted } from '../ports.js';

/** The state after a digest's words were told on their own: its picture waits in their place. */
export function withPictureNext(state: PortfolioState, told: Notification, now: Instant): PortfolioState {
  return { ...state, outbox: pictureNext(state.outbox, state.portfolio, told, now) };
}

/** The state after a notification was said. `worded` is the state it was put into words from. */
export function said(
  state: PortfolioState,
  notification: Notification,
  posted: Posted | null,
  worded: PortfolioState,
  now: Instant,
): PortfolioState {
  const { kind } = notification.body;
  const spoken = { ...state, outbox: afterSaid(state.outbox, notification, posted, worded.outbox) };
  if (!posted || kind === 'root' || kind === 'entry') return spoken;
  const { channel, message, thread } = posted;
  return withTroubleTold(spoken, notification, { channel, message, thread }, now);
}
