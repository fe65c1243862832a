import type { WhyChanged } from '../domain/causes/why-changed.js';
import type { NumberSnapshot } from '../domain/snapshot.js';
import { metaTime } from '../domain/meta-time.js';
import { openSignsOf } from '../domain/signals/open-signs.js';
import type { PortfolioState } from '../domain/state.js';
import { tellingTemplate } from '../domain/template-insights.js';
import { takenText } from './advice.js';
import type { Card, Line, Picture, Section } from './card.js';
import { causeSentence } from './cause-sentence.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { managerLink } from './manager-link.js';
import { namesIn } from './names.js';
import { byMetaClock, type Reader } from './reader.js';
import { toneOfNumber } from './tone.js';
import { blindLine, checkedLine } from './usage-parts.js';

/** A number, what changed of it, and what came before. */
export interface WhyView {
  readonly state: PortfolioState;
  readonly number: NumberSnapshot;
  readonly why: WhyChanged;
  readonly picture: Picture | null;
}

/** More would not fit a phone. */
const mostCauses = 4;

/** What came before a number changed, the likeliest first; never called the reason. */
export function whyCard(view: WhyView, reader: Reader): Card {
  const { state, number, why, picture } = view;
  const { words } = reader;
  const names = namesIn(state, reader);
  const meta = byMetaClock(reader, state.sight?.snapshot);
  const blind = blindLine(state, reader);
  const signs = why.found === null ? openSignsOf(state.incidents, number) : null;
  const early = signs && findingText(signs.incident.finding, names, reader);
  return fitted({
    tone: toneOfNumber(state, number),
    title: `${names.number(number)} · ${words.why.title}`,
    lead: [leadText(view, meta)],
    sections: [
      ...(blind === null ? [] : [textOf([blind])]),
      ...statusSections(number, reader),
      ...causeSections(view, reader),
      ...(early === null ? [] : [textOf([[early.lead], [early.advice]])]),
    ],
    footnote: [...checkedLine(state, reader), ' · ', managerLink(number.waba)],
    actions: [],
    picture,
  });
}

/** Quality alone would say too little of a number that may not send. */
function statusSections({ status, rawStatus }: NumberSnapshot, { words }: Reader): readonly Section[] {
  if (status === 'connected') return [];
  const fact = { label: words.answers.labels.status, value: [words.names.status(status, rawStatus)] };
  return [{ kind: 'facts', facts: [fact] }];
}

function textOf(lines: readonly Line[]): Section {
  return { kind: 'text', lines };
}

function leadText({ number, why: { lately, lookedSince } }: WhyView, reader: Reader): string {
  const { why } = reader.words;
  const moment = { zone: reader.zone, now: reader.now };
  const { worse, better } = lately;
  const changes = [worse, better].flatMap((change) => (change === null ? [] : [why.changed(change, moment)]));
  if (changes.length > 0) return changes.join(' ');
  return lookedSince === null
    ? why.steady(number.quality)
    : why.steadySince(number.quality, lookedSince, moment);
}

function causeSections(view: WhyView, reader: Reader): readonly Section[] {
  const { state, why: answer } = view;
  if (answer.found === null) return [];
  const { why, more } = reader.words;
  const { causes, unseen } = answer.found;
  const hasSigns = causes.some(({ kind }) => kind === 'sign');
  const taken = templateTaken(view, hasSigns, reader);
  const beside = [...(taken === null ? [] : [[taken]]), ...unseen.map((one): Line => [why.unseen[one]])];
  if (causes.length === 0) {
    return [textOf([[why.cannotTell], ...(unseen.length === 0 ? [[why.nothingUnusual]] : []), ...beside])];
  }
  const left = causes.length - mostCauses;
  return [
    textOf([[why.likeliestFirst]]),
    {
      kind: 'list',
      items: causes.slice(0, mostCauses).map((cause): Line => [causeSentence(cause, state, reader)]),
      more: left > 0 ? more(left) : null,
    },
    textOf([[why.noProof], ...beside]),
  ];
}

/** How the messages of the template that stands out were taken lately; null: none does, or it is not known. */
function templateTaken({ state, number }: WhyView, hasSigns: boolean, reader: Reader): string | null {
  const { snapshot } = state.sight ?? {};
  const account = snapshot?.wabas.find(({ id }) => id === number.waba);
  if (!account) return null;
  return takenText(tellingTemplate(account, hasSigns, metaTime(reader.now, snapshot)), reader, false);
}
