import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../../src/adapters/meta-webhooks/read-webhook.js';
import type { LedgerFact } from '../../../src/domain/ledger/fact.js';
import { instantOf, SECOND } from '../../../src/domain/time.js';
import { noon, numberOf, wabaId } from '../../support/looks.js';
import { bodyOf, changeOf, messagesValue } from '../../support/meta-webhooks.js';

const never = (): boolean => false;

const factsOf = (field: string, value: object): readonly LedgerFact[] =>
  (readWebhook(bodyOf([changeOf(field, value)]), noon, never)?.webhook.parts ?? []).flatMap(
    (part) => part.facts,
  );
const facts = (more: object): readonly LedgerFact[] => factsOf('messages', messagesValue(more));
const idsOf = (more: object): readonly (readonly string[])[] =>
  facts(more).map((fact) => {
    if (fact.kind === 'ask') return [];
    return fact.kind === 'change' ? [...fact.before, '>', ...fact.after] : fact.identifiers;
  });

const place = { waba: wabaId, number: numberOf(1).id, at: instantOf(1_763_700_000 * SECOND) };
const timestamp = '1763700000';
const status = { id: 'wamid.A=', status: 'delivered', timestamp, recipient_id: '16505551234' };
const message = { id: 'wamid.B=', from: '16505551234', timestamp, type: 'text' };
const bsuid = 'US.13491208655302741918';
const parent = 'US.ENT.11815799212886844830';

describe('a status', () => {
  it('tells what became of a message to somebody, and its price', () => {
    const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' };
    const conversation = { id: 'c', origin: { type: 'marketing' } };
    expect(facts({ statuses: [{ ...status, pricing, conversation }] })).toEqual([
      {
        kind: 'status',
        ...place,
        message: 'wamid.A=',
        status: 'delivered',
        failure: null,
        identifiers: ['phone:16505551234'],
        group: false,
        pricing: { type: 'regular', category: 'marketing', origin: 'marketing' },
      },
    ]);
  });

  it.each(['sent', 'delivered', 'read', 'played', 'failed'])('may be %s', (word) => {
    expect(facts({ statuses: [{ ...status, status: word }] })).toMatchObject([
      { status: word, pricing: { type: null, category: null, origin: null } },
    ]);
  });

  it.each(['accepted', 'held_for_quality_assessment', 'warning', 'toString'])(
    'that is %s says nothing',
    (word) => {
      expect(facts({ statuses: [{ ...status, status: word }] })).toEqual([]);
    },
  );

  it('names somebody without a phone by the scoped ids, parents and all', () => {
    const nameless = { ...status, recipient_id: undefined };
    expect(idsOf({ statuses: [{ ...nameless, recipient_user_id: bsuid, parent_user_id: parent }] })).toEqual([
      [`user:${bsuid}`, `user:${parent}`],
    ]);
    expect(idsOf({ statuses: [{ ...nameless, recipient_id: bsuid }] })).toEqual([[`user:${bsuid}`]]);
  });

  it('to a group names the participant, and never the group', () => {
    const group = { ...status, recipient_type: 'group', recipient_id: '120363040' };
    expect(facts({ statuses: [group] })).toMatchObject([{ group: true, identifiers: [] }]);
    expect(
      facts({
        statuses: [{ ...group, recipient_participant_id: '6281', recipient_participant_user_id: bsuid }],
      }),
    ).toMatchObject([{ group: true, identifiers: [`user:6281`, `user:${bsuid}`] }]);
  });

  it('that cannot be read leaves its neighbours', () => {
    const broken = [
      null,
      7,
      {},
      { ...status, timestamp: 'soon' },
      { ...status, timestamp: '9e99' },
      { ...status, id: null },
    ];
    expect(facts({ statuses: [...broken, status, ...broken] })).toHaveLength(1);
  });

  it('dated too far ahead was made now', () => {
    const ahead = String(noon / SECOND + 301);
    expect(facts({ statuses: [{ ...status, timestamp: ahead }] })).toMatchObject([{ at: noon }]);
  });
});

describe('contacts', () => {
  const contact = { profile: { name: 'Sari' }, wa_id: '16505551234', user_id: bsuid };
  const other = { wa_id: '6281111', user_id: 'ID.2' };

  it('belong to whoever shares an identifier', () => {
    const to = { ...status, id: 'wamid.C=', recipient_id: '6289999999' };
    expect(idsOf({ contacts: [contact, other], statuses: [to, status] })).toEqual([
      ['phone:6289999999'],
      ['phone:16505551234', `user:${bsuid}`],
      ['user:6281111'.replace('user', 'phone'), 'user:ID.2'],
    ]);
  });

  it('that stand alone with one item belong to it, whatever they are called', () => {
    expect(idsOf({ contacts: [other], messages: [message] })).toEqual([
      ['phone:16505551234', 'phone:6281111', 'user:ID.2'],
    ]);
  });

  it('that nobody shares still say that their identifiers are one person', () => {
    const second = { ...message, from: '6287777777' };
    expect(facts({ contacts: [other], messages: [message, second] }).map(({ kind }) => kind)).toEqual([
      'inbound',
      'inbound',
      'contact',
    ]);
    expect(facts({ contacts: [{ wa_id: '6281111' }], messages: [message, second] })).toHaveLength(2);
  });
});

