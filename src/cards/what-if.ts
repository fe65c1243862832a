import type { NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { BroadcastCourse, Reaching, WhatIf } from '../domain/what-if.js';
import type { Moment } from '../words/format.js';
import type { Card, Section, Tone } from './card.js';
import { fitted } from './fitted.js';
import { managerLink } from './manager-link.js';
import { namesIn } from './names.js';
import { byMetaClock, type Reader } from './reader.js';
import { barredText, warningLines } from './sender.js';
import { checkedLine } from './usage-parts.js';

/** A broadcast at a time to come, and what the limit would be with it. */
export interface WhatIfView {
  readonly state: PortfolioState;
  /** Null: whichever number of the portfolio sends. */
  readonly number: NumberSnapshot | null;
  readonly recipients: number;
  /** By Meta's clock. */
  readonly at: Instant;
  readonly answer: WhatIf;
}

/** What would become of the limit with a broadcast: whether it fits, the highest, and when warnings begin. */
export function whatIfCard(view: WhatIfView, reader: Reader): Card {
  const { state, number, answer, recipients, at } = view;
  const { words } = reader;
  const names = namesIn(state, reader);
  const who = number === null ? names.portfolio : names.number(number);
  const barred = number === null ? null : barredText(number, who, reader);
  const planning = byMetaClock(reader, state.sight?.snapshot);
  const warnings = warningLines(state, number, reader);
  return fitted({
    tone: barred === null ? toneOf(view, warnings.length > 0) : 'critical',
    title: words.whatIf.title(who, recipients, at, { zone: planning.zone, now: planning.now }),
    lead: [barred?.text ?? leadText(view, planning)],
    sections: [
      ...(warnings.length === 0 ? [] : [{ kind: 'text' as const, lines: warnings }]),
      ...(barred === null
        ? courseSections(answer, planning)
        : [
            {
              kind: 'facts' as const,
              facts: [{ label: words.alerts.labels.advice, value: [barred.advice] }],
            },
          ]),
    ],
    footnote: [...checkedLine(state, reader), ...(number === null ? [] : [' · ', managerLink(number.waba)])],
    actions: [],
    picture: null,
  });
}

/** What is told first: with what others usually send, where that is known. */
function courseOf(answer: Extract<WhatIf, { readonly kind: 'told' }>): BroadcastCourse {
  return answer.usual?.course ?? answer.alone;
}

/** The first part of the limit that is reached, of those that are told. */
function firstReached({ reaching }: BroadcastCourse): (Reaching & { readonly at: Instant }) | null {
  const [first] = reaching;
  return first && first.at !== null ? { ...first, at: first.at } : null;
}

/** While we are blind, more may have been sent than we know of. */
function toneOf({ state, answer, recipients }: WhatIfView, warned: boolean): Tone {
  if (answer.kind === 'unknown') return 'unknown';
  if (answer.kind === 'told') {
    const course = courseOf(answer);
    if (course.fits === 0) return 'critical';
    if (course.fits < recipients) return 'warning';
    if (state.blind === null && firstReached(course) !== null) return 'warning';
  }
  return state.blind !== null ? 'unknown' : warned ? 'warning' : 'good';
}

function leadText({ state, answer, recipients }: WhatIfView, reader: Reader): string {
  const { whatIf, broadcasts, answers, names, digest } = reader.words;
  if (answer.kind === 'unlimited') return broadcasts.yesUnlimited;
  if (answer.kind === 'unknown') {
    const say = answer.missing === 'limit' ? answers.limitUnknown : answers.usageUnknown;
    return broadcasts.unknown(say(names.unknowns[answer.why]));
  }
  const text = courseText(courseOf(answer), recipients, momentOf(reader), whatIf);
  return state.blind === null ? text : `${digest.lastKnown} ${text}`;
}

function courseText(
  course: BroadcastCourse,
  recipients: number,
  moment: Moment,
  whatIf: Reader['words']['whatIf'],
): string {
  const { fits, restAt } = course;
  if (fits === 0) return whatIf.none(restAt, moment);
  if (fits < recipients) return whatIf.some(fits, restAt, moment);
  const reached = firstReached(course);
  if (reached === null) return whatIf.fits(recipients, course.reaching[0]?.percent ?? 100);
  return reached.without === null
    ? whatIf.fitsBut(recipients, reached.percent, reached.at, moment)
    : whatIf.fitsAnyway(recipients, reached.percent);
}

function momentOf({ zone, now }: Reader): Moment {
  return { zone, now };
}

function courseSections(answer: WhatIf, reader: Reader): readonly Section[] {
  const { words } = reader;
  const { whatIf, broadcasts } = words;
  const text = (line: string): Section => ({ kind: 'text', lines: [[line]] });
  if (answer.kind === 'unknown') return answer.missing === 'limit' ? [text(broadcasts.limitInManager)] : [];
  if (answer.kind === 'unlimited') return [text(broadcasts.optedIn)];
  const { basis, usual, alone } = answer;
  const course = courseOf(answer);
  const isAbout = usual !== null;
  const moment = momentOf(reader);
  const peakText = ({ recipients, at }: BroadcastCourse['peak'], about: boolean): string =>
    whatIf.peak(recipients, basis.limit, about, { at, moment });
  const fact = (label: string, value: string): { readonly label: string; readonly value: [string] } => ({
    label,
    value: [value],
  });
  const { labels } = whatIf;
  const isWhole = course.peak.recipients <= basis.limit;
  return [
    {
      kind: 'facts',
      facts: [
        ...(isWhole
          ? []
          : [fact(labels.fit, course.fits === 0 ? whatIf.fitNone : whatIf.fit(course.fits, isAbout))]),
        fact(labels.highest, peakText(course.peak, isAbout)),
        ...course.reaching.map((one) => fact(words.percent(one.percent), reachingText(one, reader))),
        fact(labels.without, peakText(course.peakWithout, isAbout)),
        ...(isAbout ? [fact(labels.alone, peakText(alone.peak, false))] : []),
        fact(labels.others, usual === null ? whatIf.unknownTraffic : whatIf.asUsual(usual.compared)),
        fact(words.answers.labels.counted, words.basis(basis)),
      ],
    },
    text(isAbout ? broadcasts.optedIn : `${broadcasts.ifNobodyElse} ${broadcasts.optedIn}`),
  ];
}

function reachingText({ at, without }: Reaching, reader: Reader): string {
  const { whatIf } = reader.words;
  if (at === null) return whatIf.notReached;
  const moment = momentOf(reader);
  return without === null ? whatIf.reached(at, moment) : whatIf.reachedAnyway(at, without, moment);
}
