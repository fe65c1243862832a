import { describe, expect, it } from 'vitest';
import type { Facts, FactsOf } from '../../src/domain/finding.js';
import type { NumberId, Status } from '../../src/domain/snapshot.js';
import { after, HOUR } from '../../src/domain/time.js';
import { movingDay } from '../../src/domain/usage.js';
import { wordsOf } from '../../src/words/index.js';
import { capped, noon, unlimited } from '../support/looks.js';

const moment = { zone: 'Asia/Jakarta', now: noon };
const { findings: en } = wordsOf.en;
const { findings: id } = wordsOf.id;

const usage = (more: Partial<FactsOf<'usage'>> = {}): FactsOf<'usage'> => ({
  rule: 'usage',
  threshold: 80,
  percent: 82.14,
  recipients: 8_214,
  limit: 10_000,
  accuracy: 'at-most',
  source: 'pricing_analytics',
  window: movingDay(noon),
  asOf: noon,
  most: { number: '1' as NumberId, label: 'Promo 2', share: 0.711 },
  reachedAt: after(noon, 3 * HOUR),
  ...more,
});

describe('usage', () => {
  it('says how much, by whom, and when the limit is reached', () => {
    expect(en.usage.lead(usage(), 'Toko Maju', moment)).toBe(
      'Toko Maju reached at most 8,214 of 10,000 people in 24 h (82 %), 71 % of it by Promo 2. At this pace the limit is reached at 15:00 WIB.',
    );
    expect(id.usage.lead(usage(), 'Toko Maju', moment)).toBe(
      'Toko Maju menjangkau paling banyak 8.214 dari 10.000 orang dalam 24 jam (82 %), 71 % di antaranya dari Promo 2. Dengan laju ini, limit tercapai pukul 15.00 WIB.',
    );
  });

  it('does not say again what a title above it says', () => {
    expect(en.usage.news(usage(), moment)).toBe(
      'At most 8,214 of 10,000 people in 24 h, 71 % of it by Promo 2. At this pace the limit is reached at 15:00 WIB.',
    );
    expect(id.usage.news(usage({ most: null, reachedAt: null }), moment)).toBe(
      'Paling banyak 8.214 dari 10.000 orang dalam 24 jam.',
    );
  });

  it('leaves out what is not known', () => {
    expect(en.usage.lead(usage({ most: null, reachedAt: null }), 'Toko Maju', moment)).toBe(
      'Toko Maju reached at most 8,214 of 10,000 people in 24 h (82 %).',
    );
  });

  it("shares Meta's volume, where people were counted, and not the people", () => {
    const counted = usage({ accuracy: 'exact', source: 'ledger', reachedAt: null });
    expect(en.usage.news(counted, moment)).toBe(
      "8,214 of 10,000 people in 24 h, 71 % of Meta's volume by Promo 2.",
    );
    expect(id.usage.news(counted, moment)).toBe(
      '8.214 dari 10.000 orang dalam 24 jam, 71 % volume Meta dari Promo 2.',
    );
  });

  it('is certain of the limit being used up when so many people were surely reached', () => {
    const counted = usage({ percent: 120, recipients: 12_000, atLeast: 10_000 });
    expect(en.usage.title(counted)).toBe('The limit is used up');
    expect(en.usage.title({ ...counted, atLeast: 9_999 })).toBe('The limit may be used up');
    expect(en.usage.news(counted, moment)).toContain(', 10,000 of them for certain');
    expect(id.usage.news(counted, moment)).toContain(', 10.000 sudah pasti');
  });

  it('calls the limit used up only when people were counted', () => {
    const full = { percent: 100.2, recipients: 10_020 };
    expect(en.usage.title(usage({ ...full, accuracy: 'exact' }))).toBe('The limit is used up');
    expect(en.usage.title(usage(full))).toBe('The limit may be used up');
    expect(id.usage.title(usage(full))).toBe('Limit kirim mungkin habis');
  });
});

