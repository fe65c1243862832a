import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announce } from '../../src/domain/announce.js';
import type { Happening, News } from '../../src/domain/announcement.js';
import type { Subject } from '../../src/domain/finding.js';
import { digitsOf } from '../../src/domain/phone.js';
import { known, unknown } from '../../src/domain/reading.js';
import type {
  NumberSnapshot,
  PortfolioSnapshot,
  TemplateSnapshot,
  WabaId,
} from '../../src/domain/snapshot.js';
import { numberSubject } from '../../src/domain/rules/subjects.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import { freshState } from '../../src/domain/state.js';
import { after, DAY, MINUTE, SECOND } from '../../src/domain/time.js';
import {
  capped,
  noon,
  numberOf,
  portfolioId,
  portfolioOf,
  usageOf,
  wabaId,
  wabaOf,
} from '../support/looks.js';
import { absorbNext, announcementOf, judgingOf, routeOf, story, type Story } from '../support/story.js';

const phoneOf = ({ phone }: NumberSnapshot): string => (phone === null ? '' : digitsOf(phone));
const first = numberOf(1);

const flagged = {
  kind: 'number-status',
  phone: phoneOf(first),
  status: 'flagged',
  raw: 'FLAGGED',
} satisfies News;
const unflagged = { ...flagged, status: 'connected', raw: 'CONNECTED' } satisfies News;
const limitOf = (recipients: number): News => ({
  kind: 'portfolio-limit',
  limit: capped(recipients),
  raw: String(recipients),
});
const review = (decision: string): News => ({ kind: 'review', decision });
const blocked: News = {
  kind: 'sending',
  canSend: 'blocked',
  reasons: [{ entity: 'WABA', code: null, description: 'RESTRICTED', solution: null }],
};
const template: TemplateSnapshot = {
  id: '77',
  name: 'promo',
  language: 'id',
  quality: 'green',
  status: 'APPROVED',
};
const paused: News = { kind: 'template-status', template, status: 'PAUSED' };
const pinReset: Happening = {
  kind: 'happening',
  about: { kind: 'number', named: phoneOf(first) },
  state: 'PIN_RESET_REQUEST',
  detail: null,
  severity: 'warning',
};

const statusIs = (status: NumberSnapshot['status']): Partial<PortfolioSnapshot> => ({
  numbers: [numberOf(1, { status, rawStatus: status.toUpperCase() })],
});
const infoRoute = routeOf({ atLeast: 'info' });

/** A story in which one look found all well, a minute ago. */
function wellSeen(options: Parameters<typeof story>[0] = {}, seen: Partial<PortfolioSnapshot> = {}): Story {
  const s = story(options);
  s.sees(seen);
  s.now = after(s.now, MINUTE);
  return s;
}

