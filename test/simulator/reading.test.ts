import { describe, expect, it } from 'vitest';
import { withoutNumber } from '../../src/simulator/edits.js';
import { tellStory } from '../../src/simulator/story.js';
import { at, codeOf, get, listAt, simulate } from './calling.js';
import { aNumber, aPortfolio, aWaba, aWorld, hour, noon, numbers, storyOf } from './world-for-tests.js';

describe('reading a node', () => {
  it('answers the asked fields and the id', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    const heard = await get(simulator, '/3001', {
      fields: 'display_phone_number,quality_rating,throughput,whatsapp_business_manager_messaging_limit',
    });
    expect(heard.status).toBe(200);
    expect(heard.json).toEqual({
      id: '3001',
      display_phone_number: '+62 812-3456-3001',
      quality_rating: 'GREEN',
      throughput: { level: 'STANDARD' },
      whatsapp_business_manager_messaging_limit: 'TIER_10K',
    });
  });

  it('answers defaults when no fields are asked', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    expect((await get(simulator, '/1001')).json).toEqual({ id: '1001', name: 'Toko Uji' });
    expect((await get(simulator, '/3001')).json).toMatchObject({
      verified_name: 'Number 3001',
      platform_type: 'CLOUD_API',
    });
  });

  it('says which portfolio an account belongs to, and leaves an unknown limit out', async () => {
    const start = aWorld(
      aPortfolio([aWaba('2001'), aWaba('2002', { owned: false, owner: { id: '55', name: 'Other' } })], {
        limit: null,
      }),
    );
    const simulator = await simulate(tellStory({ start }));
    const fields =
      'owner_business_info,timezone_id,account_review_status,whatsapp_business_manager_messaging_limit';
    expect((await get(simulator, '/2001', { fields })).json).toEqual({
      id: '2001',
      owner_business_info: { id: '1001', name: 'Toko Uji' },
      timezone_id: '66',
      account_review_status: 'APPROVED',
    });
    const client = await get(simulator, '/2002', { fields: 'owner_business_info{id}' });
    expect(client.json).toEqual({ id: '2002', owner_business_info: { id: '55' } });
  });

  it('lets one number show another limit', async () => {
    const simulator = await simulate(
      storyOf([
        aWaba('2001', {
          numbers: [aNumber('3001', { limit: 'TIER_250' }), aNumber('3002', { limit: null })],
        }),
      ]),
    );
    const fields = 'whatsapp_business_manager_messaging_limit,messaging_limit_tier';
    expect(at((await get(simulator, '/3001', { fields })).json, 'messaging_limit_tier')).toBe('TIER_250');
    expect((await get(simulator, '/3002', { fields })).json).toEqual({ id: '3002' });
  });

  it('reports the worst health of everything above a number', async () => {
    const blocked = {
      canSend: 'BLOCKED',
      errors: [{ code: 141006, description: 'No payment', solution: 'Pay' }],
    } as const;
    const simulator = await simulate(storyOf([aWaba('2001', { health: blocked })]));
    const heard = await get(simulator, '/3001', { fields: 'health_status' });
    expect(at(heard.json, 'health_status', 'can_send_message')).toBe('BLOCKED');
    expect(listAt(heard.json, 'health_status', 'entities')).toEqual([
      { entity_type: 'PHONE_NUMBER', id: '3001', can_send_message: 'AVAILABLE' },
      {
        entity_type: 'WABA',
        id: '2001',
        can_send_message: 'BLOCKED',
        errors: [{ error_code: 141006, error_description: 'No payment', possible_solution: 'Pay' }],
      },
      { entity_type: 'BUSINESS', id: '1001', can_send_message: 'AVAILABLE' },
      { entity_type: 'APP', id: '9001', can_send_message: 'AVAILABLE' },
    ]);
  });

  it('reads templates, alone and on their edge', async () => {
    const template = {
      id: '4001',
      name: 'promo',
      language: 'id',
      category: 'MARKETING',
      status: 'PAUSED',
      quality: 'RED',
      qualityAt: noon,
    };
    const simulator = await simulate(storyOf([aWaba('2001', { templates: [template] })]));
    const fields = 'name,status,quality_score';
    const expected = {
      id: '4001',
      name: 'promo',
      status: 'PAUSED',
      quality_score: { score: 'RED', date: noon / 1000 },
    };
    expect((await get(simulator, '/4001', { fields })).json).toEqual(expected);
    expect(listAt((await get(simulator, '/2001/message_templates', { fields })).json, 'data')).toEqual([
      expected,
    ]);
  });

  it('follows the story as the clock moves', async () => {
    let now = noon;
    const start = aWorld(aPortfolio([aWaba('2001', { numbers: numbers(2) })]));
    const changes = [
      { at: noon + hour, label: 'gone', change: (world: typeof start) => withoutNumber(world, '3001') },
    ];
    const simulator = await simulate(tellStory({ start, changes }), { now: () => now });
    expect((await get(simulator, '/3001')).status).toBe(200);
    now = noon + hour;
    const gone = await get(simulator, '/3001');
    expect([gone.status, codeOf(gone)]).toEqual([404, 803]);
    expect(listAt((await get(simulator, '/2001/phone_numbers')).json, 'data')).toHaveLength(1);
  });
});

describe('a read that cannot be answered', () => {
  it('fails whole on one unknown field, however deep', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    const heard = await get(simulator, '/2001', { fields: 'id,phone_numbers{id,shoe_size}' });
    expect([heard.status, codeOf(heard)]).toEqual([400, 100]);
    expect(at(heard.json, 'error', 'message')).toBe(
      '(#100) Tried accessing nonexisting field (shoe_size) on node type (WhatsAppBusinessAccountToNumberCurrentStatus)',
    );
    expect(at(heard.json, 'error', 'fbtrace_id')).toMatch(/^A[\w-]{22}$/);
  });

  it('knows the portfolio limit only from version 24 on', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    const fields = 'whatsapp_business_manager_messaging_limit';
    expect((await get(simulator, '/v24.0/1001', { fields })).status).toBe(200);
    for (const node of ['1001', '2001', '3001']) {
      const heard = await get(simulator, `/v23.0/${node}`, { fields });
      expect([heard.status, codeOf(heard)]).toEqual([400, 100]);
    }
    expect((await get(simulator, '/v23.0/3001', { fields: 'messaging_limit_tier' })).status).toBe(200);
  });

  it.each([
    ['/v99.0/2001', 400, 2500],
    ['/v20.0/2001', 400, 2500],
    ['/vfoo/2001', 400, 100],
    ['/v26.0/2001/nothing_here', 400, 2500],
    ['/v26.0/2001/phone_numbers/more', 400, 2500],
    ['/v26.0/999', 400, 100],
    ['/v26.0/me', 400, 100],
    ['/v26.0/', 400, 2500],
  ])('refuses %s', async (path, status, code) => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    const heard = await get(simulator, path);
    expect([heard.status, codeOf(heard)]).toEqual([status, code]);
  });

  it('names an id nobody has as missing or hidden', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    expect(at((await get(simulator, '/999')).json, 'error', 'error_subcode')).toBe(33);
  });

  it('says where the fields text goes wrong', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    const heard = await get(simulator, '/2001', { fields: 'id,phone_numbers{id' });
    expect([heard.status, codeOf(heard)]).toEqual([400, 2500]);
    expect(at(heard.json, 'error', 'message')).toContain('at character 20');
  });

  it('refuses to write', async () => {
    const simulator = await simulate(storyOf([aWaba('2001')]));
    const response = await fetch(`${simulator.url}/v26.0/2001/phone_numbers`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-token-everything', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(400);
  });
});
