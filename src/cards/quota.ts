import { biggestUser, type BiggestUser } from '../domain/biggest-user.js';
import { nameStateOf } from '../domain/display-name.js';
import { atLeast, type RuleName } from '../domain/finding.js';
import { volumeOf } from '../domain/joined-usage.js';
import { percentOf } from '../domain/limit.js';
import type { Reading } from '../domain/reading.js';
import type { Rulebook } from '../domain/rulebook.js';
import { hasLeft, presentOf, twinsOf } from '../domain/same-phone.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { messagesPerSecond } from '../domain/throughput.js';
import type { Instant } from '../domain/time.js';
import type { Usage } from '../domain/usage.js';
import type { Words } from '../words/index.js';
import { shown } from '../words/shorten.js';
import type { Action, Card, Line, Section } from './card.js';
import { figureFacts } from './counted.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { managerLink } from './manager-link.js';
import { namesIn, type Names } from './names.js';
import { byMetaClock, type Reader } from './reader.js';
import { blindLine, checkedLine, limitUseParts, unmatchedText } from './usage-parts.js';
import { toneWithLimit } from './tone.js';

/** One number as a question about it is answered. */
export interface QuotaView {
  readonly state: PortfolioState;
  readonly snapshot: PortfolioSnapshot;
  readonly number: NumberSnapshot;
  readonly scope: Rulebook['scope'];
  /** When the limit is reached if it goes on like this; null: not known, or not within a day. */
  readonly reachedAt: Instant | null;
  /** Something to say before the figures, such as why a look was not taken; null: nothing. */
  readonly note: string | null;
}

/** More than this that share a limit are counted, not named. */
const namedOthers = 3;

interface Fact {
  readonly label: string;
  readonly value: Line;
}

/** How much of the limit is used and left, and how one number is doing. */
export function quotaCard(view: QuotaView, reader: Reader): Card {
  const { state, snapshot, number, scope } = view;
  const names = namesIn(state, reader);
  const shared = scope === 'portfolio';
  const owner = shared ? snapshot : number;
  const parts = limitUseParts(owner.usage, owner.limit, owner.series, byMetaClock(reader, snapshot));
  const blind = blindLine(state, reader);
  const lines: readonly Line[] = [
    ...(view.note === null ? [] : [[view.note]]),
    ...(blind === null ? [] : [blind]),
    ...twinLines(number, snapshot, reader),
  ];
  const sections: Section[] = [
    ...(lines.length === 0 ? [] : [{ kind: 'text' as const, lines }]),
    { kind: 'facts', facts: facts(view, names, reader) },
  ];
  return fitted({
    tone: toneWithLimit(state, number),
    title: `${names.number(number)} · ${names.phone(number)}`,
    lead: [
      { kind: 'strong', text: shared ? names.portfolio : names.number(number) },
      ` · ${parts.join(' · ')}`,
    ],
    sections,
    footnote: [...checkedLine(state, reader), ' · ', managerLink(number.waba)],
    actions: quotaActions(view, reader),
    picture: null,
  });
}

function facts(view: QuotaView, names: Names, reader: Reader): readonly Fact[] {
  const { snapshot, number, scope } = view;
  const { words } = reader;
  const { labels } = words.answers;
  const shared = scope === 'portfolio';
  const usage = shared ? snapshot.usage : number.usage;
  const byMeta = byMetaClock(reader, snapshot);
  const all: (Fact | null)[] = [
    shared && snapshot.numbers.length > 1 ? { label: labels.share, value: [shareText(view, reader)] } : null,
    { label: labels.quality, value: [words.names.qualities[number.quality]] },
    { label: labels.status, value: [words.names.status(number.status, number.rawStatus)] },
    sendingFact(number, reader),
    nameFact(number, reader),
    troubleFact(view, names, reader),
    shared
      ? sharedFact(snapshot, number, names, reader)
      : { label: labels.limit, value: [words.answers.ownLimit] },
    shared ? mostFact(snapshot, number, names, reader) : null,
    shared ? elsewhereFact(snapshot, reader) : null,
    unmatchedFact(usage, reader),
    speedFact(number, reader),
    view.reachedAt === null || isReached(shared ? snapshot : number)
      ? null
      : {
          label: labels.pace,
          value: [words.alerts.reached(view.reachedAt, byMeta)],
        },
    ...figureFacts(usage, reader, byMeta),
  ];
  return all.filter((fact) => fact !== null);
}

/** Whether the limit may be used up already. */
function isReached({ usage, limit }: Pick<PortfolioSnapshot, 'usage' | 'limit'>): boolean {
  return (percentOf(usage, limit) ?? 0) >= 100;
}

function shareText(view: QuotaView, reader: Reader): string {
  const { words } = reader;
  const { number, snapshot } = view;
  if (!number.usage.known) return words.names.unknown(number.usage.why);
  const used = words.used(number.usage.value);
  // What may be another number's is no share of this one's.
  const volume = volumeOf(snapshot.usage);
  if (!volume.known || volume.value.recipients === 0 || number.usage.value.unmatched) return used;
  const percent = (number.usage.value.recipients / volume.value.recipients) * 100;
  return sharesIn(snapshot, reader).share(words.percent(percent), used);
}

/** Parts are of Meta's volume. Where people were counted, that is not what is told as used. */
function sharesIn(
  { usage }: PortfolioSnapshot,
  { words }: Reader,
): Pick<Words['answers'], 'share' | 'shareOf'> {
  return usage.known && usage.value.source === 'ledger' ? words.counted : words.answers;
}