describe('what a webhook announces', () => {
  it('is told at once, and a look that says the same adds nothing', () => {
    const s = wellSeen();
    expect(s.hears(flagged)).toEqual(['slack:C1 post! opened status']);
    expect(s.sees(statusIs('flagged'))).toEqual([]);
    expect(s.state.incidents).toHaveLength(1);
  });

  it('adds nothing to what a look said', () => {
    const s = story();
    expect(s.sees(statusIs('flagged'))).toEqual(['slack:C1 post! opened status']);
    expect(s.hears(flagged)).toEqual([]);
  });

  it('ends when looks see it end', () => {
    const s = wellSeen();
    s.hears(flagged);
    expect(s.sees(statusIs('connected'))).toEqual([]);
    expect(s.sees(statusIs('connected'))).toEqual(['slack:C1 edit', 'slack:C1 log resolved status']);
  });

  it('can be that it is over, which looks confirm', () => {
    const s = wellSeen({}, statusIs('flagged'));
    expect(s.hears(unflagged)).toEqual([]);
    expect(s.sees(statusIs('connected'))).toEqual(['slack:C1 edit', 'slack:C1 log resolved status']);
  });

  it('is seen in the state at once, with the age of the look', () => {
    const s = wellSeen();
    const looked = s.state.sight?.at;
    s.hears(flagged);
    expect(s.state.sight?.snapshot.numbers[0]?.status).toBe('flagged');
    expect(s.state.sight?.at).toBe(looked);
    expect(s.state.verdicts.map((one) => one.kind)).toContain('firing');
  });

  it.each([
    ['trouble', [flagged]],
    ['trouble that is over', [flagged, unflagged]],
  ])('of %s leaves the verdicts that a look of the same would', (_, news) => {
    const other = numberOf(2, { quality: 'red', rawQuality: 'RED' });
    const looks = wellSeen({}, { numbers: [first, other] });
    const heard = wellSeen({}, { numbers: [first, other] });
    for (const one of news) {
      looks.sees({ numbers: [...(statusIs(one.status).numbers ?? []), other] });
      heard.hears(one);
    }
    const inShort = (s: Story) =>
      s.state.verdicts.map((one) =>
        'finding' in one ? [one.finding.rule, one.finding.subject.id] : one.rule,
      );
    expect(new Set(inShort(heard).map(String))).toEqual(new Set(inShort(looks).map(String)));
    expect(heard.state.verdicts).toHaveLength(looks.state.verdicts.length);
  });

  it('is told while the bot is blind, which it stays', () => {
    const s = wellSeen();
    s.isBlind('unauthorised');
    expect(s.hears(blocked)).toEqual([]);
    expect(s.state.incidents.map(({ finding }) => finding.rule)).toEqual(['sight', 'health']);
    expect(s.state.blind).not.toBeNull();
  });

  it('of an account that sends no more is critical, and one incident with the look’s', () => {
    const s = wellSeen();
    expect(s.hears(blocked)).toEqual(['slack:C1 post! opened health']);
    const health = known({
      canSend: 'blocked' as const,
      reasons: [{ entity: 'WABA', code: 141006, description: 'No payment method', solution: null }],
    });
    expect(s.sees({ wabas: [wabaOf({ health })] })).toEqual([]);
  });

  it('of a refused review is confirmed by the look', () => {
    const s = wellSeen();
    expect(s.hears(review('REJECTED'))).toEqual(['slack:C1 post! opened account']);
    expect(s.sees({ wabas: [wabaOf({ reviewStatus: 'REJECTED' })] })).toEqual([]);
  });
});

describe('a limit that a webhook announces', () => {
  it('is told once, whoever says it again', () => {
    const s = wellSeen({ routes: [infoRoute] });
    expect(s.hears(limitOf(100_000))).toEqual(['slack:C1 event limit']);
    expect(s.sees({ limit: known(capped(100_000)) })).toEqual([]);
    expect(s.hears(limitOf(100_000))).toEqual([]);
  });

  it('ends the usage alert of the old one', () => {
    const s = wellSeen({}, { usage: known(usageOf(9_000)) });
    expect(s.state.incidents).toHaveLength(1);
    expect(s.hears(limitOf(100_000))).toEqual(['slack:C1 edit', 'slack:C1 log resolved usage']);
  });

  it('is not undone by a look that began before it', () => {
    const s = wellSeen({ routes: [infoRoute] });
    s.hears(limitOf(100_000));
    const began = after(s.now, -2 * SECOND);
    const late = { kind: 'seen' as const, at: began, snapshot: portfolioOf() };
    s.state = absorbNext(s.state, late, judgingOf({ routes: [infoRoute] })).state;
    expect(s.sends()).toEqual([]);
    expect(s.state.sight?.snapshot.limit).toEqual(known(capped(100_000)));
  });

  it('is undone by a look that began after it', () => {
    const s = wellSeen();
    s.hears(limitOf(100_000));
    expect(s.sees({ limit: known(capped(10_000)) })).toEqual(['slack:C1 event limit']);
  });

  it('of an account that uses the limit of another portfolio is not ours', () => {
    const s = wellSeen({ routes: [infoRoute] }, { wabas: [wabaOf({ otherLimit: true })] });
    expect(s.hears(limitOf(100_000))).toEqual([]);
  });
});

