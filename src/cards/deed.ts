import type { Acknowledged } from '../domain/attend.js';
import type { Incident } from '../domain/incident.js';
import { isActive, type Silence } from '../domain/silence.js';
import type { PortfolioState } from '../domain/state.js';
import { shown } from '../words/shorten.js';
import type { Action, Card, Line, Tone } from './card.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { incidentLabel, incidentLine, liveIncidents } from './incidents.js';
import { namesIn, personText } from './names.js';
import type { Reader } from './reader.js';
import { longestReason } from './silence-form.js';

/** Tells somebody what became of their acknowledgement; whoever came second hears who was first. */
export function acknowledgedCard(state: PortfolioState, result: Acknowledged, reader: Reader): Card {
  const { deeds } = reader.words;
  const [first] = result.now;
  if (first) {
    const who = namesIn(state, reader).subject(first.finding.subject);
    return short('acknowledged', deeds.acknowledged(result.now.length), deeds.acknowledgedLead(who));
  }
  return alreadyCard(result, reader);
}

/** The same for all alerts that share a message. `left` counts open ones that the reader may not take. */
export function acknowledgedAllCard(result: Acknowledged, left: number, reader: Reader): Card {
  const { deeds } = reader.words;
  const taken = result.now.length;
  const card =
    taken === 0
      ? alreadyCard(result, reader)
      : short('acknowledged', deeds.acknowledged(taken), deeds.acknowledgedAllLead(taken));
  return left === 0
    ? card
    : fitted({ ...card, sections: [{ kind: 'text', lines: [[deeds.notYours(left)]] }] });
}

/** Tells somebody that all alerts of a message are over. */
export function allOverCard(count: number, { words }: Reader): Card {
  const { deeds, alerts } = words;
  return short('good', deeds.incidentsTitle, count === 1 ? deeds.alreadyOver : alerts.allOver(count));
}

function alreadyCard({ before: [first] }: Acknowledged, reader: Reader): Card {
  const { deeds } = reader.words;
  const before = first?.acknowledged ?? null;
  return before === null
    ? short('unknown', deeds.alreadyTitle, deeds.alreadyOver)
    : short(
        'acknowledged',
        deeds.alreadyTitle,
        deeds.already(personText(before.by), before.at, { zone: reader.zone, now: reader.now }),
      );
}

/** What was typed for an incident that was not found: its id, or for a silence anything that may be silent. */
export interface Missed {
  readonly typed: string;
  readonly what: 'incident' | 'target';
  /** Set when it is known, and over. */
  readonly ended: Incident | null;
  /** The command line that means this incident instead. */
  readonly offer: (id: string) => string;
}

/** That no incident has this id, that it is over, or that none was named; the open ones are listed. */
export function noIncidentCard(missed: Missed, states: readonly PortfolioState[], reader: Reader): Card {
  const live = liveIncidents(states);
  const open = live.slice(0, 5);
  const { title, lead } = missedTexts(missed, open.length > 0, reader);
  const left = live.length - open.length;
  return fitted({
    ...short('unknown', title, lead),
    sections:
      open.length === 0
        ? []
        : [
            {
              kind: 'list',
              items: open.map((one) => incidentLine(one, reader)),
              more: left > 0 ? reader.words.more(left) : null,
            },
          ],
    actions: open.map((one): Action => ({
      label: incidentLabel(one, reader),
      command: missed.offer(one.incident.id),
      style: 'plain',
      effect: 'answer',
    })),
  });
}

function missedTexts(
  { typed, what, ended }: Missed,
  someOpen: boolean,
  { words: { deeds } }: Reader,
): { readonly title: string; readonly lead: string } {
  const open = someOpen ? deeds.openOnes : deeds.noIncidents;
  if (typed === '') return { title: someOpen ? deeds.whichIncident : deeds.incidentsTitle, lead: open };
  if (what === 'target') {
    return { title: deeds.noTarget(shown(typed, 60)), lead: `${deeds.noTargetLead} ${open}` };
  }
  const title = deeds.noIncident(shown(typed, 30));
  if (ended !== null) return { title, lead: someOpen ? `${deeds.alreadyOver} ${open}` : deeds.alreadyOver };
  return { title, lead: someOpen ? deeds.noIncidentLead : open };
}

