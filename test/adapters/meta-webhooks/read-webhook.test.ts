import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../../src/adapters/meta-webhooks/read-webhook.js';
import type { Announcement, News } from '../../../src/domain/announcement.js';
import { noon } from '../../support/looks.js';
import { bodyOf, changeOf, messagesValue } from '../../support/meta-webhooks.js';

const never = (): boolean => false;

const announced = (...changes: object[]): readonly Announcement[] =>
  (readWebhook(bodyOf(changes, 1_764_400_000), noon, never)?.webhook.parts ?? []).flatMap(
    (part) => part.announcements,
  );
const newsOf = (field: string, value: object): readonly News[] =>
  announced(changeOf(field, value)).map(({ news }) => news);
const oddsIn = (...changes: object[]): readonly string[] =>
  (readWebhook(bodyOf(changes), noon, never)?.odds ?? []).map(({ kind, what, word }) =>
    [kind, what, word].filter((one) => one !== null).join(' '),
  );

const phone = '6281234560001';
const template = {
  message_template_id: 806312974732579,
  message_template_name: 'promo',
  message_template_language: 'id',
};
const ref = { id: '806312974732579', name: 'promo', language: 'id' };
const restriction = (...types: string[]): object => ({
  event: 'ACCOUNT_RESTRICTION',
  restriction_info: types.map((restriction_type) => ({ restriction_type, expiration: 1_764_500_000 })),
});

describe('the limit of a portfolio', () => {
  it.each([
    [2000, { kind: 'capped', recipients: 2_000 }],
    ['10000', { kind: 'capped', recipients: 10_000 }],
    ['TIER_100K', { kind: 'capped', recipients: 100_000 }],
    ['UNLIMITED', { kind: 'unlimited' }],
    ['TIER_UNLIMITED', { kind: 'unlimited' }],
    [-1, { kind: 'unlimited' }],
  ])('is told as %s', (raw, limit) => {
    const value = { max_daily_conversations_per_business: raw, max_phone_numbers_per_waba: 25 };
    expect(newsOf('business_capability_update', value)).toEqual([
      { kind: 'portfolio-limit', limit, raw: String(raw) },
    ]);
  });

  it('was told under another name by older versions', () => {
    expect(newsOf('business_capability_update', { max_daily_conversation_per_phone: 1000 })).toMatchObject([
      { kind: 'portfolio-limit', raw: '1000' },
    ]);
  });

  it.each([[{ max_phone_numbers_per_waba: 25 }], [{ max_daily_conversations_per_business: 'TIER_NOT_SET' }]])(
    'is not told by %j',
    (value) => {
      expect(newsOf('business_capability_update', value)).toEqual([]);
    },
  );
});

describe('a number', () => {
  const update = (event: string, more: object = {}): readonly News[] =>
    newsOf('phone_number_quality_update', { display_phone_number: phone, event, ...more });

  it.each(['THROUGHPUT_UPGRADE', 'ONBOARDING'])('has no other limit by %s, whatever it carries', (event) => {
    const limits = {
      current_limit: 'TIER_UNLIMITED',
      max_daily_conversations_per_business: 'TIER_UNLIMITED',
    };
    expect(update(event, limits).filter(({ kind }) => kind.endsWith('limit'))).toEqual([]);
  });

  it('that is upgraded has more throughput', () => {
    expect(update('THROUGHPUT_UPGRADE')).toEqual([{ kind: 'throughput', phone, level: 'HIGH' }]);
  });

  it('is flagged and unflagged as before 2025', () => {
    expect(update('FLAGGED', { current_limit: 'TIER_10K' })).toEqual([
      { kind: 'number-status', phone, status: 'flagged', raw: 'FLAGGED' },
    ]);
    expect(update('UNFLAGGED')).toMatchObject([{ status: 'connected', raw: 'CONNECTED' }]);
  });

  it('changes its limit as before 2025', () => {
    const limits = { current_limit: 'TIER_1K', max_daily_conversations_per_business: '2000' };
    expect(update('DOWNGRADE', limits)).toEqual([
      { kind: 'number-limit', phone, limit: { kind: 'capped', recipients: 1_000 }, raw: 'TIER_1K' },
      { kind: 'portfolio-limit', limit: { kind: 'capped', recipients: 2_000 }, raw: '2000' },
    ]);
    expect(update('UPGRADE', { current_limit: 'TIER_NOT_SET' })).toEqual([]);
  });

  it.each([
    ['APPROVED', 'APPROVED'],
    ['REJECTED', 'DECLINED'],
    ['PENDING', 'PENDING_REVIEW'],
    ['DEFERRED', 'PENDING_REVIEW'],
  ])('whose display name is %s has the status %s', (decision, status) => {
    const value = {
      display_phone_number: phone,
      decision,
      requested_verified_name: 'Toko',
      rejection_reason: null,
    };
    expect(newsOf('phone_number_name_update', value)).toEqual([{ kind: 'name-status', phone, status }]);
  });

  it.each([
    ['PIN_CHANGED', 'warning'],
    ['PIN_RESET_REQUEST', 'warning'],
    ['PIN_REQUEST_SUCCESS', 'critical'],
  ])('may be taken over: %s', (event, severity) => {
    const value = { display_phone_number: phone, event, requester: '61555822107539' };
    expect(newsOf('security', value)).toEqual([
      {
        kind: 'happening',
        about: { kind: 'number', named: phone },
        state: event,
        detail: '61555822107539',
        severity,
      },
    ]);
  });
});

