import type { BroadcastAdvice } from '../domain/broadcast-advice.js';
import type { CanSend, BroadcastPart } from '../domain/can-send.js';
import type { NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { DAY } from '../domain/time.js';
import { adviceLines, butText } from './advice.js';
import type { Card, Line, Section, Tone } from './card.js';
import { fitted } from './fitted.js';
import { managerLink } from './manager-link.js';
import { namesIn } from './names.js';
import { byMetaClock, timePiece, type Reader } from './reader.js';
import { barredText, warningLines } from './sender.js';
import { checkedLine } from './usage-parts.js';

/** A broadcast somebody thinks of, and what the limit says of it. */
export interface BroadcastView {
  readonly state: PortfolioState;
  readonly number: NumberSnapshot;
  readonly recipients: number;
  readonly answer: CanSend;
  /** How people take what the number sends; absent: nothing is known. */
  readonly advice?: BroadcastAdvice;
}

/** Parts of a plan that are told; the rest is counted. */
const toldParts = 10;

/** Whether a broadcast fits, and when: yes, no, or in parts. What bars the number itself comes first. */
export function canSendCard(view: BroadcastView, reader: Reader): Card {
  const { state, number, answer } = view;
  const { words } = reader;
  const { broadcasts } = words;
  const names = namesIn(state, reader);
  const barred = barredText(number, names.number(number), reader);
  const planning = byMetaClock(reader, state.sight?.snapshot);
  const { advice } = view;
  const but = advice === undefined ? null : butText(advice, reader);
  const warnings = [
    ...warningLines(state, number, reader),
    ...(advice === undefined ? [] : adviceLines(advice, reader)),
  ];
  return fitted({
    tone: barred === null ? toneOf(answer, state.blind !== null, warnings.length > 0) : 'critical',
    title: `${names.number(number)} · ${broadcasts.title(view.recipients)}`,
    lead: [barred?.text ?? [leadText(view, planning), ...(but === null ? [] : [but])].join(' ')],
    sections: [
      ...(warnings.length === 0 ? [] : [{ kind: 'text' as const, lines: warnings }]),
      ...(barred === null
        ? [...planSections(answer, planning), ...conditionSections(answer, reader)]
        : [
            {
              kind: 'facts' as const,
              facts: [{ label: words.alerts.labels.advice, value: [barred.advice] }],
            },
          ]),
    ],
    footnote: [...checkedLine(state, reader), ' · ', managerLink(number.waba)],
    actions: [],
    picture: null,
  });
}

/** While we are blind, more may have been sent than we know of. */
function toneOf(answer: CanSend, isBlind: boolean, warned: boolean): Tone {
  if (answer.kind === 'unknown') return 'unknown';
  if (answer.kind === 'no') return 'critical';
  if (answer.kind === 'split') return 'warning';
  return isBlind ? 'unknown' : warned ? 'warning' : 'good';
}

/** Under what conditions the answer holds; where there is none, where to look. */
function conditionSections(answer: CanSend, { words }: Reader): readonly Section[] {
  const { broadcasts } = words;
  const text = (line: string): Section => ({ kind: 'text', lines: [[line]] });
  if (answer.kind === 'unknown') return answer.missing === 'limit' ? [text(broadcasts.limitInManager)] : [];
  if (answer.basis === null) return [text(broadcasts.optedIn)];
  return [text(`${broadcasts.ifNobodyElse} ${broadcasts.optedIn}`)];
}

function leadText({ state, recipients, answer }: BroadcastView, reader: Reader): string {
  const { broadcasts, answers, names, digest } = reader.words;
  if (answer.kind === 'unknown') {
    const say = answer.missing === 'limit' ? answers.limitUnknown : answers.usageUnknown;
    return broadcasts.unknown(say(names.unknowns[answer.why]));
  }
  const isBlind = state.blind !== null;
  if (answer.kind === 'yes') {
    if (answer.basis === null) return broadcasts.yesUnlimited;
    return isBlind ? broadcasts.perhaps(recipients) : broadcasts.yes(recipients);
  }
  return `${isBlind ? `${digest.lastKnown} ` : ''}${planText(answer, recipients, reader)}`;
}

function planText(
  answer: Extract<CanSend, { readonly kind: 'split' | 'no' }>,
  recipients: number,
  reader: Reader,
): string {
  const { broadcasts } = reader.words;
  const moment = { zone: reader.zone, now: reader.now };
  const [first, second, ...others] = answer.parts;
  if (!first) return broadcasts.never;
  if (answer.kind === 'no') {
    const all = answer.parts.length === 1 && answer.complete;
    return all ? broadcasts.noneYet(recipients, first.at, moment) : broadcasts.no(first.at, moment);
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

function partLine(part: BroadcastPart, reader: Reader): Line {
  const { broadcasts } = reader.words;
  const when = part.at <= reader.now ? broadcasts.now : timePiece(part.at, reader);
  return [{ kind: 'strong', text: broadcasts.part(part.recipients) }, ' · ', when];
}
