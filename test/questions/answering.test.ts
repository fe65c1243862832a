import { describe, expect, it } from 'vitest';
import { mostAsked } from '../../src/questions/answering.js';
import { DAY, MINUTE } from '../../src/domain/time.js';
import { StoreError } from '../../src/ports.js';
import { apiToken, inquiring } from '../support/inquiring.js';
import { story } from '../support/story.js';

const told = story();
told.sees({});
const seen = { state: told.state };

describe('a program that asks', () => {
  it.each([
    ['no token', undefined],
    ['another token', 'Bearer another-long-random-text-of-somebody'],
    ['a part of the token', `Bearer ${apiToken.slice(0, -1)}`],
    ['more than the token', `Bearer ${apiToken}x`],
    ['the token by another scheme', `Basic ${apiToken}`],
    ['the token without a scheme', apiToken],
    ['nothing after the scheme', 'Bearer '],
  ])('with %s is refused, whatever it asks', async (_what, authorization = '') => {
    const { ask } = inquiring([seen]);
    for (const path of ['/v1/numbers', '/v1/openapi.json', '/v1/no-such-thing']) {
      const { status, headers, body, type } = await ask(path, authorization);
      expect(status).toBe(401);
      expect(type).toMatch(/^application\/problem\+json/);
      expect(headers['www-authenticate']).toBe('Bearer');
      expect(body['code']).toBe('unauthorised');
      expect(JSON.stringify(body)).not.toContain(apiToken.slice(0, 10));
    }
  });

  it('may write the scheme as it likes', async () => {
    expect((await inquiring([seen]).ask('/v1/numbers', `bearer  ${apiToken}`)).status).toBe(200);
  });

  it('hears what can be asked when it asks something else', async () => {
    const { ask } = inquiring([seen]);
    for (const path of ['/v1/no-such-thing', '/v1/', '/v1/numbers/', '/v1/can-send/7']) {
      const { status, body } = await ask(path);
      expect(status).toBe(404);
      expect(body['detail']).toContain('/v1/can-send');
    }
  });

  it('is let ask so often a minute, and told when it may ask again', async () => {
    const { ask, clock } = inquiring([seen]);
    for (let i = 0; i < mostAsked; i += 1) expect((await ask('/v1/incidents')).status).toBe(200);
    clock.move(MINUTE / 4);
    const refused = await ask('/v1/incidents');
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('45');
    clock.move(45_000);
    expect((await ask('/v1/incidents')).status).toBe(200);
  });

  it('is not kept waiting by a clock that was put back a day', async () => {
    const { ask, clock } = inquiring([seen]);
    for (let i = 0; i < mostAsked; i += 1) await ask('/v1/incidents');
    clock.move(-DAY);
    expect((await ask('/v1/incidents')).status).toBe(200);
  });

  it.each([
    ['recipients=0', 'recipients'],
    ['recipients=-1', 'recipients'],
    ['recipients=3.5', 'recipients'],
    ['recipients=3e3', 'recipients'],
    ['recipients=0x10', 'recipients'],
    ['recipients=', 'recipients'],
    ['recipients=5000000000', 'recipients'],
    ['recipients=%203000', 'recipients'],
    ['', 'recipients'],
    ['recipients=3&recipients=4', 'twice'],
    ['recipients=3&people=4', 'nobody knows'],
  ])('and writes %o is told what is wrong', async (rest, word) => {
    const { status, body } = await inquiring([seen]).ask(`/v1/can-send?number=%2B6281234560001&${rest}`);
    expect(status).toBe(422);
    expect(body['code']).toBe('not-understood');
    expect(body['detail']).toContain(word);
  });

  it.each(['Promo', '..%2f..%2f', '12', '<script>', '%E0%A4%A'])(
    'cannot ask for the number %o',
    async (number) => {
      expect((await inquiring([seen]).ask(`/v1/numbers/${number}`)).status).toBe(422);
    },
  );

  it('hears nothing of the insides when the store cannot be read', async () => {
    const broken = inquiring(() => Promise.reject(new StoreError('damaged', 'The file /var/x is damaged.')));
    const { status, body } = await broken.ask('/v1/numbers');
    expect([status, body['code']]).toEqual([503, 'store']);
    expect(JSON.stringify(body)).not.toContain('/var/x');
    expect(broken.log.lines.some(({ event }) => event === 'inquiry.failed')).toBe(true);
  });

  it('hears nothing of the insides when the bot breaks', async () => {
    const broken = inquiring(() => Promise.reject(new TypeError('x is undefined in /var/y')));
    const { status, body } = await broken.ask('/v1/incidents');
    expect([status, body['code']]).toEqual([500, 'failed']);
    expect(JSON.stringify(body)).not.toContain('/var/y');
  });
});
