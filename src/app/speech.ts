import type { Card, Picture } from '../cards/card.js';
import type { BotBody, Notification, PortfolioBody } from '../domain/notification.js';
import type { Matter } from '../domain/matter.js';
import type { Route } from '../domain/route.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';

/** A notification as it is sent on its route. */
export type Speech = CardSpeech | { readonly picture: Picture };

/** A notification put into words. */
export interface CardSpeech {
  readonly card: Card;
  readonly mention: string | null;
  /** Whether people are to notice it at once. */
  readonly loud: boolean;
  /** What it is about, for programs; absent: nothing but its text. */
  readonly matter?: Matter;
}

/** Words or draws notifications from the truth of the moment; null when there is nothing left to say. */
export interface Wording {
  ofPortfolio(
    state: PortfolioState,
    notification: Notification<PortfolioBody>,
    route: Route,
    now: Instant,
  ): Promise<Speech | null>;
  /** The message that several roots share, which has this key there; null: none does any more. */
  ofJoined(key: string, route: Route, now: Instant): Promise<CardSpeech | null>;
  ofBot(notification: Notification<BotBody>, route: Route, now: Instant): Promise<Speech | null>;
}