function sendingFact(number: NumberSnapshot, reader: Reader): Fact | null {
  if (!number.health.known) return null;
  const { canSend, reasons } = number.health.value;
  if (canSend !== 'limited' && canSend !== 'blocked') return null;
  const { answers } = reader.words;
  const said = canSend === 'blocked' ? answers.sendingBlocked : answers.sendingLimited;
  const why = reasons[0] === undefined ? '' : `: ${shown(reasons[0].description, 160)}`;
  return { label: answers.labels.sending, value: [said + why] };
}

/** What is wrong with the display name, where anything is. */
function nameFact(number: NumberSnapshot, { words: { answers } }: Reader): Fact | null {
  const state = nameStateOf(number.nameStatus);
  if (state === null || state === 'approved' || hasLeft(number)) return null;
  return { label: answers.labels.displayName, value: [answers.displayName[state]] };
}

/** How fast it may send, where Meta tells; how many people it may reach is another matter. */
function speedFact(number: NumberSnapshot, { words: { answers } }: Reader): Fact | null {
  const perSecond = messagesPerSecond(number.throughput);
  if (perSecond === null || hasLeft(number)) return null;
  return { label: answers.labels.speed, value: [answers.speed(perSecond)] };
}

/** What gives the card its sign. Not quality, status and sending, which have lines of their own. */
function troubleFact({ state, number }: QuotaView, names: Names, reader: Reader): Fact | null {
  const shown: readonly RuleName[] = ['quality', 'status', 'health'];
  const titles = state.verdicts.flatMap((verdict) => {
    if (verdict.kind !== 'firing' || !atLeast(verdict.finding.severity, 'warning')) return [];
    const { rule, subject } = verdict.finding;
    const own = subject.id === number.id && !shown.includes(rule);
    // That we are blind is told in a sentence.
    if (!own && (subject.id !== state.portfolio || rule === 'sight')) return [];
    return [findingText(verdict.finding, names, reader).title];
  });
  return titles.length === 0
    ? null
    : { label: reader.words.answers.labels.trouble, value: [titles.slice(0, 3).join(' · ')] };
}

function sharedFact(
  snapshot: PortfolioSnapshot,
  number: NumberSnapshot,
  names: Names,
  reader: Reader,
): Fact | null {
  const present = presentOf(snapshot.numbers);
  const count = hasLeft(number) ? present.length : present.length - 1;
  if (count < 1) return null;
  const { words } = reader;
  const value =
    count <= namedOthers
      ? words.list(present.flatMap((other) => (other.id === number.id ? [] : [names.number(other)])))
      : words.answers.numbersOf(count);
  return { label: words.answers.labels.sharedBy, value: [value] };
}

/** Many ask about one look, so who used most is found once. */
const mostIn = new WeakMap<PortfolioSnapshot['numbers'], BiggestUser | null>();

/** Who used most of the shared limit; null when that is not certain. */
function mostOf(snapshot: PortfolioSnapshot): BiggestUser | null {
  const before = mostIn.get(snapshot.numbers);
  if (before !== undefined) return before;
  const most = biggestUser(snapshot);
  mostIn.set(snapshot.numbers, most);
  return most;
}

/** Who used most of the shared limit. Only another number, when all are known. */
function mostFact(
  snapshot: PortfolioSnapshot,
  number: NumberSnapshot,
  names: Names,
  reader: Reader,
): Fact | null {
  const most = mostOf(snapshot);
  if (most === null || most.number.id === number.id) return null;
  const { answers, percent } = reader.words;
  const text = sharesIn(snapshot, reader).shareOf(names.number(most.number), percent(most.share * 100));
  return { label: answers.labels.most, value: [text] };
}

/** That the phone number is listed more than once, and what became of the others. */
function twinLines(number: NumberSnapshot, { numbers }: PortfolioSnapshot, reader: Reader): readonly Line[] {
  const { answers, names } = reader.words;
  const twins = twinsOf(number, numbers);
  return twins
    .slice(0, namedOthers)
    .map(({ id, status, rawStatus }): Line => [answers.listedToo(id, names.status(status, rawStatus))]);
}

/** What was used by accounts that are not in this portfolio's list of numbers. */
function elsewhereFact({ usage, elsewhere }: PortfolioSnapshot, { words }: Reader): Fact | null {
  const volume = volumeOf(usage);
  if (elsewhere === undefined || !volume.known) return null;
  const used = words.used({ recipients: elsewhere, accuracy: volume.value.accuracy });
  return { label: words.answers.labels.elsewhere, value: [words.answers.elsewhere(used)] };
}

/** What was used under a name that fits no number. It may be any number's. */
function unmatchedFact(usage: Reading<Usage>, reader: Reader): Fact | null {
  const used = unmatchedText(usage, reader);
  const { answers } = reader.words;
  return used === null ? null : { label: answers.labels.unmatched, value: [answers.unmatched(used)] };
}

/** What a command may call a number to find exactly this one again; nothing that masking hides. */
export function referenceOf(number: NumberSnapshot, state: PortfolioState, reader: Reader): string {
  // Several may bear one phone number, and by it the one is found that bears it now.
  const isAlone = twinsOf(number, state.sight?.snapshot.numbers ?? []).length === 0;
  return number.phone === null || reader.masked || !isAlone ? `id:${number.id}` : number.phone;
}

function quotaActions({ number, state }: QuotaView, reader: Reader): readonly Action[] {
  const { actions } = reader.words.answers;
  const reference = referenceOf(number, state, reader);
  return [
    { label: actions.refresh, command: `quota ${reference} --fresh`, style: 'plain', effect: 'replace' },
    { label: actions.share, command: `quota ${reference}`, style: 'plain', effect: 'share' },
  ];
}