describe('an account', () => {
  it('that may not begin conversations does not send', () => {
    const value = restriction('RESTRICTED_BIZ_INITIATED_MESSAGING', 'RESTRICTED_ADD_PHONE_NUMBER_ACTION');
    const text = (type: string): string => `${type} (2025-11-30T10:53:20.000Z)`;
    expect(newsOf('account_update', value)).toEqual([
      {
        kind: 'sending',
        canSend: 'blocked',
        reasons: [
          {
            entity: 'WABA',
            code: null,
            description: text('RESTRICTED_BIZ_INITIATED_MESSAGING'),
            solution: null,
          },
        ],
      },
      {
        kind: 'happening',
        about: { kind: 'waba' },
        state: 'ACCOUNT_RESTRICTION',
        detail: text('RESTRICTED_ADD_PHONE_NUMBER_ACTION'),
        severity: 'warning',
      },
    ]);
  });

  it('that may not answer is limited', () => {
    expect(newsOf('account_update', restriction('RESTRICTED_CUSTOMER_INITIATED_MESSAGING'))).toMatchObject([
      { kind: 'sending', canSend: 'limited' },
    ]);
  });

  it.each([
    ['DISABLE', { kind: 'sending', canSend: 'blocked' }],
    ['REINSTATE', { kind: 'sending', canSend: 'available' }],
    ['SCHEDULE_FOR_DISABLE', { kind: 'happening', severity: 'critical', detail: 'April 17, 2025' }],
  ])('is banned or not: %s', (waba_ban_state, news) => {
    const value = { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state, waba_ban_date: 'April 17, 2025' } };
    expect(newsOf('account_update', value)).toMatchObject([news]);
  });

  it.each([
    [{ event: 'ACCOUNT_DELETED' }, { severity: 'critical', detail: null }],
    [
      { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'ADULT' } },
      { severity: 'warning', detail: 'ADULT' },
    ],
    [
      { event: 'PARTNER_REMOVED', disconnection_info: { reason: 'PRIMARY_INACTIVITY' } },
      { detail: 'PRIMARY_INACTIVITY' },
    ],
    [{ event: 'SOMETHING_NEW' }, { severity: 'info', state: 'SOMETHING_NEW' }],
  ])('is told of once: %j', (value, news) => {
    expect(newsOf('account_update', value)).toMatchObject([{ kind: 'happening', ...news }]);
  });

  it.each(['AD_ACCOUNT_LINKED', 'MM_LITE_TERMS_SIGNED', 'VOLUME_BASED_PRICING_TIER_UPDATE'])(
    'is none of our business by %s',
    (event) => {
      expect(newsOf('account_update', { event })).toEqual([]);
    },
  );

  it('is the one that the news of a partner names', () => {
    const value = {
      event: 'PARTNER_REMOVED',
      waba_info: { waba_id: '980198427658004', owner_business_id: '2' },
    };
    expect(announced(changeOf('account_update', value)).map(({ waba }) => waba)).toEqual(['980198427658004']);
  });

  it.each(['APPROVED', 'REJECTED', 'PENDING', 'DEFERRED'])('is reviewed: %s', (decision) => {
    expect(newsOf('account_review_update', { decision })).toEqual([{ kind: 'review', decision }]);
  });

  it('is alerted of while the alert lasts', () => {
    const alert = (alert_status: string): object => ({
      entity_type: 'BUSINESS',
      entity_id: 506914307656634,
      alert_info: {
        alert_severity: 'WARNING',
        alert_status,
        alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED',
        alert_description: 'Be active.',
      },
    });
    expect(newsOf('account_alerts', alert('ACTIVE'))).toEqual([
      {
        kind: 'happening',
        about: { kind: 'portfolio' },
        state: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED',
        detail: 'Be active.',
        severity: 'warning',
      },
    ]);
    expect(newsOf('account_alerts', alert('NONE'))).toEqual([]);
  });
});

