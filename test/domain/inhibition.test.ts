import { describe, expect, it } from 'vitest';
import type { Facts, Finding, Severity, Subject } from '../../src/domain/finding.js';
import { returnsOf, stayedAway } from '../../src/domain/flapping.js';
import type { Incident } from '../../src/domain/incident.js';
import { inhibitedBy } from '../../src/domain/inhibition.js';
import { known, unknown } from '../../src/domain/reading.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import type { WabaId } from '../../src/domain/snapshot.js';
import { noon, numberOf, portfolioId, portfolioOf, wabaId, wabaOf } from '../support/looks.js';

const subject = (kind: Subject['kind'], id: string): Subject => ({ kind, id, label: id });
const portfolio = subject('portfolio', portfolioId);
const waba = subject('waba', wabaId);
const number = subject('number', numberOf(1).id);
const template = subject('template', 't1');
const token = subject('token', 'main');

const quality: Facts = { rule: 'quality', quality: 'yellow' };
const health: Facts = { rule: 'health', canSend: 'blocked', reasons: [] };
const account: Facts = { rule: 'account', state: 'REJECTED', detail: null };
const invalid: Facts = { rule: 'token', state: 'invalid', expiresAt: null, daysLeft: null };
const blind: Facts = {
  rule: 'sight',
  problem: 'forbidden',
  since: noon,
  looks: 1,
  lastSeenAt: null,
};
const status: Facts = { rule: 'status', status: 'flagged', raw: 'FLAGGED' };

let count = 0;
function incident(facts: Facts, about: Subject, severity: Severity, more: Partial<Incident> = {}): Incident {
  count += 1;
  const finding: Finding = {
    rule: facts.rule,
    portfolio: portfolioId,
    subject: about,
    severity,
    level: 1,
    facts,
  };
  return {
    id: `i${count}`,
    key: `${facts.rule}|${about.kind}|${about.id}`,
    state: 'open',
    finding,
    openedAt: noon,
    worsenedAt: noon,
    worstLevel: 1,
    easedLooks: 0,
    firingAt: noon,
    confirmations: 1,
    clears: 0,
    clearSince: null,
    acknowledged: null,
    returns: 0,
    remindedAt: noon,
    escalatedAt: null,
    endedAt: null,
    ...more,
  };
}

const snapshot = portfolioOf({
  wabas: [
    wabaOf({
      templates: known(
        ['t1', 't3'].map((id) => ({ id, name: id, language: 'id', quality: 'green', status: null })),
      ),
    }),
    wabaOf({ id: '200' as WabaId }),
  ],
  numbers: [numberOf(1), numberOf(2, { waba: '200' as WabaId })],
});

