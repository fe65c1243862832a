import type { WabaId } from '../../domain/snapshot.js';
import type { SightCause } from '../../domain/sight-cause.js';
import type { MetaAnswer, WebhookSetup } from '../../webhook-setup-port.js';
import { idOf, leaf, listOf, objectOf, shape, textOf } from '../../kit/wire.js';
import type { PortfolioPlan } from '../../ports.js';
import { withinChain, type Chain } from './chain.js';
import { failureOf, type FailedCall } from './failure.js';
import type { GraphCall } from './graph-call.js';
import type { GraphHttp } from './http-client.js';
import { walkPages } from './page-walk.js';
import { causeOf } from './problem.js';
import { debugToken } from './token-check.js';

interface Parts {
  readonly call: GraphCall;
  readonly line: Pick<GraphHttp, 'post'>;
  readonly version: string;
  readonly appSecret: string | null;
  /** Milliseconds for one question with all its calls. */
  readonly deadline: number;
  readonly tokenOf: (plan: PortfolioPlan) => { readonly token: string };
}

const ok = <T>(value: T): MetaAnswer<T> => ({ ok: true, value });
const failed = (failure: FailedCall): { readonly ok: false; readonly cause: SightCause } => ({
  ok: false,
  cause: causeOf(failure),
});
const unread = (): { readonly ok: false; readonly cause: SightCause } => failed(failureOf('unreadable'));

const subscriptionShape = shape({
  object: leaf.text,
  callback_url: leaf.text,
  active: leaf.flag,
  fields: leaf.raw,
});

/** Subscriptions through the calls of a source. */
export function createWebhookSetup({
  call,
  line,
  version,
  appSecret,
  deadline,
  tokenOf,
}: Parts): WebhookSetup {
  const within = <T>(token: string, work: (chain: Chain) => Promise<T>): Promise<T> =>
    withinChain(token, deadline, work);

  async function rowsOf(
    path: readonly string[],
    fields: string | null,
    account: WabaId,
    chain: Chain,
  ): Promise<MetaAnswer<readonly unknown[]>> {
    const { rows, trouble } = await walkPages(
      null,
      (after) =>
        call.get({
          path,
          query: { ...(fields === null ? {} : { fields }), ...(after === null ? {} : { after }) },
          account,
          chain,
        }),
      { look: chain.bounds },
    );
    return trouble === null ? ok(rows) : failed(trouble);
  }

  return {
    appOf: (plan) =>
      within(tokenOf(plan).token, async (chain) => {
        const outcome = await debugToken(call, chain);
        if (!outcome.ok) return failed(outcome.failure);
        const app = idOf(objectOf(objectOf(outcome.value)?.['data'])?.['app_id']);
        return app === null ? unread() : ok(app);
      }),

    subscriptions: (app) =>
      within(`${app}|${appSecret ?? ''}`, async (chain) => {
        const outcome = await call.get({ path: [app, 'subscriptions'], query: {}, account: null, chain });
        if (!outcome.ok) return failed(outcome.failure);
        const rows = listOf(objectOf(outcome.value)?.['data']);
        if (rows === null) return unread();
        const found = rows.map(subscriptionShape).find((row) => row?.object === 'whatsapp_business_account');
        return ok(
          found
            ? {
                callback: found.callback_url,
                active: found.active ?? true,
                fields: (listOf(found.fields) ?? []).flatMap(
                  (field) => textOf(objectOf(field)?.['name'] ?? field) ?? [],
                ),
              }
            : null,
        );
      }),

    account: (plan, waba, app) =>
      within(tokenOf(plan).token, async (chain) => {
        const apps = await rowsOf([waba, 'subscribed_apps'], null, waba, chain);
        if (!apps.ok) return apps;
        const ours = apps.value
          .map(objectOf)
          .find((row) => idOf(objectOf(row?.['whatsapp_business_api_data'])?.['id']) === app);
        const numbers = await rowsOf(
          [waba, 'phone_numbers'],
          'id,display_phone_number,webhook_configuration',
          waba,
          chain,
        );
        if (!numbers.ok) return numbers;
        const configured = numbers.value.flatMap((row) => {
          const set = objectOf(objectOf(row)?.['webhook_configuration']);
          return [textOf(set?.['phone_number']), textOf(set?.['whatsapp_business_account'])];
        });
        const overrides = [textOf(ours?.['override_callback_uri']), ...configured].filter(
          (one) => one !== null,
        );
        return ok({ subscribed: ours !== undefined, overrides: [...new Set(overrides)] });
      }),

    subscribe: (plan, waba) =>
      within(tokenOf(plan).token, async ({ token, signal }) => {
        const path = `${version}/${waba}/subscribed_apps`;
        const { outcome } = await line.post({ path, query: {}, token, signal });
        if (!outcome.ok) return failed(outcome.failure);
        return objectOf(outcome.value)?.['success'] === true ? ok(true as const) : unread();
      }),
  };
}
