import { describe, expect, it } from 'vitest';
import { metaWebhooks, type MetaWebhooksOptions } from '../../../src/adapters/meta-webhooks/mount.js';
import type { Webhook } from '../../../src/domain/webhook.js';
import type { Mount } from '../../../src/ports.js';
import { fakeClock } from '../../support/fakes/clock.js';
import { fakeLog } from '../../support/fakes/log.js';
import { noon } from '../../support/looks.js';
import { bodyOf, changeOf, signedWith } from '../../support/meta-webhooks.js';

const secret = 'app-CANARY-secret';
const verifyToken = 'verify-CANARY-token';
const approved = JSON.stringify(bodyOf([changeOf('account_review_update', { decision: 'APPROVED' })], 1));

function mounted(more: Partial<MetaWebhooksOptions> = {}): {
  mount: Mount;
  taken: readonly Webhook[];
  log: ReturnType<typeof fakeLog>;
  post: (body: string, headers?: Readonly<Record<string, string>>) => Promise<number>;
  greet: (query: Readonly<Record<string, string>>) => readonly [number, string];
} {
  const taken: Webhook[] = [];
  const log = fakeLog();
  const mount = metaWebhooks({
    appSecret: secret,
    verifyToken,
    clock: fakeClock(noon),
    log,
    asksToStop: () => false,
    take: (webhook) => Promise.resolve(void taken.push(webhook)),
    ...more,
  });
  return {
    mount,
    taken,
    log,
    async post(body, headers = signedWith(secret, body)) {
      if (!mount.admits(headers)) return 401;
      return (await mount.answer({ headers, body: Buffer.from(body) })).status;
    },
    greet(query) {
      const page = mount.greet?.(new URLSearchParams(query));
      return [page?.status ?? 404, page?.text ?? ''];
    },
  };
}

describe('the handshake', () => {
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': '1158201444' };

  it('gives back the challenge to whoever knows the token', () => {
    expect(mounted().greet(query)).toEqual([200, '1158201444']);
  });

  it.each([
    ['a wrong token', { ...query, 'hub.verify_token': 'verify-CANARY-tokem' }],
    ['a longer token', { ...query, 'hub.verify_token': `${verifyToken}s` }],
    ['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
    ['another mode', { ...query, 'hub.mode': 'unsubscribe' }],
    ['nothing', {}],
  ])('is refused with %s', (_what, wrong) => {
    const { greet, log } = mounted();
    expect(greet(wrong)).toEqual([403, '']);
    expect(JSON.stringify(log.lines)).not.toContain('CANARY');
  });

  it('is refused where no token is set, also to an empty one', () => {
    const { greet } = mounted({ verifyToken: null });
    expect(greet({ ...query, 'hub.verify_token': '' })).toEqual([403, '']);
    expect(greet(query)).toEqual([403, '']);
  });
});

describe('a body', () => {
  it('that the app’s secret signed is taken', async () => {
    const { post, taken } = mounted();
    expect(await post(approved)).toBe(200);
    expect(taken.flatMap(({ parts }) => parts.flatMap((part) => part.announcements))).toMatchObject([
      { waba: '102290129340398', at: 1_000, news: { kind: 'review', decision: 'APPROVED' } },
    ]);
  });

  it.each([
    ['without a signature', {}],
    ['signed by another secret', signedWith('another', approved)],
    [
      'whose signature is cut',
      { 'x-hub-signature-256': signedWith(secret, approved)['x-hub-signature-256']?.slice(0, -1) ?? '' },
    ],
    [
      'whose signature is of another kind',
      { 'x-hub-signature': 'sha1=abc', 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` },
    ],
  ])('%s is refused', async (_what, headers) => {
    const { post, taken } = mounted();
    expect(await post(approved, headers)).toBe(401);
    expect(taken).toEqual([]);
  });

  it.each([
    ['cut', approved.slice(0, -1)],
    ['written otherwise', JSON.stringify(JSON.parse(approved), null, 1)],
  ])('that is %s is not what was signed', async (_what, body) => {
    const { post, taken } = mounted();
    expect(await post(body, signedWith(secret, approved))).toBe(401);
    expect(taken).toEqual([]);
  });

  it('is refused without a secret, which is told once', async () => {
    const { post, log } = mounted({ appSecret: null });
    expect([await post(approved), await post(approved)]).toEqual([401, 401]);
    expect(log.lines.map(({ event }) => event)).toEqual(['webhook.no-secret']);
  });

  it('is not said to have arrived when it could not be kept', async () => {
    const { mount } = mounted({ take: () => Promise.reject(new Error('disk full')) });
    const request = { headers: signedWith(secret, approved), body: Buffer.from(approved) };
    await expect(mount.answer(request)).rejects.toThrow('disk full');
  });

  it.each(['', 'null', '7', '[]', '{', '{"entry":7}', '{"object":"whatsapp_business_account"}'])(
    'of an odd shape is refused: %s',
    async (body) => {
      expect(await mounted().post(body)).toBe(400);
    },
  );

  it('of something else than WhatsApp is passed over', async () => {
    const { post, taken } = mounted();
    expect(await post('{"object":"page","entry":[{"id":"1","changes":[]}]}')).toBe(200);
    expect(taken).toEqual([{ parts: [] }]);
  });
});
