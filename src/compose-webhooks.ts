import type { Configuration } from '../config/configuration.js';
import { metaWebhooks } from './adapters/meta-webhooks/mount.js';
import { webhookTaker, type WebhookOptions } from './app/take-webhook.js';
import type { Mount } from './ports.js';

/** Where Meta's webhooks arrive, with the secrets of the configuration. */
export function webhooksMount({ secrets }: Configuration, options: WebhookOptions): Mount {
  return metaWebhooks({
    appSecret: secrets.metaAppSecret?.reveal() ?? null,
    verifyToken: secrets.metaVerifyToken?.reveal() ?? null,
    clock: options.clock,
    log: options.log,
    take: webhookTaker(options),
  });
}
