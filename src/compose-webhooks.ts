import type { Configuration } from '../config/configuration.js';
import type { WebhookSetup } from './adapters/graph/webhook-setup.js';
import { metaWebhooks } from './adapters/meta-webhooks/mount.js';
import { attendance, type Attendance } from './app/attendance.js';
import { webhookTaker, type WebhookOptions } from './app/take-webhook.js';
import type { Ledger } from './ledger-port.js';
import type { Mount } from './ports.js';

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
export function webhooksOf({ secrets }: Configuration, parts: Parts): Webhooks {
  const { setup, clock, log } = parts;
  const appSecret = secrets.metaAppSecret?.reveal() ?? null;
  const verifyToken = secrets.metaVerifyToken?.reveal() ?? null;
  const isUsed = appSecret !== null && verifyToken !== null;
  return {
    mount: metaWebhooks({ appSecret, verifyToken, clock, log, take: webhookTaker(parts) }),
    attendance: isUsed ? attendance({ ...parts, tells: tellsOf(setup) }) : null,
  };
}

/** An account tells us everything when it is subscribed, and sends nothing to another address. */
function tellsOf(setup: WebhookSetup): Parameters<typeof attendance>[0]['tells'] {
  return async (plan, account) => {
    const app = await setup.appOf(plan);
    if (!app.ok) return null;
    const told = await setup.account(plan, account, app.value);
    return told.ok ? told.value.subscribed && told.value.overrides.length === 0 : null;
  };
}
