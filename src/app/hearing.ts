import { onceEach } from '../domain/once-each.js';
import { oncePer } from '../domain/once-per.js';
import type { WabaId } from '../domain/snapshot.js';
import { accountSilence, appSilence, type Hearing } from '../domain/webhook-subscription.js';
import type { PortfolioPlan } from '../ports.js';
import type { WebhookSetup } from '../webhook-setup-port.js';

/** Says whether an account tells us whom it reached. Never throws. */
export type Hear = (plan: PortfolioPlan, account: WabaId) => Promise<Hearing>;

/** One round of questions, in which the subscriptions of an app are asked for once. */
export function hearingRound(setup: Omit<WebhookSetup, 'subscribe'>): Hear {
  const appOf = oncePer((plan: PortfolioPlan) => setup.appOf(plan));
  const subscriptions = onceEach((app) => setup.subscriptions(app));
  return async (plan, account) => {
    const app = await appOf(plan);
    if (!app.ok) return { kind: 'unread', cause: app.cause };
    const [ofApp, ofAccount] = await Promise.all([
      subscriptions(app.value),
      setup.account(plan, account, app.value),
    ]);
    // What surely keeps messages from us counts, whatever could not be read beside it.
    const why =
      (ofApp.ok ? appSilence(ofApp.value) : null) ?? (ofAccount.ok ? accountSilence(ofAccount.value) : null);
    if (why !== null) return { kind: 'not-told', why };
    if (!ofApp.ok) return { kind: 'unread', cause: ofApp.cause };
    return ofAccount.ok ? { kind: 'told' } : { kind: 'unread', cause: ofAccount.cause };
  };
}
