import { describe, expect, it } from 'vitest';
import { foundChange, numberNamed, unseenTemplate } from '../../src/domain/announced-change.js';
import type { WebhookChange } from '../../src/domain/announcement.js';
import { digitsOf } from '../../src/domain/phone.js';
import { known, unknown } from '../../src/domain/reading.js';
import type {
  NumberSnapshot,
  PortfolioSnapshot,
  TemplateSnapshot,
  WabaId,
  WabaSnapshot,
} from '../../src/domain/snapshot.js';
import { capped, numberOf, portfolioOf, wabaId, wabaOf } from '../support/looks.js';

const [first, second] = [numberOf(1), numberOf(2)];
const phone = first.phone === null ? '' : digitsOf(first.phone);
const elsewhere = '77' as WabaId;
const template: TemplateSnapshot = {
  id: '5',
  name: 'promo',
  language: 'id',
  quality: 'green',
  status: 'APPROVED',
};
const other: TemplateSnapshot = { ...template, id: '6' };
const promo = { id: '5', name: 'promo', language: 'id' };

/** Two accounts, two numbers and two templates, so that a change can be seen to touch nothing else. */
const seen = ({
  number = {},
  account = {},
  ...more
}: Partial<PortfolioSnapshot> & {
  number?: Partial<NumberSnapshot>;
  account?: Partial<WabaSnapshot>;
} = {}): PortfolioSnapshot =>
  portfolioOf({
    wabas: [wabaOf({ id: elsewhere }), wabaOf({ templates: known([other, template]), ...account })],
    numbers: [second, { ...first, ...number }],
    ...more,
  });
const withNumber = (number: Partial<NumberSnapshot>) => seen({ number });
const withAccount = (account: Partial<WabaSnapshot>) => seen({ account });

const limit: WebhookChange = { kind: 'portfolio-limit', limit: capped(2_000), raw: 'TIER_2K' };
const numberLimit: WebhookChange = { kind: 'number-limit', phone, limit: capped(2_000), raw: 'TIER_2K' };
const status: WebhookChange = { kind: 'number-status', phone, status: 'flagged', raw: 'FLAGGED' };
const throughput: WebhookChange = { kind: 'throughput', phone, level: 'HIGH' };
const name: WebhookChange = { kind: 'name-status', phone, status: 'DECLINED' };
const review: WebhookChange = { kind: 'review', decision: 'REJECTED' };
const sending: WebhookChange = { kind: 'sending', canSend: 'blocked', reasons: [] };
const templateStatus: WebhookChange = { kind: 'template-status', template: promo, status: 'PAUSED' };
const templateQuality: WebhookChange = { kind: 'template-quality', template: promo, quality: 'red' };

const unread = unknown('refused');
const quality = (word: TemplateSnapshot['quality']) => known([other, { ...template, quality: word }]);