describe('an announcement', () => {
  it('that is repeated, even when it is long over, changes nothing', () => {
    const s = wellSeen();
    const news = announcementOf(flagged, s.now);
    const judging = judgingOf({ routes: [routeOf()] });
    s.state = announce(s.state, [news, news], judging, s.now).state;
    expect(s.sends()).toHaveLength(1);
    s.sees(statusIs('connected'));
    s.sees(statusIs('connected'));
    s.waits(2 * DAY);
    const again = announce(s.state, [news], judging, s.now);
    expect(again.state).toBe(s.state);
    expect(again.result).toEqual({ taken: [], notices: [], queued: 0 });
  });

  it('that comes after a younger one changes nothing', () => {
    const s = wellSeen();
    s.hears(unflagged, 10 * SECOND);
    expect(s.hears(flagged, 20 * SECOND)).toEqual([]);
  });

  it('that comes after one of the same second counts', () => {
    const s = wellSeen();
    s.hears(flagged);
    s.hears(unflagged);
    expect(s.state.sight?.snapshot.numbers[0]?.status).toBe('connected');
  });

  it('that is older than what a look read changes nothing, though younger than all that was announced', () => {
    const s = wellSeen();
    s.hears(unflagged);
    s.sees({});
    expect(s.hears(flagged, MINUTE)).toEqual([]);
  });

  it('that is older than what a look read changes nothing', () => {
    expect(wellSeen().hears(flagged, 2 * MINUTE)).toEqual([]);
  });

  it('that is older than the last look counts where that look read nothing', () => {
    const s = wellSeen({}, { wabas: [wabaOf({ health: unknown('refused') })] });
    expect(s.hears(blocked, 2 * MINUTE)).toEqual(['slack:C1 post! opened health']);
  });

  it('that is too old to be a repeat is not heard, and so nothing need be remembered for longer', () => {
    const s = wellSeen();
    expect(s.hears(pinReset, 7 * DAY)).toEqual([]);
    s.hears(pinReset, DAY);
    s.waits(6 * DAY);
    s.sees({});
    expect(s.state.announced.ids).toEqual({});
  });

  it('that is dated far ahead, or not at all, was made now', () => {
    const s = wellSeen();
    s.hears(flagged, -DAY);
    expect(Object.values(s.state.announced.changes).map(({ at }) => at)).toEqual([s.now]);
    const judging = judgingOf({ routes: [routeOf()] });
    s.state = announce(s.state, [announcementOf(review('REJECTED'), null)], judging, s.now).state;
    expect(Object.values(s.state.announced.changes).map(({ at }) => at)).toEqual([s.now, s.now]);
  });

  it('is dated by Meta’s clock where ours is wrong', () => {
    const s = wellSeen({}, { metaAhead: 30 * MINUTE });
    expect(s.hears(flagged, -29 * MINUTE - 30 * SECOND)).toEqual(['slack:C1 post! opened status']);
    const t = wellSeen({}, { metaAhead: 30 * MINUTE });
    expect(t.hears(flagged, 0)).toEqual([]);
  });

  it('of a number or an account that no look knows changes nothing', () => {
    const s = wellSeen();
    expect(s.hears({ ...flagged, phone: '6281999999999' })).toEqual([]);
    const judging = judgingOf({ routes: [routeOf()] });
    const other = announcementOf(review('REJECTED'), s.now, '9' as WabaId);
    expect(announce(s.state, [other], judging, s.now).result).toEqual({ taken: [], notices: [], queued: 0 });
  });

  it('that waits for a second look waits for it', () => {
    const s = wellSeen({ policy: { confirmLooks: { default: 1, status: 2 } } });
    expect(s.hears(flagged)).toEqual([]);
    expect(s.sees(statusIs('flagged'))).toEqual(['slack:C1 post! opened status']);
  });

  it('confirms nothing else that one look saw', () => {
    const trouble = { canSend: 'blocked' as const, reasons: [] };
    const s = wellSeen(
      { policy: { confirmLooks: { default: 2 } } },
      {
        numbers: [
          numberOf(1, { health: known(trouble) }),
          numberOf(2, { status: 'flagged', rawStatus: 'FLAGGED' }),
        ],
      },
    );
    const judging = judgingOf({
      routes: [routeOf()],
      policy: { ...defaultPolicy, confirmLooks: { default: 2 } },
    });
    const name: News = { kind: 'name-status', phone: phoneOf(numberOf(2)), status: 'APPROVED' };
    const news = [flagged, name].map((one) => announcementOf(one, s.now));
    s.state = announce(s.state, news, judging, s.now).state;
    expect(s.sends()).toEqual([]);
  });

  it('is taken where it changes or tells something', () => {
    const s = wellSeen({ routes: [infoRoute] });
    s.hears({ ...pinReset, detail: 'before' });
    const taken = [flagged, pinReset, paused].map((one) => announcementOf(one, s.now));
    const passedOver = [
      { ...flagged, phone: '6281999999999' },
      { kind: 'template-status' as const, template, status: 'APPROVED' },
    ].map((one) => announcementOf(one, s.now));
    const { result } = announce(
      s.state,
      [...taken, ...passedOver],
      judgingOf({ routes: [infoRoute] }),
      s.now,
    );
    expect(result.taken).toEqual(taken.map(({ id }) => id));
    expect(result.queued).toBe(2);
  });

  it('touches nothing else of what is open', () => {
    const two = { numbers: [numberOf(1), numberOf(2, { quality: 'red', rawQuality: 'RED' })] };
    const s = wellSeen({}, two);
    const before = s.state.incidents[0];
    s.hears(flagged);
    expect(s.state.incidents.find(({ id }) => id === before?.id)).toEqual(before);
  });
});

