import type { Incident } from '../incident.js';
import { metaTime } from '../meta-time.js';
import type { Occurrence } from '../occurrence.js';
import type { FactsOf, Finding } from '../finding.js';
import type { NumberSnapshot, PortfolioSnapshot, WabaId } from '../snapshot.js';
import type { Instant } from '../time.js';
import { causeEnd, type PossibleCause, type TemplateTrouble } from './cause.js';

/** Whose past is asked for. A number of null: the whole portfolio. */
export interface CausesOf {
  readonly snapshot: PortfolioSnapshot;
  readonly number: NumberSnapshot | null;
}

/** Meta's words for what keeps an account or a number from sending, or may soon. */
const harm: ReadonlySet<string> = new Set([
  'ACCOUNT_VIOLATION',
  'ACCOUNT_RESTRICTION',
  'SCHEDULE_FOR_DISABLE',
  'DISABLED',
  'BANNED',
  'REJECTED',
  'ACCOUNT_DELETED',
  'ACCOUNT_OFFBOARDED',
  'PARTNER_REMOVED',
  'PARTNER_APP_UNINSTALLED',
]);

/** What looks and webhooks told of the account, its templates and its numbers before `at`. */
export function toldBefore(
  of: CausesOf,
  incidents: readonly Incident[],
  happened: readonly Occurrence[],
  at: Instant,
): readonly PossibleCause[] {
  return [
    ...incidents
      .filter(({ state }) => state !== 'pending')
      .flatMap((incident) => ofIncident(of, incident, at)),
    ...happened.flatMap((one) => ofOccurrence(of, one)),
  ].filter((cause) => causeEnd(cause) < at);
}

/** What an incident shows is of now. Only what it was at its worst is known of an earlier time. */
function ofIncident(
  of: CausesOf,
  { finding, openedAt, worsenedAt, worstLevel }: Incident,
  at: Instant,
): readonly PossibleCause[] {
  const opened = metaTime(openedAt, of.snapshot);
  const worsened = metaTime(worsenedAt, of.snapshot);
  const isKnown = worsened < at && finding.level === worstLevel;
  const { facts, subject } = finding;
  if (facts.rule === 'template') {
    if (!isOfAccount(of, accountOfTemplate(of.snapshot, subject.id))) return [];
    return [ofTemplate(facts, isKnown ? troubleOf(facts) : 'unwell', isKnown ? worsened : opened)];
  }
  if (facts.rule === 'health' && isAbout(of, finding)) {
    const { canSend } = facts;
    if (canSend !== 'limited' && canSend !== 'blocked') return [];
    return isKnown ? [{ kind: 'sending', at: worsened, canSend }] : [];
  }
  if (facts.rule === 'account' && isAbout(of, finding) && harm.has(facts.state) && isKnown) {
    return [{ kind: 'meta', at: worsened, state: facts.state, detail: facts.detail }];
  }
  return [];
}

function ofOccurrence(of: CausesOf, { at, waba, finding }: Occurrence): readonly PossibleCause[] {
  if (!isOfAccount(of, waba)) return [];
  const { facts, subject } = finding;
  if (facts.rule === 'template') return [ofTemplate(facts, troubleOf(facts), at)];
  if (facts.rule !== 'account') return [];
  if (facts.state === 'TEMPLATE_FLAGGED') {
    return [{ kind: 'template', at, name: subject.label, language: null, state: 'flagged' }];
  }
  const isOfAnother = subject.kind === 'number' && of.number !== null && subject.id !== of.number.id;
  if (isOfAnother || !harm.has(facts.state)) return [];
  return [{ kind: 'meta', at, state: facts.state, detail: facts.detail }];
}

function ofTemplate(
  { name, language }: FactsOf<'template'>,
  state: TemplateTrouble,
  at: Instant,
): PossibleCause {
  return { kind: 'template', at, name, language, state };
}

function troubleOf({ quality, status }: FactsOf<'template'>): TemplateTrouble {
  const word = status?.trim().toUpperCase();
  if (word === 'DISABLED') return 'disabled';
  if (quality === 'red') return 'red';
  if (word === 'PAUSED') return 'paused';
  return quality === 'yellow' ? 'yellow' : 'unwell';
}

function accountOfTemplate({ wabas }: PortfolioSnapshot, id: string): WabaId | null {
  const account = wabas.find(
    ({ templates }) => templates.known && templates.value.some((one) => one.id === id),
  );
  return account?.id ?? null;
}

function isOfAccount({ number }: CausesOf, waba: WabaId | null): boolean {
  return number === null ? waba !== null : number.waba === waba;
}

function isAbout({ number }: CausesOf, { subject }: Finding): boolean {
  if (number === null || subject.kind === 'portfolio') return true;
  return subject.id === (subject.kind === 'number' ? number.id : number.waba);
}
