import { announce } from '../domain/announce.js';
import type { Announcement } from '../domain/announcement.js';
import type { Judging } from '../domain/absorb.js';
import type { PortfolioId } from '../domain/snapshot.js';
import { freshState } from '../domain/state.js';
import type { Webhook } from '../domain/webhook.js';
import type { Clock, Log, PortfolioPlan, Store } from '../ports.js';
import { accountBook } from './account-book.js';

/** What taking webhooks needs from the world. */
export interface WebhookOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly judging: (plan: PortfolioPlan) => Omit<Judging, 'history'>;
  /** Called when there is something to be told. */
  readonly onQueued: () => void;
}

/**
 * Keeps what a webhook says of each portfolio; resolves when all of it is on disk. What is of no account that is
 * watched is logged once and passed over. Throws StoreError.
 */
export function webhookTaker(options: WebhookOptions): (webhook: Webhook) => Promise<void> {
  const { plans, store, clock, log, judging, onQueued } = options;
  const accounts = accountBook({ plans, store, clock });
  const strangers = new Set<string>();

  function noteStranger(account: string): void {
    if (strangers.has(account) || strangers.size >= mostStrangers) return;
    strangers.add(account);
    log.info('webhook.unknown-account', { account });
  }

  async function keep(plan: PortfolioPlan, announcements: readonly Announcement[]): Promise<void> {
    const { taken, queued } = await store.update(plan.id, (saved) => {
      const before = saved ?? freshState(plan.id, plan.name);
      return announce(before, announcements, judging(plan), clock.now());
    });
    log.info('webhook.announced', {
      portfolio: plan.id,
      news: announcements.filter(({ id }) => taken.includes(id)).map(({ news }) => news.kind),
      passedOver: announcements.length - taken.length,
      queued,
    });
    if (queued > 0) onQueued();
  }

  return async ({ parts }) => {
    const announced = new Map<PortfolioId, Announcement[]>();
    for (const { account, announcements } of parts) {
      const owners = await accounts.ownersOf(account);
      if (owners.length === 0) noteStranger(account);
      for (const id of owners) announced.set(id, [...(announced.get(id) ?? []), ...announcements]);
    }
    for (const plan of plans) {
      const announcements = announced.get(plan.id) ?? [];
      if (announcements.length > 0) await keep(plan, announcements);
    }
  };
}

const mostStrangers = 100;