describe('what happens once', () => {
  it('is told once, of a number known or not', () => {
    const s = wellSeen();
    const news = announcementOf(pinReset, s.now);
    const judging = judgingOf({ routes: [routeOf()] });
    s.state = announce(s.state, [news], judging, s.now).state;
    expect(s.sends()).toEqual(['slack:C1 event account']);
    s.state = announce(s.state, [news], judging, after(s.now, DAY)).state;
    expect(s.sends()).toEqual([]);
    expect(s.hears({ ...pinReset, about: { kind: 'number', named: '6281999999999' } })).toEqual([
      'slack:C1 event account',
    ]);
    expect(s.state.incidents).toEqual([]);
  });

  const stranger = '6281999999999';
  const unlisted = '9' as WabaId;

  it.each<[string, Happening['about'], WabaId, Subject]>([
    [
      'a portfolio',
      { kind: 'portfolio' },
      wabaId,
      { kind: 'portfolio', id: portfolioId, label: 'Toko Maju' },
    ],
    ['an account', { kind: 'waba' }, wabaId, { kind: 'waba', id: wabaId, label: 'Toko Maju ID' }],
    [
      'an account that no look knows',
      { kind: 'waba' },
      unlisted,
      { kind: 'waba', id: unlisted, label: unlisted },
    ],
    ['a number', { kind: 'number', named: phoneOf(first) }, wabaId, numberSubject(first)],
    ['a number by Meta’s id', { kind: 'number', named: first.id }, wabaId, numberSubject(first)],
    [
      'a number that no look knows',
      { kind: 'number', named: stranger },
      wabaId,
      { kind: 'number', id: stranger, label: stranger },
    ],
    [
      'a template',
      { kind: 'template', template },
      wabaId,
      { kind: 'template', id: '77', label: 'promo (id)' },
    ],
  ])('is told of %s, in Meta’s words', (_, about, waba, subject) => {
    const news: Happening = { ...pinReset, about, detail: 'by an admin' };
    const { result } = announce(wellSeen().state, [announcementOf(news, noon, waba)], judgingOf(), noon);
    expect(result.notices.map(({ incident }) => incident.finding)).toMatchObject([
      { rule: 'account', subject, facts: { rule: 'account', state: news.state, detail: news.detail } },
    ]);
  });

  it('names an account by its id before anybody looked', () => {
    const news: Happening = { ...pinReset, about: { kind: 'waba' } };
    const fresh = freshState(portfolioId, 'Toko Maju');
    const { result } = announce(fresh, [announcementOf(news, noon)], judgingOf(), noon);
    expect(result.notices.map(({ incident }) => incident.finding.subject)).toEqual([
      { kind: 'waba', id: wabaId, label: wabaId },
    ]);
  });

  it('is told before anybody looked, when nothing can be changed', () => {
    const judging = judgingOf({ routes: [routeOf()] });
    const [happened, ...others] = [pinReset, flagged, paused].map((news) => announcementOf(news, noon));
    const fresh = freshState(portfolioId, 'Toko Maju');
    const { state, result } = announce(fresh, happened ? [happened, ...others] : [], judging, noon);
    expect(result).toMatchObject({ taken: [happened?.id], queued: 1 });
    expect(state.sight).toBeNull();
  });

  it('takes the severity of the configuration', () => {
    const judging = judgingOf({ routes: [routeOf()] });
    const strict = {
      ...judging,
      thresholds: { ...judging.thresholds, severities: { 'account.pin_reset_request': 'critical' as const } },
    };
    const { result } = announce(wellSeen().state, [announcementOf(pinReset, noon)], strict, noon);
    expect(result.notices.map(({ incident }) => incident.finding.severity)).toEqual(['critical']);
  });
});