describe('a template', () => {
  const events = (value: object): readonly News[] | undefined =>
    newsOf('message_template_status_update', { ...template, ...value });
  const status = (word: string): News => ({ kind: 'template-status', template: ref, status: word });
  const told = (state: string, severity: 'info' | 'warning', detail: string | null = null): News => ({
    kind: 'happening',
    about: { kind: 'template', template: ref },
    state,
    detail,
    severity,
  });

  it.each([
    ['APPROVED', [status('APPROVED')]],
    ['DISABLED', [status('DISABLED')]],
    ['PAUSED', [status('PAUSED')]],
    ['REINSTATED', [status('APPROVED'), told('TEMPLATE_REINSTATED', 'info')]],
    ['REJECTED', [status('REJECTED'), told('TEMPLATE_REJECTED', 'warning')]],
    ['FLAGGED', [told('TEMPLATE_FLAGGED', 'warning')]],
    ['LIMIT_EXCEEDED', [told('TEMPLATE_LIMIT_EXCEEDED', 'warning')]],
    ['LOCKED', [told('TEMPLATE_LOCKED', 'info')]],
    ['UNLOCKED', []],
    // What people do themselves with their templates, and what goes its usual way.
    ['ARCHIVED', [status('ARCHIVED')]],
    ['UNARCHIVED', []],
    ['DELETED', [status('DELETED')]],
    ['PENDING_DELETION', [status('PENDING_DELETION')]],
    ['PENDING', [status('PENDING')]],
    ['IN_APPEAL', [status('IN_APPEAL')]],
    ['APPEAL_REQUESTED', [status('IN_APPEAL')]],
  ])('of which Meta says %s has the state that follows, or is told once', (event, news) => {
    expect(events({ event, reason: 'NONE' })).toEqual(news);
    const change = changeOf('message_template_status_update', { ...template, event });
    expect(readWebhook(bodyOf([change]), noon, never)?.odds).toEqual([]);
  });

  it.each([
    ['LOCKED', 'FIRST_PAUSE', [status('PAUSED')]],
    ['LOCKED', 'SECOND_PAUSE', [status('PAUSED')]],
    ['PAUSED', 'RATE_LIMITING_PAUSE', [status('PAUSED')]],
    ['LOCKED', 'DISABLED', [status('DISABLED')]],
    ['UNLOCKED', 'UNPAUSE', [status('APPROVED')]],
    ['LOCKED', 'ELSE', [told('TEMPLATE_LOCKED', 'info', 'Because.')]],
  ])('of which Meta says %s as %s has the state that the pause gives it', (event, title, news) => {
    expect(events({ event, other_info: { title, description: 'Because.' } })).toEqual(news);
  });

  it('is rejected for a reason, which Meta explains', () => {
    expect(events({ event: 'REJECTED', reason: 'SCAM' })).toContainEqual(
      told('TEMPLATE_REJECTED', 'warning', 'SCAM'),
    );
    const rejection_info = { reason: 'Two parameters touch.', recommendation: 'Part them.' };
    expect(events({ event: 'REJECTED', reason: 'INVALID_FORMAT', rejection_info })).toContainEqual(
      told('TEMPLATE_REJECTED', 'warning', 'Two parameters touch.'),
    );
  });

  it('in a state nobody knows is logged, and keeps the word', () => {
    expect(events({ event: 'NAPPING' })).toEqual([status('NAPPING')]);
    const change = changeOf('message_template_status_update', { ...template, event: 'NAPPING' });
    expect(readWebhook(bodyOf([change]), noon, never)?.odds).toEqual([
      { kind: 'unknown', what: 'message_template_status_update.event', word: 'NAPPING' },
    ]);
  });

  it.each(['message_template_quality_update', 'message_template_status_update'])(
    'has a rating, which is known under %s',
    (field) => {
      expect(
        newsOf(field, { ...template, previous_quality_score: 'GREEN', new_quality_score: 'RED' }),
      ).toEqual([{ kind: 'template-quality', template: ref, quality: 'red' }]);
    },
  );

  it.each([
    [{ new_category: 'UTILITY', correct_category: 'MARKETING' }, 'TEMPLATE_CATEGORY_WILL_CHANGE'],
    [{ previous_category: 'UTILITY', new_category: 'MARKETING' }, 'TEMPLATE_CATEGORY_CHANGED'],
  ])('costs something else: %j', (value, state) => {
    expect(newsOf('template_category_update', { ...template, ...value })).toMatchObject([
      { about: { kind: 'template', template: ref }, state, detail: 'UTILITY → MARKETING', severity: 'info' },
    ]);
  });
});

