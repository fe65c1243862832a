import type { Announcement } from './announcement.js';
import type { LedgerFact } from './ledger/fact.js';

/** What one body of Meta's webhooks says. */
export interface Webhook {
  readonly parts: readonly WebhookPart[];
}

/** What it says of one account. */
export interface WebhookPart {
  /** A WABA; of some news of partners, the business portfolio. */
  readonly account: string;
  /** Meta's names of the fields that came, those that the bot reads. */
  readonly fields: readonly string[];
  readonly announcements: readonly Announcement[];
  readonly facts: readonly LedgerFact[];
}
