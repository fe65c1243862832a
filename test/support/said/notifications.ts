import { alertCard } from '../../../src/cards/alert.js';
import type { Card } from '../../../src/cards/card.js';
import { entryCard } from '../../../src/cards/entry.js';
import { eventCard } from '../../../src/cards/event.js';
import { joinedCard } from '../../../src/cards/joined.js';
import type { Reader } from '../../../src/cards/reader.js';
import { speaker } from '../../../src/app/speak.js';
import { memoryStore } from '../fakes/stores.js';
import type { LookAhead } from '../../../src/domain/look-ahead.js';
import type { DeliveryReason } from '../../../src/domain/delivery-trouble.js';
import { findingKey, type Facts, type Finding } from '../../../src/domain/finding.js';
import type { Incident, Notice, Reason } from '../../../src/domain/incident.js';
import { notificationOf, type BotBody } from '../../../src/domain/notification.js';
import { ruleNames } from '../../../src/domain/rules/index.js';
import type { PortfolioState } from '../../../src/domain/state.js';
import { after, DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import { wordsOf } from '../../../src/words/index.js';
import { noon, numberOf, portfolioId } from '../looks.js';
import { routeOf, story } from '../story.js';
import { tokoMaju } from '../asking.js';
import { samples } from '../rules/index.js';

/** Everything that any rule of the registry may find, of each kind of subject. */
function everyFinding(): readonly Finding[] {
  return ruleNames.flatMap((name) =>
    samples[name].facts.flatMap((facts: Facts) =>
      samples[name].subjects.map((subject): Finding => ({
        rule: facts.rule,
        portfolio: portfolioId,
        subject,
        severity: 'critical',
        level: 2,
        facts,
      })),
    ),
  );
}

function incidentOf(finding: Finding, more: Partial<Incident> = {}): Incident {
  return {
    id: 'k3f9a2b',
    key: findingKey(finding.rule, finding.subject),
    state: 'open',
    finding,
    openedAt: after(noon, -2 * HOUR),
    worsenedAt: after(noon, -HOUR),
    worstLevel: 2,
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

/** An incident at each turn of its life. */
function lives(finding: Finding): readonly Incident[] {
  const acknowledged = { by: 'slack:U1', at: after(noon, -MINUTE) };
  return [
    incidentOf(finding),
    incidentOf(finding, { state: 'acknowledged', acknowledged, returns: 3 }),
    incidentOf(finding, { state: 'resolved', endedAt: noon, clearSince: noon }),
    incidentOf(finding, { state: 'withdrawn', endedAt: noon }),
  ];
}

/** Each reason to speak; the compiler asks for the one that is forgotten. */
const reasons: Readonly<Record<Reason, true>> = {
  opened: true,
  worsened: true,
  changed: true,
  acknowledged: true,
  reminder: true,
  escalated: true,
  resolved: true,
  withdrawn: true,
  event: true,
};

function noticesOf(incident: Incident): readonly Notice[] {
  return (Object.keys(reasons) as Reason[]).map((reason) => ({
    reason,
    at: noon,
    incident,
    before: null,
  }));
}

/** A portfolio that was looked at, with incidents of any kind put in. */
function stater(): (incidents: readonly Incident[], silenced?: boolean) => PortfolioState {
  const told = story({ routes: [] });
  told.sees({ numbers: [numberOf(1), numberOf(2, { quality: 'red' })] });
  const silence = {
    id: 's1',
    from: after(noon, -HOUR),
    until: after(noon, DAY),
    untilHealthy: false,
    scope: { rule: null, subject: null },
    by: 'slack:U1',
    reason: null,
    endedBy: null,
  };
  return (incidents, silenced = false) => ({
    ...told.state,
    incidents,
    silences: silenced ? [silence, { ...silence, id: 's2', untilHealthy: true }] : [],
  });
}

/** All that alerts say of each finding: alone, in its life, in a storm, in the log of its thread, and as news. */
export function everyAlert(reader: Reader): readonly Card[] {
  const stateWith = stater();
  const findings = everyFinding();
  const alone = findings.flatMap((finding) =>
    lives(finding).flatMap((incident) => [
      ...[false, true].map((silenced) =>
        alertCard({ state: stateWith([incident], silenced), incidents: [incident], thread: 't1' }, reader),
      ),
      ...noticesOf(incident).map((notice) => entryCard([notice], stateWith([incident]), reader)),
      eventCard(noticesOf(incident).slice(0, 1), stateWith([incident]), reader),
    ]),
  );
  const storms = ruleNames.map((name) => {
    const incidents = findings
      .filter(({ rule }) => rule === name)
      .slice(0, 40)
      .map((finding, i) => incidentOf(finding, { id: `k3f9a${String(i)}`, state: 'open' }));
    const ended = incidents.map((one) => incidentOf(one.finding, { state: 'resolved', endedAt: noon }));
    return [incidents, [...incidents.slice(0, 1), ...ended], ended, incidents.slice(0, 1).concat(incidents)];
  });
  const tables = storms.flat().map((incidents) => {
    const state = stateWith(incidents);
    return [
      alertCard({ state, incidents, thread: 't1' }, reader),
      entryCard(incidents.flatMap(noticesOf), state, reader),
      eventCard(incidents.flatMap(noticesOf), state, reader),
    ];
  });
  const shared = storms.flat().flatMap((incidents) => {
    const views = incidents.map((one) => ({ state: stateWith([one]), incidents: [one], thread: one.id }));
    return [views, views.slice(0, 1)].flatMap((some) => joinedCard('tw-k3f9a2b-1j', some, reader) ?? []);
  });
  const gone = alertCard({ state: stateWith([]), incidents: [], thread: 't1' }, reader);
  return [...alone, ...tables.flat(), ...shared, gone];
}

/** Notifications about the bot itself and digests, of each kind; the compiler asks for the one that is forgotten. */
function bodies(): Readonly<Record<BotBody['kind'], readonly BotBody[]>> {
  const troubles = Object.keys(wordsOf.en.deliveries.reasons) as DeliveryReason[];
  const digest = { day: '2026-11-22', plannedAt: after(noon, -HOUR), since: after(noon, -DAY) };
  return {
    // A picture is no sentence; what stands in one is played with the replies.
    picture: [],
    digest: [
      { kind: 'digest', digest },
      { kind: 'digest', digest: { ...digest, plannedAt: noon } },
    ],
    test: [{ kind: 'test' }],
    'channel-broken': [
      { kind: 'channel-broken', route: 'slack:C1' },
      ...troubles.map((reason): BotBody => ({
        kind: 'channel-broken',
        route: 'slack:C1',
        trouble: {
          chat: 'Slack',
          reason,
          code: 'ECODE',
          setting: 'SLACK_BOT_TOKEN',
          permissions: ['View Channel'],
        },
      })),
    ],
    undelivered: [
      { kind: 'undelivered', route: 'slack:C1', since: after(noon, -HOUR) },
      {
        kind: 'undelivered',
        route: 'slack:C1',
        since: after(noon, -2 * DAY),
        trouble: { chat: 'Slack', reason: 'unreachable', code: 'ECODE' },
      },
    ],
    'delivers-again': [0, 25 * MINUTE].map((ms) => ({
      kind: 'delivers-again',
      route: 'slack:C1',
      since: after(noon, -HOUR),
      until: after(noon, ms - HOUR),
      receipt: { channel: 'C1', message: '1', thread: null },
    })),
    dropped: [1, 3].map((count) => ({ kind: 'dropped', count, oldest: after(noon, -HOUR) })),
  };
}

const fullDay: LookAhead = {
  limit: 10_000,
  peak: { at: after(noon, 2 * HOUR), recipients: 11_200 },
  reachedAt: after(noon, HOUR),
  compared: { with: 'weeks', n: 4 },
};

/** All that notifications say of no single finding. */
export async function everyNotice(reader: Reader): Promise<readonly Card[]> {
  const cards: Card[] = [];
  for (const state of digestStates()) {
    const store = memoryStore();
    await store.update(portfolioId, () => ({ state, result: undefined }));
    const speaks = speaker({
      plans: [tokoMaju],
      store,
      readerOf: () => reader,
      picturesApart: () => false,
      digestParts: {
        outlook: () => Promise.resolve({ peak: 62, forecast: null, ahead: fullDay, limitChanges: [] }),
        picture: () => Promise.resolve(null),
      },
    });
    for (const body of Object.values(bodies()).flat()) {
      const notification = notificationOf('bot', routeOf(), 1, body, noon);
      const speech = await speaks.ofBot(notification, routeOf(), noon);
      if (speech && 'card' in speech) cards.push(speech.card);
    }
  }
  return cards;
}

function digestStates(): readonly PortfolioState[] {
  const well = story();
  well.sees({ numbers: [numberOf(1), numberOf(2)] });
  const bad = story();
  bad.sees({ numbers: [numberOf(1, { quality: 'red' }), numberOf(2, { quality: 'yellow' })] });
  const over = story();
  over.sees({ numbers: [numberOf(1, { quality: 'red' }), numberOf(2)] });
  for (let look = 0; look < 3; look += 1) over.sees({ numbers: [numberOf(1), numberOf(2)] });
  const blind = story();
  blind.sees({});
  blind.isBlind('unauthorised');
  const never = story();
  never.isBlind('unreachable');
  return [well, bad, over, blind, never].map(({ state }) => state);
}
