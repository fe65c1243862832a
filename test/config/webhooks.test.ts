import { describe, expect, it } from 'vitest';
import { configured, enough, mistakesOf, token } from './configured.js';

const routed = `${enough}routes:\n  - to: webhook:on-call\n`;
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const set = {
  ...token,
  WEBHOOK_ON_CALL_URL: 'https://receiver.example/hook',
  WEBHOOK_ON_CALL_SECRET: secret,
};

describe('a route to a program', () => {
  it('has its address and key in variables that bear its name', () => {
    const { chats, routes } = configured(routed, set);
    expect(chats.webhook.state).toBe('ready');
    expect(routes.map(({ id, platform, channel }) => [id, platform, channel])).toEqual([
      ['webhook:on-call', 'webhook', 'on-call'],
    ]);
    expect(JSON.stringify(chats.webhook)).not.toContain('receiver.example');
  });

  it('cannot be used without them', () => {
    expect(mistakesOf(routed)).toEqual([
      'WEBHOOK_ON_CALL_URL: It is not set, and a route leads to Webhook; set it to the address that is to be told.',
      'WEBHOOK_ON_CALL_SECRET: It is not set, and a route leads to Webhook; make one with: echo "whsec_$(openssl rand -base64 32)"',
    ]);
  });

  it.each([
    ['WEBHOOK_ON_CALL_URL', 'receiver.example', 'This is no web address'],
    ['WEBHOOK_ON_CALL_URL', 'ftp://receiver.example', 'This is no web address'],
    ['WEBHOOK_ON_CALL_URL', 'https://me:CANARY@receiver.example', 'It holds a user or password'],
    ['WEBHOOK_ON_CALL_SECRET', 'CANARY', 'It must be whsec_'],
    ['WEBHOOK_ON_CALL_SECRET', 'whsec_CANARY', 'It must be whsec_'],
    ['WEBHOOK_ON_CALL_SECRET', `${secret} CANARY`, 'It must be whsec_'],
  ])('is told when %s is %o', (name, value, start) => {
    const [mistake, ...more] = mistakesOf(routed, { ...set, [name]: value });
    expect(more).toEqual([]);
    expect(mistake?.startsWith(`${name}: ${start}`)).toBe(true);
    expect(mistake).not.toContain('CANARY');
  });

  it('may have its key in a file', () => {
    const env = { ...set, WEBHOOK_ON_CALL_SECRET: '', WEBHOOK_ON_CALL_SECRET_FILE: 'key' };
    expect(mistakesOf(routed, env, { key: `${secret}\n` })).toEqual([]);
    expect(mistakesOf(routed, env)[0]).toMatch(
      /^WEBHOOK_ON_CALL_SECRET_FILE: The file it names cannot be read/,
    );
  });

  it.each(['webhook:', 'webhook:Up', 'webhook:1st', 'webhook:a_b', 'webhook:https://x.example'])(
    'is not written as %s',
    (to) => {
      expect(mistakesOf(`${enough}routes:\n  - to: "${to}"\n`, set)[0]).toContain(
        'webhook:<name> such as webhook:oncall',
      );
    },
  );
});
