import { sharedNames } from '../shared-names.js';
import type { NumberSnapshot, PortfolioSnapshot, WabaId } from '../snapshot.js';
import type { Subject } from '../verdict.js';
import type { RuleInput } from './rule.js';

/** The portfolio as a subject; it has one even when it was never seen. */
export function portfolioSubject(look: RuleInput): Subject {
  return { kind: 'portfolio', id: look.portfolio, label: look.name };
}

/** A number as a subject, called by its phone number. When Meta's text was none, by that text. */
export function numberSubject(number: NumberSnapshot): Subject {
  return { kind: 'number', id: number.id, label: number.phone ?? number.display };
}

/** A WABA as a subject, called by its name. When that is unknown, by its id. */
export function wabaSubject(snapshot: PortfolioSnapshot, id: WabaId): Subject {
  return { kind: 'waba', id, label: snapshot.wabas.find((waba) => waba.id === id)?.name ?? id };
}

/** What this look saw; null while blind, when nothing may be said of what we did not see. */
export function seenIn(look: RuleInput): PortfolioSnapshot | null {
  return look.observation.kind === 'seen' ? look.observation.snapshot : null;
}

/** A number's name when no other number of the portfolio bears it. Else its phone number. */
export function tellingName(number: NumberSnapshot, all: readonly NumberSnapshot[]): string {
  const isOnly = number.name !== null && !sharedNames(all).has(number.name);
  return isOnly ? number.name : numberSubject(number).label;
}