describe('what explains other trouble', () => {
  const lesser = incident(quality, number, 'warning');

  it.each([
    ['a blocked account, a number of it', incident(health, waba, 'critical'), lesser, true],
    ['a rejected account, a number of it', incident(account, waba, 'critical'), lesser, true],
    ['a blocked portfolio, a number', incident(health, portfolio, 'critical'), lesser, true],
    ['a dead token, a number', incident(invalid, token, 'critical'), lesser, true],
    ['refused access, a number', incident(blind, portfolio, 'critical'), lesser, true],
    [
      'refused access, an account',
      incident(blind, portfolio, 'critical'),
      incident(account, waba, 'warning'),
      true,
    ],
    [
      'a blocked account, its template',
      incident(health, waba, 'critical'),
      incident(quality, template, 'warning'),
      true,
    ],
    [
      'a blocked account, the blocks of its number',
      incident(health, waba, 'critical'),
      incident(health, number, 'critical'),
      true,
    ],
    ['a limited account, a number of it', incident(health, waba, 'warning'), lesser, false],
    ['a blocked number, its quality', incident(health, number, 'critical'), lesser, false],
    ['a status, quality', incident(status, waba, 'critical'), lesser, false],
    [
      'a blocked account, critical news of a number',
      incident(health, waba, 'critical'),
      incident(quality, number, 'critical'),
      false,
    ],
    [
      'a blocked account, the portfolio',
      incident(health, waba, 'critical'),
      incident(quality, portfolio, 'warning'),
      false,
    ],
    [
      'a blocked account, the token',
      incident(health, waba, 'critical'),
      incident(invalid, token, 'warning'),
      false,
    ],
    [
      'refused access, the portfolio',
      incident(blind, portfolio, 'critical'),
      incident(quality, portfolio, 'warning'),
      false,
    ],
    [
      'a dead token, another token',
      incident(invalid, token, 'critical'),
      incident(invalid, subject('token', 'spare'), 'warning'),
      false,
    ],
    [
      'a blocked account, a number that nobody saw',
      incident(health, waba, 'critical'),
      incident(quality, subject('number', '9'), 'warning'),
      false,
    ],
    [
      'another blocked account, a template',
      incident(health, subject('waba', '200'), 'critical'),
      incident(quality, template, 'warning'),
      false,
    ],
    [
      'a blocked account, another account',
      incident(health, waba, 'critical'),
      incident(account, subject('waba', '200'), 'warning'),
      false,
    ],
    [
      'a blocked account, a number elsewhere',
      incident(health, waba, 'critical'),
      incident(quality, subject('number', numberOf(2).id), 'warning'),
      false,
    ],
    [
      'a blocked account, a template elsewhere',
      incident(health, waba, 'critical'),
      incident(quality, subject('template', 't2'), 'warning'),
      false,
    ],
    ['an account never seen, a number', incident(health, subject('waba', '9'), 'critical'), lesser, false],
    [
      'an account not yet confirmed, a number',
      incident(health, waba, 'critical', { state: 'pending' }),
      lesser,
      false,
    ],
  ])('hides what is lesser and follows from it, and nothing else: %s', (_what, cause, effect, hides) => {
    expect(inhibitedBy(effect, [effect, cause], snapshot)).toBe(hides ? cause : null);
  });

  it('is never the trouble itself', () => {
    const own = incident(account, waba, 'critical');
    expect(
      inhibitedBy({ ...own, finding: { ...own.finding, severity: 'warning' } }, [own], snapshot),
    ).toBeNull();
  });

  it('is no account whose numbers and templates are not known', () => {
    const cause = incident(health, waba, 'critical');
    expect(inhibitedBy(lesser, [cause], null)).toBeNull();
    const unread = portfolioOf({ wabas: [wabaOf({ templates: unknown('not-returned') })] });
    expect(inhibitedBy(incident(quality, template, 'warning'), [cause], unread)).toBeNull();
    expect(inhibitedBy(incident(quality, template, 'warning'), [cause], null)).toBeNull();
  });
});

describe('trouble that comes and goes', () => {
  const ended = (minutesAgo: number, more: Partial<Incident> = {}): Incident =>
    incident(quality, number, 'warning', {
      state: 'resolved',
      openedAt: after(noon, -(minutesAgo + 5) * MINUTE),
      endedAt: after(noon, -minutesAgo * MINUTE),
      ...more,
    });
  const { key } = ended(1);

  it.each([
    ['nothing came before', [], 0],
    ['it ended lately', [ended(10)], 1],
    ['it had come back before', [ended(10, { returns: 3 })], 4],
    ['the newest counts, in whatever order', [ended(10, { returns: 2 }), ended(60, { returns: 1 })], 3],
    ['the newest counts, the other way round', [ended(60, { returns: 1 }), ended(10, { returns: 2 })], 3],
    ['it ended three hours ago', [ended(180)], 0],
    ['it ended just within three hours', [ended(179)], 1],
    ['it was withdrawn', [ended(10, { state: 'withdrawn' })], 0],
    ['it has not ended', [ended(10, { endedAt: null })], 0],
    ['another trouble ended', [ended(10, { key: 'usage|x|y' })], 0],
  ])('counts its returns: %s', (_why, recent, returns) => {
    expect(returnsOf(recent, key, noon)).toBe(returns);
  });

  it('has stayed away after an hour', () => {
    expect(stayedAway({ clearSince: null }, noon)).toBe(false);
    expect(stayedAway({ clearSince: after(noon, 1 - HOUR) }, noon)).toBe(false);
    expect(stayedAway({ clearSince: after(noon, -HOUR) }, noon)).toBe(true);
  });
});
