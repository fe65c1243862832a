import { META_WEBHOOKS_PATH } from '../adapters/meta-webhooks/mount.js';
import { readFields } from '../adapters/meta-webhooks/fields.js';
import type { AppWebhooks, WebhookSetup } from '../adapters/graph/webhook-setup.js';
import { causeSentence } from '../app/cause-sentence.js';
import type { Look } from '../app/poll.js';
import type { SightCause } from '../domain/sight-cause.js';
import type { Instant } from '../domain/time.js';
import type { PortfolioPlan, Trial } from '../ports.js';

/** What trying the webhooks needs. */
export interface WebhookTrialParts {
  readonly setup: WebhookSetup;
  readonly hasSecret: boolean;
  readonly hasVerifyToken: boolean;
  readonly looks: readonly Look[];
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
    return [{ what, ok: true, say }];
  }
  if (!hasSecret) {
    const say =
      'META_APP_SECRET is not set, and without it every webhook is refused. Copy it from the App Dashboard.';
    return [{ what, ok: false, say }];
  }
  const seen = new Set<string>();
  const trials: Trial[] = [];
  for (const look of looks) trials.push(...(await portfolioTrials(parts, look, seen)));
  return trials;
}

async function portfolioTrials(
  parts: WebhookTrialParts,
  { plan, observation }: Look,
  seen: Set<string>,
): Promise<readonly Trial[]> {
  const { setup, now } = parts;
  const what = `Meta, ${plan.name}, webhooks`;
  const app = await setup.appOf(plan);
  if (!app.ok) return [refused(what, app.cause, now)];
  const trials = seen.has(app.value) ? [] : await appTrials(parts, app.value);
  seen.add(app.value);
  const wabas = observation.kind === 'seen' ? observation.snapshot.wabas.map(({ id }) => id) : plan.wabas;
  const accounts = wabas.map((waba) => accountTrial(parts, plan, waba, app.value));
  return [...trials, ...(await Promise.all(accounts))];
}

async function appTrials({ setup, now }: WebhookTrialParts, app: string): Promise<readonly Trial[]> {
  const what = `Meta, webhooks of the app ${app}`;
  const told = await setup.subscriptions(app);
  if (!told.ok) return [refused(what, told.cause, now)];
  const subscription = told.value;
  if (subscription === null || subscription.callback === null) {
    const say = `Meta knows no address for them. ${dashboard}, set https://<your address>${META_WEBHOOKS_PATH}.`;
    return [{ what, ok: false, say }];
  }
  return [
    addressTrial(`${what}, address`, subscription),
    fieldsTrial(`${what}, fields`, subscription),
    {
      what: `${what}, reachable`,
      ok: true,
      say: `Only Meta can try the address from outside. ${dashboard}, press "Verify and save"; the bot then logs webhook.handshake.`,
    },
  ];
}

function addressTrial(what: string, { callback, active }: AppWebhooks): Trial {
  const url = urlOf(callback ?? '');
  if (!active) return { what, ok: false, say: `Meta has paused them. ${dashboard}, subscribe again.` };
  const isOurs = url?.protocol === 'https:' && url.pathname.endsWith(META_WEBHOOKS_PATH);
  const say = isOurs
    ? `Meta sends them to ${url.host}.`
    : `Meta sends them to ${url?.host ?? 'no address'}, but not to a path that ends in ${META_WEBHOOKS_PATH}.`;
  return { what, ok: isOurs, say };
}

function fieldsTrial(what: string, { fields }: AppWebhooks): Trial {
  const missing = readFields.filter((field) => !fields.includes(field));
  return missing.length === 0
    ? { what, ok: true, say: `All ${String(readFields.length)} that the bot reads are subscribed.` }
    : { what, ok: false, say: `Not subscribed: ${missing.join(', ')}. ${dashboard}, subscribe to them.` };
}

async function accountTrial(
  { setup, now }: WebhookTrialParts,
  plan: PortfolioPlan,
  waba: PortfolioPlan['wabas'][number],
  app: string,
): Promise<Trial> {
  const what = `Meta, ${plan.name}, ${waba}, webhooks`;
  const told = await setup.account(plan, waba, app);
  if (!told.ok) return refused(what, told.cause, now);
  const { subscribed, overrides } = told.value;
  if (!subscribed) {
    return {
      what,
      ok: false,
      say: 'The app is not subscribed to this account. Run tierwatch webhooks subscribe.',
    };
  }
  const elsewhere = overrides.filter((one) => urlOf(one)?.pathname.endsWith(META_WEBHOOKS_PATH) !== true);
  if (elsewhere.length === 0) return { what, ok: true, say: 'The app is subscribed to this account.' };
  const hosts = elsewhere.map((one) => urlOf(one)?.host ?? 'an unreadable address').join(', ');
  const say = `Its messages go to ${hosts} instead of the app's address, so people reached are not counted. Remove that override.`;
  return { what, ok: false, say };
}

function refused(what: string, cause: SightCause, now: Instant): Trial {
  return { what, ok: false, say: causeSentence(cause, now) };
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
