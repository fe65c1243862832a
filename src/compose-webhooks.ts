import type { Configuration } from '../config/configuration.js';
import { stopReader } from './domain/signals/stop-phrases.js';
import { metaWebhooks } from './adapters/meta-webhooks/mount.js';
import { attendance, type Attendance } from './app/attendance.js';
import { hearingRound } from './app/hearing.js';
import { webhookTaker, type WebhookOptions } from './app/take-webhook.js';
import type { Ledger } from './ledger-port.js';
import type { Mount } from './ports.js';
import type { WebhookSetup } from './webhook-setup-port.js';

/** Where Meta's webhooks arrive, and who says that somebody is there for them; null: without secrets nobody is. */
export interface Webhooks {
  readonly mount: Mount;
  readonly attendance: Attendance | null;
}

interface Parts extends Omit<WebhookOptions, 'ledger'> {
  readonly ledger: Ledger;
  readonly setup: WebhookSetup;
}

/** Meta's webhooks, with the secrets of the configuration. */
export function webhooksOf({ secrets, stopPhrases }: Configuration, parts: Parts): Webhooks {
  const { setup, clock, log } = parts;
  const appSecret = secrets.metaAppSecret?.reveal() ?? null;
  const verifyToken = secrets.metaVerifyToken?.reveal() ?? null;
  const isUsed = appSecret !== null && verifyToken !== null;
  return {
    mount: metaWebhooks({
      appSecret,
      verifyToken,
      clock,
      log,
      asksToStop: stopReader(stopPhrases),
      take: webhookTaker(parts),
    }),
    attendance: isUsed ? attendance({ ...parts, round: () => hearingRound(setup) }) : null,
  };
}