describe('a message', () => {
  it('tells who wrote to which number, and of what type it is', () => {
    expect(facts({ messages: [message] })).toEqual([
      { kind: 'inbound', ...place, type: 'text', identifiers: ['phone:16505551234'], group: false },
    ]);
  });

  it('in a group is one of a group', () => {
    expect(facts({ messages: [{ ...message, group_id: '120363040' }] })).toMatchObject([{ group: true }]);
  });

  it('from somebody without a phone is theirs', () => {
    const nameless = { ...message, from: undefined };
    const ids = { from_user_id: bsuid, from_parent_user_id: parent };
    expect(idsOf({ messages: [{ ...nameless, ...ids }] })).toEqual([[`user:${bsuid}`, `user:${parent}`]]);
  });

  it('of the system tells of another phone', () => {
    const system = {
      type: 'user_changed_number',
      wa_id: '12195555358',
      previous_user_id: bsuid,
      user_id: 'US.2',
    };
    expect(idsOf({ messages: [{ ...message, type: 'system', system }] })).toEqual([
      [`user:${bsuid}`, 'phone:16505551234', '>', 'phone:12195555358', 'user:US.2'],
    ]);
  });

  it('of the system may tell of another id alone', () => {
    const system = { type: 'user_changed_user_id', previous_user_id: bsuid, user_id: 'US.2' };
    const nameless = { ...message, from: undefined };
    expect(idsOf({ messages: [{ ...nameless, type: 'system', from_user_id: 'US.2', system }] })).toEqual([
      [`user:${bsuid}`, '>', 'user:US.2'],
    ]);
  });

  it('of the system that changes nobody is a message of that type', () => {
    const system = { type: 'customer_identity_changed' };
    expect(facts({ messages: [{ ...message, type: 'system', system }] })).toMatchObject([
      { kind: 'inbound', type: 'system' },
    ]);
  });
});

describe('other fields', () => {
  it('of a number that an agent of Meta’s handles are read alike', () => {
    const { metadata } = messagesValue({}) as { metadata: object };
    const inner = { statuses: [status], messages: [message], message_echoes: [message] };
    expect(factsOf('standby', { messaging_product: 'whatsapp', metadata, standby: inner })).toEqual([
      ...facts({ statuses: [status] }),
      ...facts({ messages: [message] }),
    ]);
  });

  it('tell of calls', () => {
    const call = { id: 'wacid.A', from: '16505551234', to: '6281234560001', event: 'connect', timestamp };
    const statuses = [
      { id: 'wacid.A', type: 'call', status: 'RINGING', timestamp, recipient_id: '16505551234' },
    ];
    const theirs = messagesValue({ calls: [{ ...call, direction: 'USER_INITIATED' }], statuses });
    expect(factsOf('calls', theirs)).toEqual([
      {
        kind: 'call',
        ...place,
        event: 'connect',
        direction: 'USER_INITIATED',
        identifiers: ['phone:16505551234'],
      },
    ]);
    const ours = { ...call, from: call.to, to: call.from, direction: 'BUSINESS_INITIATED' };
    expect(factsOf('calls', messagesValue({ calls: [ours] }))).toMatchObject([
      { direction: 'BUSINESS_INITIATED', identifiers: ['phone:16505551234'] },
    ]);
  });

  it('without the number they are about say nothing', () => {
    expect(factsOf('messages', { statuses: [status] })).toEqual([]);
    expect(factsOf('messages', { errors: [{ code: 130429 }] })).toEqual([]);
  });
});

describe('people who want no more messages', () => {
  const asksOf = (field: string, value: object): readonly LedgerFact[] =>
    (
      readWebhook(bodyOf([changeOf(field, value)]), noon, (text) => text === 'STOP')?.webhook.parts ?? []
    ).flatMap((part) => part.facts.filter(({ kind }) => kind === 'ask'));
  const messages = (more: object): readonly LedgerFact[] =>
    asksOf('messages', messagesValue({ messages: [{ ...message, ...more }] }));

  it.each([
    ['a text', { text: { body: 'STOP' } }],
    ['a quick reply', { type: 'button', button: { text: 'STOP', payload: 'x' } }],
    [
      'a button',
      {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: '1', title: 'STOP' } },
      },
    ],
    [
      'a list',
      { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '1', title: 'STOP' } } },
    ],
  ])('say so by %s, of which only that is kept', (_what, more) => {
    expect(messages(more)).toEqual([{ kind: 'ask', ...place, ask: 'stop', key: 'wamid.B=' }]);
  });

  it.each([
    ['other words', { text: { body: 'terima kasih' } }],
    ['a group', { text: { body: 'STOP' }, group_id: 'g1' }],
    ['no id', { text: { body: 'STOP' }, id: undefined }],
    ['no text', { type: 'image', image: { id: '1' } }],
  ])('are not heard in %s', (_what, more) => {
    expect(messages(more)).toEqual([]);
  });

  it('switch marketing messages off, and on again, which is no news', () => {
    const wish = {
      wa_id: '16505551234',
      category: 'marketing_messages',
      value: 'stop',
      timestamp: 1_763_700_000,
    };
    const of = (more: object): readonly LedgerFact[] =>
      asksOf('user_preferences', messagesValue({ user_preferences: [{ ...wish, ...more }] }));
    expect(of({})).toEqual([
      { kind: 'ask', ...place, ask: 'opt-out', key: `16505551234 ${String(place.at)}` },
    ]);
    expect(of({ value: 'resume' })).toEqual([]);
    expect(of({ wa_id: undefined, user_id: bsuid })).toMatchObject([{ key: `${bsuid} ${String(place.at)}` }]);
  });

  it('say why a message did not reach them', () => {
    const failed = (errors: unknown): readonly LedgerFact[] =>
      facts({ statuses: [{ ...status, status: 'failed', errors }] });
    expect(failed([{ code: 131_049 }])).toMatchObject([{ failure: 'keptHealthy' }]);
    expect(failed([{ code: 368 }])).toMatchObject([{ failure: 'policy' }]);
    expect(failed([{ code: 1 }])).toMatchObject([{ failure: 'otherFailure' }]);
    expect(failed(undefined)).toMatchObject([{ failure: 'otherFailure' }]);
  });
});
