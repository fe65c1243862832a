import { describe, expect, it } from 'vitest';
import { accountSilence, appSilence, isOurAddress } from '../../src/domain/webhook-subscription.js';

const ours = 'https://bot.example/webhooks/meta';
const app = { callback: ours, active: true, fields: ['messages', 'standby', 'calls', 'security'] };
const account = { subscribed: true, overrides: [] as readonly string[] };

describe('an address of webhooks', () => {
  it.each([
    [ours, true],
    ['https://bot.example:8443/tierwatch/webhooks/meta?shop=1', true],
    ['http://bot.example/webhooks/meta', false],
    ['https://bot.example/webhooks/meta/2', false],
    ['https://bot.example/?to=/webhooks/meta', false],
    ['bot.example/webhooks/meta', false],
  ])('%s is ours: %s', (address, is) => expect(isOurAddress(address)).toBe(is));
});

describe('the messages of an app', () => {
  it('reach us when it is active, has our address, and the field', () => expect(appSilence(app)).toBeNull());
  it.each([
    ['no-address', null],
    ['no-address', { ...app, callback: null }],
    ['address-elsewhere', { ...app, callback: 'https://other.example/hook' }],
    ['paused', { ...app, active: false }],
    ['fields-not-subscribed', { ...app, fields: ['security'] }],
  ])('do not, for %s', (why, set) => expect(appSilence(set)).toBe(why));
});

describe('the messages of an account', () => {
  it('reach us when it is subscribed, by whatever of our addresses', () => {
    expect(accountSilence(account)).toBeNull();
    expect(accountSilence({ ...account, overrides: [ours] })).toBeNull();
  });
  it.each([
    ['account-not-subscribed', { ...account, subscribed: false }],
    ['override-elsewhere', { ...account, overrides: [ours, 'https://other.example/hook'] }],
  ])('do not, for %s', (why, set) => expect(accountSilence(set)).toBe(why));
});
