import type { CanSend, Part } from '../domain/can-send.js';
import type { NumberSnapshot, Status } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { DAY } from '../domain/time.js';
import type { Card, Line, Section, Tone } from './card.js';
import { fitted } from './fitted.js';
import { namesIn } from './names.js';
import { byMetaClock, timePiece, type Reader } from './reader.js';
import { blindLine, checkedLine } from './standing.js';

/** A broadcast somebody thinks of, and what the limit says of it. */
export interface BroadcastView {
  readonly state: PortfolioState;
  readonly number: NumberSnapshot;
  readonly recipients: number;
  readonly answer: CanSend;
}

/** Parts of a plan that are told; the rest is counted. */
const toldParts = 10;

/** Statuses with which a number may not begin conversations. */
const silentStatuses: readonly Status[] = [
  'pending',
  'offline',
  'restricted',
  'banned',
  'disconnected',
  'deleted',
  'migrated',
  'unverified',
];

/** Whether a broadcast fits, and when: yes, no, or in parts. What bars the number itself comes first. */
export function canSendCard(view: BroadcastView, reader: Reader): Card {
  const { state, number, answer } = view;
  const { words } = reader;
  const { broadcasts } = words;
  const names = namesIn(state, reader);
  const barred = barredText(number, names.number(number), reader);
  const blind = blindLine(state, reader);
  const planning = byMetaClock(reader, state.sight?.snapshot);
  const warnings: readonly Line[] = [
    ...(blind === null ? [] : [blind]),
    ...(number.quality === 'red' ? [[broadcasts.careful]] : []),
  ];
  return fitted({
    tone: barred === null ? toneOf(answer, warnings.length > 0) : 'critical',
    title: `${names.number(number)} · ${broadcasts.title(view.recipients)}`,
    lead: [barred ?? leadText(view, planning)],
    sections: [
      ...(warnings.length === 0 ? [] : [{ kind: 'text' as const, lines: warnings }]),
      ...(barred === null ? planSections(answer, planning) : []),
      { kind: 'text', lines: [[broadcasts.ifNobodyElse]] },
    ],
    footnote: checkedLine(state, reader),
    actions: [],
    picture: null,
  });
}

function barredText(number: NumberSnapshot, who: string, reader: Reader): string | null {
  const { words } = reader;
  if (silentStatuses.includes(number.status)) {
    return words.broadcasts.blocked(who, words.names.status(number.status, number.rawStatus));
  }
  const blocked = number.health.known && number.health.value.canSend === 'blocked';
  return blocked ? words.broadcasts.blocked(who, words.answers.sendingBlocked) : null;
}

function toneOf(answer: CanSend, warned: boolean): Tone {
  if (answer.kind === 'unknown') return 'unknown';
  if (answer.kind === 'no') return 'critical';
  return answer.kind === 'split' || warned ? 'warning' : 'good';
}

function leadText({ recipients, answer }: BroadcastView, reader: Reader): string {
  const { words } = reader;
  const { broadcasts, answers, names } = words;
  const moment = { zone: reader.zone, now: reader.now };
  if (answer.kind === 'unknown') {
    const say = answer.missing === 'limit' ? answers.limitUnknown : answers.usageUnknown;
    return broadcasts.unknown(say(names.unknowns[answer.why]));
  }
  if (answer.kind === 'yes') {
    return answer.basis === null ? broadcasts.yesUnlimited : broadcasts.yes(recipients);
  }
  const [first, second, ...others] = answer.parts;
  if (!first) return broadcasts.never;
  if (answer.kind === 'no') {
    const all = answer.parts.length === 1 && answer.complete;
    return all ? broadcasts.noneYet(first.at, moment) : broadcasts.no(first.at, moment);
  }
  const last = others.at(-1) ?? second;
  if (second && others.length === 0 && answer.complete) {
    return broadcasts.split(first.recipients, second.at, moment);
  }
  return broadcasts.splitMany(
    first.recipients,
    last ? Math.max(1, Math.ceil((last.at - reader.now) / DAY)) : 1,
  );
}

function planSections(answer: CanSend, reader: Reader): readonly Section[] {
  const { words } = reader;
  const { broadcasts } = words;
  const { labels } = broadcasts;
  if (answer.kind === 'unknown' || answer.basis === null) return [];
  const free = {
    label: labels.free,
    value: [broadcasts.free(answer.basis.free, answer.basis.accuracy)],
  };
  const counted = { label: words.answers.labels.counted, value: [words.basis(answer.basis)] };
  if (answer.kind === 'yes') return [{ kind: 'facts', facts: [free, counted] }];
  const allAtOnce: { readonly label: string; readonly value: Line } =
    answer.earliest === null
      ? { label: labels.allAtOnce, value: [broadcasts.moreThanLimit] }
      : { label: labels.allAtOnceFrom, value: [timePiece(answer.earliest, reader)] };
  const left = answer.parts.length - toldParts;
  return [
    { kind: 'facts', facts: [free, allAtOnce, counted] },
    {
      kind: 'list',
      items: answer.parts.slice(0, toldParts).map((part) => partLine(part, reader)),
      more: left > 0 ? words.more(left) : answer.complete ? null : broadcasts.incomplete,
    },
  ];
}

function partLine(part: Part, reader: Reader): Line {
  const { broadcasts } = reader.words;
  const when = part.at <= reader.now ? broadcasts.now : timePiece(part.at, reader);
  return [{ kind: 'strong', text: broadcasts.part(part.recipients) }, ' · ', when];
}
