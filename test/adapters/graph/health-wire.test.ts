import { expect, test } from 'vitest';
import { healthFrom } from '../../../src/adapters/graph/health-wire.js';
import { known, unknown } from '../../../src/domain/reading.js';

const entity = (type: string, canSend: unknown, more: object = {}) => ({
  entity_type: type,
  id: '1',
  can_send_message: canSend,
  ...more,
});

test('the worst entity speaks for all', () => {
  const health = healthFrom({
    can_send_message: 'BLOCKED',
    entities: [
      entity('PHONE_NUMBER', 'AVAILABLE'),
      entity('WABA', 'BLOCKED', {
        errors: [
          { error_code: 141006, error_description: 'No payment method', possible_solution: 'Add a card' },
          { error_code: '141002', error_description: 'Template not approved' },
        ],
      }),
      entity('BUSINESS', 'LIMITED', { additional_info: ['Name not approved', 5, null] }),
    ],
  });
  expect(health).toEqual(
    known({
      canSend: 'blocked',
      reasons: [
        { entity: 'WABA', code: 141006, description: 'No payment method', solution: 'Add a card' },
        { entity: 'WABA', code: 141002, description: 'Template not approved', solution: null },
        { entity: 'BUSINESS', code: null, description: 'Name not approved', solution: null },
        { entity: 'BUSINESS', code: null, description: '5', solution: null },
      ],
    }),
  );
});

test('blocked calls alone do not block messages', () => {
  const health = healthFrom({
    can_send_message: 'BLOCKED',
    entities: [
      entity('PHONE_NUMBER', 'AVAILABLE', {
        can_receive_call_sip: 'BLOCKED',
        errors: [{ error_code: 138024, error_description: 'SIP is off' }],
      }),
    ],
  });
  expect(health).toEqual(known({ canSend: 'available', reasons: [] }));
});

test.each([
  [{ can_send_message: 'LIMITED' }, 'limited'],
  [{ can_send_message: 'LIMITED', entities: 'none' }, 'limited'],
  [{ can_send_message: 'PERHAPS' }, 'unknown'],
  [
    { can_send_message: 'AVAILABLE', entities: [entity('WABA', 'AVAILABLE'), entity('APP', 'HM')] },
    'unknown',
  ],
  [{ can_send_message: 'AVAILABLE', entities: [null, 4, entity('APP', 'BLOCKED')] }, 'blocked'],
])('%j can send: %s', (wire, canSend) => {
  expect(healthFrom(wire)).toMatchObject({ known: true, value: { canSend } });
});

test.each([
  [undefined, 'not-returned'],
  [null, 'not-returned'],
  ['GREEN', 'not-understood'],
  [[], 'not-understood'],
  [{}, 'not-understood'],
  [{ entities: [{}] }, 'not-understood'],
] as const)('%j says nothing', (wire, why) => {
  expect(healthFrom(wire)).toEqual(unknown(why));
});
