import { describe, expect, it } from 'vitest';
import { hearingRound } from '../../src/app/hearing.js';
import type { WabaId } from '../../src/domain/snapshot.js';
import { demoAccount } from '../../src/simulator/stories/demo.js';
import type { WebhookSetup } from '../../src/webhook-setup-port.js';
import { tokoMaju } from '../support/asking.js';
import { fieldsOf, retail, subscribedMeta, type ChangedMeta } from '../support/subscribed-meta.js';

const partners = demoAccount.partnersId as WabaId;
const heard = async (change: ChangedMeta = {}, setup: Partial<WebhookSetup> = {}, account = retail) =>
  hearingRound({ ...(await subscribedMeta(change)), ...setup })(tokoMaju, account);
const cause = { reason: 'permission-missing' } as const;
const refused = () => Promise.resolve({ ok: false as const, cause });
const notTold = (why: string) => ({ kind: 'not-told', why });

describe('an account', () => {
  it('tells us whom it reached when the app and the account are subscribed', async () => {
    expect(await heard()).toEqual({ kind: 'told' });
    const override = { callbackOverride: 'https://other.example/a/webhooks/meta' };
    expect(await heard({ waba: override })).toEqual({ kind: 'told' });
  });

  it('does not when the app lacks a field that people are counted by, however the account is subscribed', async () => {
    for (const fields of [
      ['account_update', 'security'],
      ['messages', 'standby'],
      ['messages', 'calls'],
    ]) {
      expect(await heard({ app: fieldsOf(...fields) })).toEqual(notTold('fields-not-subscribed'));
    }
  });

  it('does not while Meta sends nothing, or sends it elsewhere', async () => {
    const callback = 'https://tierwatch.example/webhooks/meta';
    const paused = { app: { webhooks: { callback, fields: ['messages'], paused: true as const } } };
    expect(await heard(paused)).toEqual(notTold('paused'));
    const elsewhere = { app: { webhooks: { callback: 'https://a.example/', fields: ['messages'] } } };
    expect(await heard(elsewhere)).toEqual(notTold('address-elsewhere'));
    expect(await heard({ app: { webhooks: undefined } as never })).toEqual(notTold('no-address'));
  });

  it('does not without a subscription, and leaves the other account as it is', async () => {
    const change = { waba: { unsubscribed: true as const } };
    expect(await heard(change)).toEqual(notTold('account-not-subscribed'));
    expect(await heard(change, {}, partners)).toEqual({ kind: 'told' });
  });

  it('may tell us or not when anything cannot be read that would say so', async () => {
    const unread = { kind: 'unread', cause };
    expect(await heard({}, { appOf: refused })).toEqual(unread);
    expect(await heard({}, { subscriptions: refused })).toEqual(unread);
    expect(await heard({}, { account: refused })).toEqual(unread);
  });

  it('surely does not when one answer says so and the other cannot be read', async () => {
    expect(await heard({ waba: { unsubscribed: true } }, { subscriptions: refused })).toEqual(
      notTold('account-not-subscribed'),
    );
    expect(await heard({ app: fieldsOf() }, { account: refused })).toEqual(notTold('fields-not-subscribed'));
  });

  it('is asked after with one look at its app in each round', async () => {
    const meta = await subscribedMeta();
    let looks = 0;
    const subscriptions = (app: string) => {
      looks += 1;
      return meta.subscriptions(app);
    };
    const round = () => hearingRound({ ...meta, subscriptions });
    const hear = round();
    for (const plan of [tokoMaju, { ...tokoMaju, name: 'Again' }])
      for (const account of [retail, partners]) await hear(plan, account);
    expect(looks).toBe(1);
    await round()(tokoMaju, retail);
    expect(looks).toBe(2);
  });
});
