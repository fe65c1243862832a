import { jsonFrom } from '../../kit/json-text.js';
import type { Clock, Log, Mount, HttpPage } from '../../ports.js';
import type { StopReader } from '../../domain/signals/stop-phrases.js';
import type { Webhook } from '../../domain/webhook.js';
import { webhooksPath } from '../../domain/webhook-subscription.js';
import { oddsTeller } from './odds.js';
import { readWebhook } from './read-webhook.js';
import { isSameText, isSignedBy, signatureIn } from './signature.js';

/** Meta's own limit: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview */
const LARGEST = 3 * 1024 * 1024;

/** What webhooks need. Without a secret none is let in; without a verify token no address can be set at Meta. */
export interface MetaWebhooksOptions {
  readonly appSecret: string | null;
  readonly verifyToken: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly asksToStop: StopReader;
  /** Resolves when what was said is on disk; only then Meta is told that it arrived. */
  readonly take: (webhook: Webhook) => Promise<void>;
}

const page = (status: number, text = ''): HttpPage => ({ status, type: 'text/plain; charset=utf-8', text });

/** Takes Meta's webhooks: 401 unless the app's secret signed the raw bytes, 200 once they are on disk. */
export function metaWebhooks(options: MetaWebhooksOptions): Mount {
  const { appSecret, verifyToken, clock, log, asksToStop, take } = options;
  const tellOdds = oddsTeller(log);
  let isSecretMissed = false;

  function missSecret(): void {
    if (isSecretMissed) return;
    isSecretMissed = true;
    log.warn('webhook.no-secret', { reason: 'META_APP_SECRET is not set, so no webhook can be trusted' });
  }

  return {
    path: webhooksPath,
    largestBody: LARGEST,
    greet(query) {
      const token = query.get('hub.verify_token') ?? '';
      const isMeta = verifyToken !== null && isSameText(token, verifyToken);
      if (query.get('hub.mode') !== 'subscribe' || !isMeta) {
        log.warn('webhook.handshake-refused');
        return page(403);
      }
      log.info('webhook.handshake');
      return page(200, query.get('hub.challenge') ?? '');
    },
    admits(headers) {
      if (signatureIn(headers) === null) return false;
      if (appSecret === null) missSecret();
      return appSecret !== null;
    },
    async answer({ headers, body }) {
      const signature = signatureIn(headers);
      if (appSecret === null || signature === null || !isSignedBy(appSecret, body, signature)) {
        log.warn('webhook.forged');
        return page(401);
      }
      const read = readWebhook(jsonFrom(body.toString('utf8')), clock.now(), asksToStop);
      if (read === null) {
        log.warn('webhook.unreadable', { what: 'body' });
        return page(400);
      }
      tellOdds(read.odds);
      await take(read.webhook);
      return page(200);
    },
  };
}
