import { readFields } from '../adapters/meta-webhooks/fields.js';
import { causeSentence } from '../app/cause-sentence.js';
import type { TakenLook } from '../app/poll.js';
import type { SightCause } from '../domain/sight-cause.js';
import type { WabaId } from '../domain/snapshot.js';
import type { Instant } from '../domain/time.js';
import {
  isOurAddress,
  overridesElsewhere,
  webhooksPath,
  type AppWebhooks,
} from '../domain/webhook-subscription.js';
import type { PortfolioPlan, Trial } from '../ports.js';
import type { WebhookSetup } from '../webhook-setup-port.js';
import { toFix, well } from './trials/trial-context.js';

/** What trying the webhooks needs. */
export interface WebhookTrialParts {
  readonly setup: WebhookSetup;
  readonly hasSecret: boolean;
  readonly hasVerifyToken: boolean;
  readonly looks: readonly TakenLook[];
  readonly now: Instant;
}

const dashboard = 'In the App Dashboard, under WhatsApp, Configuration';

/** Tries whether Meta's webhooks can arrive, and changes nothing. One line when nobody asked for them. */
export async function webhookTrials(parts: WebhookTrialParts): Promise<readonly Trial[]> {
  const { hasSecret, hasVerifyToken, looks } = parts;
  const what = 'Meta, webhooks';
  if (!hasVerifyToken) {
    const say =
      'They are not used: META_WEBHOOK_VERIFY_TOKEN is not set. Usage is an upper bound without them.';
    return [well(what, say)];
  }
  if (!hasSecret) {
    const say =
      'META_APP_SECRET is not set, and without it every webhook is refused. Copy it from the App Dashboard.';
    return [toFix(what, say)];
  }
  const seen = new Set<string>();
  const trials: Trial[] = [];
  for (const look of looks) trials.push(...(await portfolioTrials(parts, look, seen)));
  return trials;
}

/** The accounts that a look found, or that are named where it saw nothing. */
export function accountsIn({ plan, observation }: TakenLook): readonly WabaId[] {
  return observation.kind === 'seen' ? observation.snapshot.wabas.map(({ id }) => id) : plan.wabas;
}

async function portfolioTrials(
  parts: WebhookTrialParts,
  look: TakenLook,
  seen: Set<string>,
): Promise<readonly Trial[]> {
  const { setup, now } = parts;
  const { plan } = look;
  const what = `Meta, ${plan.name}, webhooks`;
  const app = await setup.appOf(plan);
  if (!app.ok) return [refused(what, app.cause, now)];
  const trials = seen.has(app.value) ? [] : await appTrials(parts, app.value);
  seen.add(app.value);
  const accounts = accountsIn(look).map((waba) => accountTrial(parts, plan, waba, app.value));
  return [...trials, ...(await Promise.all(accounts))];
}

async function appTrials({ setup, now }: WebhookTrialParts, app: string): Promise<readonly Trial[]> {
  const what = `Meta, webhooks of the app ${app}`;
  const told = await setup.subscriptions(app);
  if (!told.ok) return [refused(what, told.cause, now)];
  const subscription = told.value;
  if (subscription === null || subscription.callback === null) {
    const say = `Meta knows no address for them. ${dashboard}, set https://<your address>${webhooksPath}.`;
    return [toFix(what, say)];
  }
  return [
    addressTrial(`${what}, address`, subscription.callback, subscription.active),
    fieldsTrial(`${what}, fields`, subscription),
    well(
      `${what}, reachable`,
      `Only Meta can try the address from outside. ${dashboard}, press "Verify and save"; the bot then logs webhook.handshake.`,
    ),
  ];
}

function addressTrial(what: string, callback: string, active: boolean): Trial {
  if (!active) return toFix(what, `Meta has paused them. ${dashboard}, subscribe again.`);
  const fact = `Meta sends them to ${hostOf(callback)}`;
  return isOurAddress(callback)
    ? well(what, `${fact}.`)
    : toFix(what, `${fact}, but not to an https address that ends in ${webhooksPath}.`);
}

function fieldsTrial(what: string, { fields }: AppWebhooks): Trial {
  const missing = readFields.filter((field) => !fields.includes(field));
  return missing.length === 0
    ? well(what, `All ${String(readFields.length)} that the bot reads are subscribed.`)
    : toFix(what, `Not subscribed: ${missing.join(', ')}. ${dashboard}, subscribe to them.`);
}

async function accountTrial(
  { setup, now }: WebhookTrialParts,
  plan: PortfolioPlan,
  waba: WabaId,
  app: string,
): Promise<Trial> {
  const what = `Meta, ${plan.name}, ${waba}, webhooks`;
  const told = await setup.account(plan, waba, app);
  if (!told.ok) return refused(what, told.cause, now);
  if (!told.value.subscribed) {
    return toFix(what, 'The app is not subscribed to this account. Run tierwatch webhooks subscribe.');
  }
  const elsewhere = overridesElsewhere(told.value);
  if (elsewhere.length === 0) return well(what, 'The app is subscribed to this account.');
  const hosts = elsewhere.map(hostOf).join(', ');
  const say = `Its messages go to ${hosts} instead of the app's address, so people reached are not counted. Remove that override.`;
  return toFix(what, say);
}

function refused(what: string, cause: SightCause, now: Instant): Trial {
  return toFix(what, causeSentence(cause, now));
}

/** The host alone: the rest of an address may hold a key. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'an unreadable address';
}