describe('a template of which a webhook tells', () => {
  it('is an incident where looks read templates', () => {
    const s = wellSeen({}, { wabas: [wabaOf({ templates: known([template]) })] });
    expect(s.hears(paused)).toEqual(['slack:C1 post! opened template']);
    expect(s.sees({ wabas: [wabaOf({ templates: known([{ ...template, status: 'PAUSED' }]) })] })).toEqual(
      [],
    );
    expect(s.sees({ wabas: [wabaOf({ templates: known([template]) })] })).toEqual([
      'slack:C1 edit',
      'slack:C1 log resolved template',
    ]);
  });

  it('is told once where they do not', () => {
    const s = wellSeen();
    expect(s.hears(paused)).toEqual(['slack:C1 event template']);
    expect(s.hears({ ...paused, kind: 'template-status', status: 'APPROVED', template })).toEqual([]);
    expect(s.hears({ kind: 'template-quality', template, quality: 'red' })).toEqual([
      'slack:C1 event template',
    ]);
    const stranger = announcementOf(paused, s.now, '9' as WabaId);
    expect(announce(s.state, [stranger], judgingOf(), s.now).result.notices).toEqual([]);
    expect(s.state.incidents).toEqual([]);
  });
});

describe('a rejection of a template', () => {
  const status: News = { kind: 'template-status', template, status: 'REJECTED' };
  const rejection: Happening = {
    kind: 'happening',
    about: { kind: 'template', template },
    state: 'TEMPLATE_REJECTED',
    detail: null,
    severity: 'warning',
  };
  const readAs = (word: string): Partial<PortfolioSnapshot> => ({
    wabas: [wabaOf({ templates: known([{ ...template, status: word }]) })],
  });

  it.each([
    ['are read', readAs('APPROVED'), readAs('REJECTED')],
    ['are not read', {}, {}],
  ])('is told once where templates %s, and looks add nothing', (_, before, after) => {
    const s = wellSeen({}, before);
    expect([...s.hears(status), ...s.hears(rejection)]).toEqual(['slack:C1 event account']);
    expect(s.sees(after)).toEqual([]);
    expect(s.state.incidents).toEqual([]);
  });

  it('leaves what was open of it', () => {
    const s = wellSeen({}, readAs('PAUSED'));
    s.hears(status);
    expect(s.state.incidents.map(({ finding }) => finding.rule)).toEqual(['template']);
  });
});

describe('webhooks', () => {
  const some: readonly News[] = [
    flagged,
    unflagged,
    limitOf(2_000),
    limitOf(100_000),
    review('REJECTED'),
    review('APPROVED'),
    blocked,
  ];

  it('come to the same in any order and however often', () => {
    fc.assert(
      fc.property(
        fc
          .shuffledSubarray(
            some.map((_, n) => n),
            { minLength: 1 },
          )
          .chain((made) =>
            fc.tuple(
              fc.constant(made),
              fc.shuffledSubarray([...made, ...made], { minLength: made.length * 2 }),
            ),
          ),
        ([made, arriving]) => {
          const all = made.map((n, i) => announcementOf(some[n] ?? flagged, after(noon, (i + 1) * SECOND)));
          const judging = judgingOf();
          const seen = { kind: 'seen' as const, at: noon, snapshot: portfolioOf() };
          const start = absorbNext(freshState(portfolioId, 'Toko Maju'), seen, judging).state;
          const now = after(noon, MINUTE);
          const inOrder = announce(start, all, judging, now).state;
          const jumbled = arriving.reduce((state, n) => {
            const one = all[made.indexOf(n)];
            return one ? announce(state, [one], judging, now).state : state;
          }, start);
          expect(jumbled.sight).toEqual(inOrder.sight);
          expect(jumbled.announced).toEqual(inOrder.announced);
        },
      ),
    );
  });
});
