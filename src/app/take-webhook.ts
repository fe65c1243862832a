import { announce } from '../domain/announce.js';
import type { Announcement } from '../domain/announcement.js';
import type { JudgingRules } from '../domain/absorb.js';
import { withHeard } from '../domain/heard.js';
import type { LedgerFact } from '../domain/ledger/fact.js';
import type { PortfolioId } from '../domain/snapshot.js';
import { freshState } from '../domain/state.js';
import type { Webhook, WebhookPart } from '../domain/webhook.js';
import type { Ledger } from '../ledger-port.js';
import type { Clock, Log, PortfolioPlan, Store } from '../ports.js';
import { accountBook } from './account-book.js';

/** What taking webhooks needs from the world. */
export interface WebhookOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly store: Store;
  readonly ledger: Pick<Ledger, 'record'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly judging: (plan: PortfolioPlan) => JudgingRules;
  /** Called when there is something to be told. */
  readonly onQueued: () => void;
}

/**
 * Keeps what a webhook says of each portfolio; resolves when all of it is on disk. What is of no account that is
 * watched is logged once and passed over. Throws StoreError.
 */
export function webhookTaker(options: WebhookOptions): (webhook: Webhook) => Promise<void> {
  const { plans, store, ledger, clock, log, judging, onQueued } = options;
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

  async function noteHeard(heard: readonly WebhookPart[]): Promise<void> {
    const now = clock.now();
    await store.updateBot((bot) => {
      const next = heard.reduce(
        (all, { account, fields }) => withHeard(all, account, fields, now),
        bot.heard,
      );
      return { state: next === bot.heard ? bot : { ...bot, heard: next }, result: undefined };
    });
  }

  return async ({ parts }) => {
    const started = clock.now();
    const ours: WebhookPart[] = [];
    const told = new Map<PortfolioId, Told>(plans.map(({ id }) => [id, { announcements: [], facts: [] }]));
    for (const part of parts) {
      const { account, announcements, facts } = part;
      const owners = await accounts.ownersOf(account);
      if (owners.length === 0) noteStranger(account);
      else ours.push(part);
      for (const id of owners) {
        told.get(id)?.announcements.push(...announcements);
        told.get(id)?.facts.push(...facts);
      }
    }
    for (const plan of plans) {
      const { announcements = [], facts = [] } = told.get(plan.id) ?? {};
      if (announcements.length > 0) await keep(plan, announcements);
      if (facts.length > 0) await ledger.record(plan.id, facts, clock.now());
    }
    if (ours.length > 0) await noteHeard(ours);
    logTaken(log, parts, clock.now() - started);
  };
}

interface Told {
  readonly announcements: Announcement[];
  readonly facts: LedgerFact[];
}

const mostStrangers = 100;

/** One line for each webhook. Those about messages alone come by the hundred, and are details. */
function logTaken(log: Log, parts: readonly WebhookPart[], ms: number): void {
  const announcements = parts.reduce((sum, part) => sum + part.announcements.length, 0);
  const facts = parts.reduce((sum, part) => sum + part.facts.length, 0);
  log[announcements === 0 && facts > 0 ? 'debug' : 'info']('webhook.taken', { announcements, facts, ms });
}
