import { describe, expect, it } from 'vitest';
import type { TakenLook } from '../../src/app/poll.js';
import { webhookTrials, type WebhookTrialParts } from '../../src/cli/webhook-trials.js';
import { tokoMaju } from '../support/asking.js';
import { noon, portfolioOf, wabaOf } from '../support/looks.js';
import { retail, subscribedMeta, type ChangedMeta } from '../support/subscribed-meta.js';

/** The demo's Meta, changed, as the trials see it. */
async function tried(change: ChangedMeta = {}, more: Partial<WebhookTrialParts> = {}) {
  const setup = await subscribedMeta(change);
  const snapshot = portfolioOf({ wabas: [wabaOf({ id: retail })] });
  const look = { plan: tokoMaju, observation: { kind: 'seen', at: noon, snapshot } } as unknown as TakenLook;
  const trials = (): Promise<readonly string[]> =>
    webhookTrials({
      setup,
      hasSecret: true,
      hasVerifyToken: true,
      looks: [look],
      now: noon,
      ...more,
    }).then((all) => all.map(({ ok, say }) => `${ok ? 'ok' : 'FIX'} ${typeof say === 'string' ? say : ''}`));
  return { setup, trials };
}

const one = async (...args: Parameters<typeof tried>): Promise<string> =>
  (await (await tried(...args)).trials()).filter((line) => line.startsWith('FIX')).join('\n');

describe('webhooks', () => {
  it('that are set up whole need nothing', async () => {
    const lines = await (await tried()).trials();
    expect(lines.filter((line) => line.startsWith('FIX'))).toEqual([]);
    expect(lines.join('\n')).toContain('Meta sends them to tierwatch.example.');
    expect(lines.join('\n')).toContain('Only Meta can try the address from outside.');
  });

  it('that nobody asked for are no trouble', async () => {
    const { trials } = await tried({}, { hasVerifyToken: false, hasSecret: false });
    expect(await trials()).toEqual([expect.stringMatching(/^ok They are not used/)]);
  });

  it('need the secret of the app', async () => {
    expect(await one({}, { hasSecret: false })).toContain('META_APP_SECRET is not set');
  });

  it('need an address', async () => {
    expect(await one({ app: { webhooks: undefined } as never })).toContain('Meta knows no address');
  });

  it('need the bot’s own path, over TLS', async () => {
    for (const callback of ['https://a.example/elsewhere', 'http://a.example/webhooks/meta'])
      expect(await one({ app: { webhooks: { callback, fields: [] } } })).toContain(
        'Meta sends them to a.example, but',
      );
  });

  it('need every field, and name those that are missing', async () => {
    const webhooks = { callback: 'https://a.example/webhooks/meta', fields: ['messages', 'security'] };
    const line = await one({ app: { webhooks } });
    expect(line).toContain('account_update');
    expect(line).not.toMatch(/messages|security/);
  });

  it('need each account, which can be subscribed to again and again', async () => {
    const { setup, trials } = await tried({ waba: { unsubscribed: true } });
    expect((await trials()).join('\n')).toContain('FIX The app is not subscribed to this account.');
    expect(await setup.subscribe(tokoMaju, retail)).toEqual({ ok: true, value: true });
    expect(await setup.subscribe(tokoMaju, retail)).toEqual({ ok: true, value: true });
    expect((await trials()).join('\n')).not.toContain('FIX');
  });

  it('need the messages, which an override may send elsewhere, of which only the host is shown', async () => {
    const line = await one({ waba: { callbackOverride: 'https://other.example/hook?key=CANARY' } });
    expect(line).toContain('other.example');
    expect(line).not.toContain('CANARY');
  });
});