describe('quality', () => {
  it('tells red and yellow apart in words, with advice for each', () => {
    const red = { rule: 'quality', quality: 'red' } as const;
    const yellow = { rule: 'quality', quality: 'yellow' } as const;
    expect([en.quality.title(red), en.quality.title(yellow)]).toEqual([
      'Quality is low (red)',
      'Quality is medium (yellow)',
    ]);
    expect(en.quality.advice(red, false)).toContain('opted in');
    expect(id.quality.lead(red, 'Promo', moment)).toBe(
      'Kualitas Promo dinilai rendah (merah), berdasarkan blokir dan laporan 7 hari terakhir.',
    );
    expect(en.quality.resolved(red, 'Promo')).toBe('Promo is rated high (green) again.');
  });
});

describe('limit', () => {
  const change = (more: Partial<FactsOf<'limit'>>): FactsOf<'limit'> => ({
    rule: 'limit',
    change: 'raised',
    before: capped(2_000),
    now: capped(10_000),
    ...more,
  });

  it('says what it was and what it is', () => {
    expect(en.limit.lead(change({}), 'Toko Maju', moment)).toBe(
      'Toko Maju may now reach 10,000 people in 24 h; before it was 2,000.',
    );
    expect(id.limit.lead(change({ now: unlimited, before: null }), 'Toko Maju', moment)).toBe(
      'Toko Maju kini boleh menjangkau orang tanpa batas dalam 24 jam.',
    );
    expect(en.limit.title(change({ change: 'lowered' }))).toBe('Limit lowered');
  });
});

describe('sight', () => {
  it('says that we are blind, why, and since when the last figures are', () => {
    const facts: FactsOf<'sight'> = {
      rule: 'sight',
      problem: 'unauthorised',
      since: noon,
      looks: 1,
      lastSeenAt: after(noon, -HOUR),
    };
    expect(en.sight.lead(facts, 'Toko Maju', moment)).toBe(
      'We cannot see Toko Maju: Meta does not accept our access token. Last seen 11:00 WIB.',
    );
    expect(id.sight.lead({ ...facts, lastSeenAt: null }, 'Toko Maju', moment)).toBe(
      'Toko Maju tidak dapat diperiksa: Meta tidak menerima token akses kami. Belum pernah berhasil diperiksa.',
    );
  });

  it('says how wrong the clock of the bot is', () => {
    const apart = (ahead: number): FactsOf<'sight'> => ({
      rule: 'sight',
      problem: 'unintelligible',
      cause: { reason: 'clock-apart', note: { kind: 'clock', ahead } },
      since: noon,
      looks: 1,
      lastSeenAt: null,
    });
    expect(en.sight.title(apart(HOUR))).toBe('The clock of the bot is wrong');
    expect(en.sight.lead(apart(3 * HOUR), 'Toko Maju', moment)).toBe(
      "The clock of the bot's machine is 3 h ahead of Meta's. The usage of Toko Maju is counted by Meta's time.",
    );
    expect(id.sight.lead(apart(-2 * 24 * HOUR), 'Toko Maju', moment)).toBe(
      'Jam mesin bot 2 hari lebih lambat daripada jam Meta. Pemakaian Toko Maju dihitung menurut waktu Meta.',
    );
  });
});

describe('status', () => {
  it('shows a word of Meta that we do not know', () => {
    expect(en.status.title({ rule: 'status', status: 'unknown', raw: 'LINKED' })).toBe(
      'Status: Unknown (LINKED)',
    );
  });

  it('has a sentence and a step for every status', () => {
    const statuses = Object.keys(wordsOf.en.names.statuses) as Status[];
    for (const words of [en, id]) {
      const leads = statuses.map((status) =>
        words.status.lead({ rule: 'status', status, raw: null }, 'Promo', moment),
      );
      expect(new Set(leads).size).toBe(statuses.length);
      for (const status of statuses) {
        expect(words.status.advice({ rule: 'status', status, raw: null }, false)).not.toBe('');
      }
    }
  });
});