/** That a silence is in force, over what and until when. */
export function silencedCard(state: PortfolioState, silence: Silence, reader: Reader): Card {
  const { deeds } = reader.words;
  const until = untilText(silence, reader);
  const what = scopeText(state, silence, reader);
  const say = silence.untilHealthy ? deeds.silencedHealthy : deeds.silencedUntil;
  return fitted({
    ...short('silenced', deeds.silencedTitle, capital(say(what, until))),
    sections:
      silence.reason === null
        ? []
        : [
            {
              kind: 'facts',
              facts: [{ label: deeds.reason, value: [shown(silence.reason, longestReason)] }],
            },
          ],
    actions: [endAction(silence, reader)],
  });
}

/** A silence and the state it lives in. */
export interface StandingSilence {
  readonly state: PortfolioState;
  readonly silence: Silence;
}

/** The silences that are in force now. */
export function activeSilences(
  states: readonly PortfolioState[],
  { now }: Reader,
): readonly StandingSilence[] {
  return states.flatMap((state) =>
    state.silences.filter((one) => isActive(one, now)).map((silence) => ({ state, silence })),
  );
}

/** A silence in one line, with its end, its maker, its reason and its id. */
export function silenceLine({ state, silence }: StandingSilence, reader: Reader): Line {
  return [silenceText(state, silence, reader), { kind: 'code', text: silence.id }];
}

/** What a silence covers, until when, whose it is, and why. */
function silenceText(state: PortfolioState, silence: Silence, reader: Reader): string {
  const { deeds } = reader.words;
  return [
    capital(scopeText(state, silence, reader)),
    untilLine(silence, reader),
    deeds.by(personText(silence.by)),
    ...(silence.reason === null ? [] : [`“${shown(silence.reason, longestReason)}”`]),
    '',
  ].join(' · ');
}

/** That a silence was ended. */
export function silenceEndedCard(state: PortfolioState, silence: Silence, reader: Reader): Card {
  const { deeds } = reader.words;
  return short(
    'info',
    deeds.silenceEndedTitle,
    capital(deeds.silenceEnded(scopeText(state, silence, reader))),
  );
}

/** The silences in force, each with its end. */
export function silencesCard(states: readonly PortfolioState[], reader: Reader): Card {
  const { words } = reader;
  const active = activeSilences(states, reader);
  const items = active.map((one) => silenceLine(one, reader));
  return fitted({
    tone: active.length > 0 ? 'silenced' : 'info',
    title: words.deeds.silencesTitle,
    lead: [active.length > 0 ? words.digest.silences(active.length) : words.deeds.noSilences],
    sections:
      active.length === 0
        ? []
        : [
            {
              kind: 'list',
              items: items.slice(0, 15),
              more: items.length > 15 ? words.more(items.length - 15) : null,
            },
          ],
    footnote: null,
    actions: active.slice(0, 5).map(({ silence }) => endAction(silence, reader)),
    picture: null,
  });
}

/** A short answer of a title and one sentence. */
export function short(tone: Tone, title: string, lead: string): Card {
  return fitted({ tone, title, lead: [lead], sections: [], footnote: null, actions: [], picture: null });
}

function untilText(silence: Silence, reader: Reader): string {
  return reader.words.moment(silence.until, { zone: reader.zone, now: reader.now });
}

function untilLine(silence: Silence, reader: Reader): string {
  const { deeds, alerts } = reader.words;
  const until = untilText(silence, reader);
  return silence.untilHealthy ? alerts.untilHealthy(until) : deeds.until(until);
}

/** What a silence covers, in words. */
function scopeText(state: PortfolioState, { scope }: Silence, reader: Reader): string {
  const { deeds } = reader.words;
  const names = namesIn(state, reader);
  const rule = scope.rule === null ? null : reader.words.findings[scope.rule].name;
  if (scope.subject === null) {
    return rule === null ? deeds.scopeAll(names.portfolio) : deeds.scopeRule(rule, names.portfolio);
  }
  const incident = [...state.incidents, ...state.ended].find(
    (one) => one.finding.subject.id === scope.subject,
  );
  const number = state.sight?.snapshot.numbers.find((one) => one.id === scope.subject);
  const who = number
    ? names.number(number)
    : incident
      ? findingText(incident.finding, names, reader).who
      : shown(scope.subject, 40);
  return rule === null ? deeds.scopeSubject(who) : deeds.scopeBoth(rule, who);
}

/** The button that ends a silence. */
export function endAction(silence: Silence, reader: Reader): Action {
  return {
    label: reader.words.answers.actions.endSilence,
    command: `silence end ${silence.id}`,
    style: 'plain',
    effect: 'answer',
  };
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
