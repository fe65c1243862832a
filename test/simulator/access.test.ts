import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withToken } from '../../src/simulator/edits.js';
import { tellStory } from '../../src/simulator/story.js';
import type { Story } from '../../src/simulator/story.js';
import type { SimToken } from '../../src/simulator/world.js';
import { at, codeOf, get, simulate } from './calling.js';
import {
  aPortfolio,
  appSecret,
  aToken,
  aWaba,
  aWorld,
  hour,
  noon,
  numbers,
  token,
} from './world-for-tests.js';

const wabas = [aWaba('2001'), aWaba('2002', { numbers: numbers(1, 4001) })];

function guarded(tokens: readonly SimToken[], requiresProof = false): Story {
  const start = aWorld(aPortfolio(wabas), {
    tokens,
    app: { id: '9001', name: 'Test App', secret: appSecret, requiresProof },
  });
  return tellStory({ start });
}

describe('a token', () => {
  it('is needed', async () => {
    const simulator = await simulate(guarded([aToken()]));
    const heard = await get(simulator, '/2001', {}, null);
    expect([heard.status, codeOf(heard)]).toEqual([401, 104]);
  });

  it('must be one that was issued', async () => {
    const simulator = await simulate(guarded([aToken()]));
    const heard = await get(simulator, '/2001', {}, 'somebody-else');
    expect([heard.status, codeOf(heard)]).toEqual([401, 190]);
  });

  it('dies when its time is over', async () => {
    let now = noon;
    const simulator = await simulate(guarded([aToken({ expiresAt: noon + hour })]), { now: () => now });
    expect((await get(simulator, '/2001')).status).toBe(200);
    now = noon + hour;
    const heard = await get(simulator, '/2001');
    expect([heard.status, codeOf(heard), at(heard.json, 'error', 'error_subcode')]).toEqual([401, 190, 463]);
  });

  it('dies early when the story says so', async () => {
    let now = noon;
    const start = aWorld(aPortfolio(wabas));
    const changes = [
      {
        at: noon + 1,
        label: 'removed',
        change: (world: typeof start) => withToken(world, token, { deadSubcode: 458 }),
      },
    ];
    const simulator = await simulate(tellStory({ start, changes }), { now: () => now });
    now = noon + 1;
    const heard = await get(simulator, '/2001');
    expect([codeOf(heard), at(heard.json, 'error', 'error_subcode')]).toEqual([190, 458]);
  });

  it('reads only what it was granted', async () => {
    const simulator = await simulate(guarded([aToken({ grants: ['2001'] })]));
    expect((await get(simulator, '/2001')).status).toBe(200);
    expect((await get(simulator, '/3001')).status).toBe(200);
    for (const path of ['/2002', '/4001', '/2002/phone_numbers', '/1001']) {
      const heard = await get(simulator, path);
      expect([path, heard.status, codeOf(heard), at(heard.json, 'error', 'error_subcode')]).toEqual([
        path,
        403,
        200,
        1349174,
      ]);
    }
  });

  it('needs its scopes', async () => {
    const simulator = await simulate(guarded([aToken({ scopes: ['whatsapp_business_management'] })]));
    expect((await get(simulator, '/2001')).status).toBe(200);
    const heard = await get(simulator, '/1001/owned_whatsapp_business_accounts');
    expect([heard.status, codeOf(heard), at(heard.json, 'error', 'error_subcode')]).toEqual([
      403, 200, 1349176,
    ]);
  });

  it('may stand in the query instead of the header', async () => {
    const simulator = await simulate(guarded([aToken()]));
    expect((await get(simulator, '/2001', { access_token: token }, null)).status).toBe(200);
  });
});

describe('the proof of the app secret', () => {
  const proof = createHmac('sha256', appSecret).update(token).digest('hex');

  it('is needed when the app requires it, and must be right', async () => {
    const simulator = await simulate(guarded([aToken()], true));
    expect(codeOf(await get(simulator, '/2001'))).toBe(100);
    expect(codeOf(await get(simulator, '/2001', { appsecret_proof: proof.replace(/^../, '00') }))).toBe(100);
    expect((await get(simulator, '/2001', { appsecret_proof: proof })).status).toBe(200);
  });

  it('must be right even when nobody asked for it', async () => {
    const simulator = await simulate(guarded([aToken()]));
    expect((await get(simulator, '/2001', { appsecret_proof: 'feed' })).status).toBe(400);
    expect((await get(simulator, '/2001', { appsecret_proof: proof })).status).toBe(200);
  });
});

describe('debug_token', () => {
  it('describes a token that may read everything and never ends', async () => {
    const simulator = await simulate(guarded([aToken()]));
    expect((await get(simulator, '/debug_token', { input_token: token })).json).toEqual({
      data: {
        app_id: '9001',
        type: 'SYSTEM_USER',
        application: 'Test App',
        data_access_expires_at: 0,
        expires_at: 0,
        is_valid: true,
        issued_at: (noon - 240 * hour) / 1000,
        scopes: ['whatsapp_business_management', 'whatsapp_business_messaging', 'business_management'],
        granular_scopes: [
          { scope: 'whatsapp_business_management' },
          { scope: 'whatsapp_business_messaging' },
          { scope: 'business_management' },
        ],
        user_id: '77',
      },
    });
  });

  it('names the accounts a limited token reaches', async () => {
    const simulator = await simulate(guarded([aToken({ grants: ['2001'] })]));
    const heard = await get(simulator, '/debug_token', { input_token: token });
    expect(at(heard.json, 'data', 'granular_scopes', 0, 'target_ids')).toEqual(['2001']);
  });

  it('answers about a dead or unknown token when the app asks', async () => {
    const simulator = await simulate(guarded([aToken({ expiresAt: noon - hour })]));
    const asApp = `9001|${appSecret}`;
    const dead = await get(simulator, '/debug_token', { input_token: token }, asApp);
    expect(dead.status).toBe(200);
    expect(dead.json).toMatchObject({
      data: { is_valid: false, expires_at: (noon - hour) / 1000, error: { code: 190, subcode: 463 } },
    });
    const unknown = await get(simulator, '/debug_token', { input_token: 'who' }, asApp);
    expect(at(unknown.json, 'data', 'is_valid')).toBe(false);
    expect((await get(simulator, '/debug_token', { input_token: token })).status).toBe(401);
    expect((await get(simulator, '/2001', {}, asApp)).status).toBe(401);
  });

  it('needs a token to look at', async () => {
    const simulator = await simulate(guarded([aToken()]));
    expect(codeOf(await get(simulator, '/debug_token'))).toBe(100);
  });
});

describe('the call log', () => {
  it('holds no secret', async () => {
    const simulator = await simulate(guarded([aToken()]));
    const proof = createHmac('sha256', appSecret).update(token).digest('hex');
    await get(simulator, '/debug_token', { input_token: token, access_token: token, appsecret_proof: proof });
    await get(simulator, '/2001', { fields: 'id' });
    expect(simulator.calls).toEqual([
      { at: noon, method: 'GET', path: '/v26.0/debug_token', query: {}, status: 200 },
      { at: noon, method: 'GET', path: '/v26.0/2001', query: { fields: 'id' }, status: 200 },
    ]);
  });
});