describe('token', () => {
  it.each([
    [7, 'Access token expires in 7 days', 'Token akses kedaluwarsa dalam 7 hari'],
    [1, 'Access token expires in 1 day', 'Token akses kedaluwarsa dalam 1 hari'],
    [0, 'Access token expires within a day', 'Token akses kedaluwarsa dalam sehari'],
    [null, 'Access token expires soon', 'Token akses segera kedaluwarsa'],
  ])('with %s days left is %s', (daysLeft, english, indonesian) => {
    const facts: FactsOf<'token'> = { rule: 'token', state: 'expiring', expiresAt: noon, daysLeft };
    expect([en.token.title(facts), id.token.title(facts)]).toEqual([english, indonesian]);
  });
});

describe('health, templates and accounts', () => {
  it("give Meta's own reason and advice, cleaned", () => {
    const facts: FactsOf<'health'> = {
      rule: 'health',
      canSend: 'blocked',
      reasons: [
        { entity: 'BUSINESS', code: 141006, description: 'No payment\nmethod.', solution: 'Add\u202E one.' },
        { entity: 'APP', code: null, description: 'Other', solution: null },
      ],
    };
    expect(en.health.lead(facts, 'Promo', moment)).toBe(
      'Meta does not let Promo send. Meta says: No payment method. (and 1 more)',
    );
    expect(en.health.advice(facts, false)).toBe('Meta advises: Add one.');
    expect(en.health.lead({ ...facts, canSend: 'limited', reasons: [] }, 'Promo', moment)).toBe(
      'Meta lets Promo send only in part.',
    );
  });

  it('name the worse of rating and status of a template', () => {
    const facts: FactsOf<'template'> = {
      rule: 'template',
      name: 'sale',
      language: 'id',
      quality: 'red',
      status: 'PAUSED',
    };
    expect(en.template.lead(facts, 'sale (id)', moment)).toBe('The template sale (id) is paused.');
    expect(id.template.title({ ...facts, status: 'APPROVED' })).toBe('Templat berperingkat rendah (merah)');
  });

  it('do not take a word of Meta for one of ours', () => {
    const facts = { rule: 'account', state: 'constructor', detail: null } as const;
    expect(en.account.title(facts)).toBe('Meta reports constructor');
    expect(en.account.title({ ...facts, state: 'REJECTED' })).toBe('Meta rejected the account');
    expect(en.account.advice(facts, false)).toContain('you can request a review there');
    expect(en.account.advice({ ...facts, state: 'PENDING' }, false)).toBe(
      'Nothing to do: Meta decides by itself.',
    );
    expect(id.account.advice({ ...facts, state: 'ACCOUNT_DELETED' }, false)).toBe(
      'Jika tidak disengaja, tanyakan kepada pengelola akun.',
    );
  });
});

describe('every rule', () => {
  const all: readonly Facts[] = [
    { rule: 'quality', quality: 'red' },
    usage(),
    { rule: 'status', status: 'banned', raw: 'BANNED' },
    { rule: 'limit', change: 'off-ladder', before: null, now: capped(5_000) },
    { rule: 'account', state: 'DISABLED', detail: 'x' },
  ];

  it.each(all)('$rule names its subject in its sentences', (facts) => {
    for (const words of [en, id]) {
      const rule: {
        lead: (facts: never, who: string, at: typeof moment) => string;
        resolved: (facts: never, who: string) => string;
        news: (facts: never, at: typeof moment) => string;
        title: (facts: never) => string;
      } = words[facts.rule];
      expect(rule.news(facts as never, moment)).not.toContain(rule.title(facts as never));
      expect(rule.lead(facts as never, 'Promo 7', moment)).toContain('Promo 7');
      expect(rule.resolved(facts as never, 'Promo 7')).toContain('Promo 7');
    }
  });
});