describe('a webhook', () => {
  const review = changeOf('account_review_update', { decision: 'APPROVED' });

  it('names the fields that came of an account, once each, and only those that are read', () => {
    const changes = [
      review,
      changeOf('messages', {}),
      review,
      changeOf('flows', {}),
      changeOf('invented', {}),
    ];
    const read = readWebhook(bodyOf(changes), noon, never);
    expect(read?.webhook.parts.map(({ fields }) => fields)).toEqual([['account_review_update', 'messages']]);
  });

  it('has the same ids when it is repeated, and others at another time', () => {
    const ids = (time?: number): readonly string[] =>
      (readWebhook(bodyOf([review], time), noon, never)?.webhook.parts ?? []).flatMap((part) =>
        part.announcements.map(({ id }) => id),
      );
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
    expect(ids()).toHaveLength(1);
  });

  it('without a time, an object, or with an id that is a number is read', () => {
    const body = { entry: [{ id: 102290129340398, changes: [review] }] };
    expect(readWebhook(body, noon, never)?.webhook.parts).toMatchObject([
      { account: '102290129340398', announcements: [{ at: null }] },
    ]);
  });

  it('whose field stands inside its value is read', () => {
    expect(announced({ value: { decision: 'REJECTED', field: 'account_review_update' } })).toHaveLength(1);
  });

  it('loses nothing beside what cannot be read', () => {
    const body = {
      entry: [
        null,
        7,
        { id: 'x', changes: [review] },
        { id: '1' },
        {
          id: '102290129340398',
          changes: [
            null,
            { field: 'security' },
            changeOf('security', {}),
            changeOf('account_update', { event: 7.5, ban_info: [] }),
            review,
          ],
        },
      ],
    };
    expect(
      readWebhook(body, noon, never)?.webhook.parts.flatMap((part) =>
        part.announcements.map(({ news }) => news.kind),
      ),
    ).toContain('review');
    expect(
      readWebhook(body, noon, never)?.odds.filter(({ kind }) => kind === 'unreadable').length,
    ).toBeGreaterThan(5);
  });

  it('names fields that are not known, and never what they hold', () => {
    expect(oddsIn(changeOf('brand_new', { secret: '+6281234567890' }))).toEqual(['unknown field brand_new']);
    expect(oddsIn(changeOf('+62 812 3456', {}))).toEqual(['unknown field']);
    expect(
      oddsIn(changeOf('message_template_components_update', {}), changeOf('user_preferences', {})),
    ).toEqual([]);
    const status = { id: 'w', status: 'teleported', timestamp: '1', recipient_id: '6281' };
    expect(oddsIn(changeOf('messages', messagesValue({ statuses: [status] })))).toEqual([
      'unknown messages.status teleported',
    ]);
  });
});