describe('a change', () => {
  it.each<[string, WebhookChange, PortfolioSnapshot, readonly string[]]>([
    [
      'of the limit of a portfolio',
      limit,
      seen({ limit: known(capped(2_000)), rawLimit: 'TIER_2K' }),
      ['limit *', 'usage *'],
    ],
    [
      'of the limit of a number',
      numberLimit,
      withNumber({ limit: known(capped(2_000)), rawLimit: 'TIER_2K' }),
      [`limit ${first.id}`, `usage ${first.id}`],
    ],
    [
      'of the status of a number',
      status,
      withNumber({ status: 'flagged', rawStatus: 'FLAGGED' }),
      [`status ${first.id}`],
    ],
    ['of the throughput of a number', throughput, withNumber({ throughput: 'HIGH' }), []],
    ['of the name of a number', name, withNumber({ nameStatus: 'DECLINED' }), [`health ${first.id}`]],
    ['of the review of an account', review, withAccount({ reviewStatus: 'REJECTED' }), [`account ${wabaId}`]],
    [
      'of what an account may send',
      sending,
      withAccount({ health: known({ canSend: 'blocked', reasons: [] }) }),
      [`health ${wabaId}`],
    ],
    [
      'of the status of a template',
      templateStatus,
      withAccount({ templates: known([other, { ...template, status: 'PAUSED' }]) }),
      ['template 5'],
    ],
    [
      'of the quality of a template',
      templateQuality,
      withAccount({ templates: quality('red') }),
      ['template 5'],
    ],
  ])('%s changes nothing else, and only what it touches is judged anew', (_, change, after, judged) => {
    const found = foundChange(seen(), wabaId, change);
    expect(found?.snapshot).toEqual(after);
    expect(found?.touched.map(({ rule, subject }) => `${rule} ${subject ?? '*'}`)).toEqual(judged);
    expect(found?.wasRead).toBe(true);
  });

  it.each<[string, WebhookChange, PortfolioSnapshot]>([
    ['the limit of a portfolio', limit, seen({ limit: unread })],
    ['the limit of a number', numberLimit, withNumber({ limit: unread })],
    ['the status of a number', status, withNumber({ status: 'unknown' })],
    ['the throughput of a number', throughput, withNumber({ throughput: null })],
    ['the name of a number', name, withNumber({ nameStatus: null })],
    ['the review of an account', review, withAccount({ reviewStatus: null })],
    ['what an account may send', sending, withAccount({ health: unread })],
    [
      'the status of a template',
      templateStatus,
      withAccount({ templates: known([other, { ...template, status: null }]) }),
    ],
    ['the quality of a template', templateQuality, withAccount({ templates: quality('unknown') })],
  ])('tells where the look could not read %s', (_, change, snapshot) => {
    expect(foundChange(snapshot, wabaId, change)).toMatchObject({ wasRead: false });
  });

  it.each<[string, WebhookChange, PortfolioSnapshot]>([
    ['a number of another account', status, withNumber({ waba: elsewhere })],
    ['a number whose phone is not known', status, withNumber({ phone: null })],
    ['a phone that is none', { ...status, phone: 'no phone' }, seen()],
    ['an account that is not there', review, seen({ wabas: [wabaOf({ id: elsewhere })] })],
    ['what a look does not tell of an account', sending, seen({ wabas: [] })],
    ['a template that is not there', templateStatus, withAccount({ templates: known([other]) })],
    ['a template where templates are not read', templateQuality, withAccount({ templates: unread })],
    ['a template of an account that is not there', templateStatus, seen({ wabas: [] })],
    ['the limit of another portfolio', limit, withAccount({ otherLimit: true })],
  ])('is not found that is of %s', (_, change, snapshot) => {
    expect(foundChange(snapshot, wabaId, change)).toBeNull();
  });

  it('of the limit is that of the portfolio, though another account has a limit of its own or ours is not listed', () => {
    const strangers = [wabaOf({ id: elsewhere, otherLimit: true })];
    expect(foundChange(seen({ wabas: strangers }), wabaId, limit)).not.toBeNull();
    expect(foundChange(seen({ wabas: [...strangers, wabaOf()] }), wabaId, limit)).not.toBeNull();
  });

  it('has the key of what it is of, and no other', () => {
    const all = [
      limit,
      numberLimit,
      status,
      throughput,
      name,
      review,
      sending,
      templateStatus,
      templateQuality,
    ];
    const keys = all.flatMap((change) => foundChange(seen(), wabaId, change)?.key ?? []);
    const ofOthers = [
      foundChange(seen({ numbers: [{ ...first, id: second.id }] }), wabaId, status),
      foundChange(seen(), elsewhere, review),
      foundChange(seen(), wabaId, { ...templateStatus, template: other }),
    ].flatMap((found) => found?.key ?? []);
    expect(new Set([...keys, ...ofOthers]).size).toBe(all.length + 3);
    expect(foundChange(seen(), wabaId, { ...status, status: 'banned' })?.key).toBe(keys[2]);
  });
});

describe('the number of a phone', () => {
  it('is the one that bears it now', () => {
    const moved: NumberSnapshot = { ...first, id: second.id, status: 'migrated' };
    expect(numberNamed(seen({ numbers: [moved, first] }), wabaId, phone)).toBe(first);
  });

  it('is none where several may bear it', () => {
    const twin: NumberSnapshot = { ...first, id: second.id };
    expect(numberNamed(seen({ numbers: [twin, first] }), wabaId, phone)).toBeNull();
  });
});

it('a template of which only a webhook told is known by nothing else', () => {
  expect(unseenTemplate(promo, templateStatus)).toEqual({ ...promo, quality: 'unknown', status: 'PAUSED' });
  expect(unseenTemplate(promo, templateQuality)).toEqual({ ...promo, quality: 'red', status: null });
});
