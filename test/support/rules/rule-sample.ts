import type { FullLook } from '../../../src/domain/evaluate.js';
import type { FactsOf, RuleName, Severity, Subject } from '../../../src/domain/finding.js';
import type { NumberSnapshot, WabaSnapshot } from '../../../src/domain/snapshot.js';
import { lookAt, numberOf, portfolioId, portfolioOf, wabaId, wabaOf } from '../looks.js';

/** A look that finds something, what the operator calls it, how bad it usually is, and what exactly is found. */
export interface TroubleSample<R extends RuleName> {
  readonly level: string;
  readonly look: FullLook;
  readonly severity: Severity;
  readonly rank: number;
  readonly subject: Subject;
  readonly facts: FactsOf<R>;
}

/** What tests of every rule must know of one: they play it, and need no line of their own. */
export interface RuleSample<R extends RuleName> {
  /** Everything that it may find, for the tests that read every sentence. */
  readonly facts: readonly FactsOf<R>[];
  /** Whom it may find it of. */
  readonly subjects: readonly Subject[];
  /** At least one for each level that the configuration may name. */
  readonly troubles: readonly TroubleSample<R>[];
  /** Of whom it says that all is well when all is well. */
  readonly well: readonly Subject[];
  /** Of whom it cannot tell when Meta tells nothing. */
  readonly unclear: readonly Subject[];
}

export const portfolio: Subject = { kind: 'portfolio', id: portfolioId, label: 'Toko Maju' };
export const waba: Subject = { kind: 'waba', id: wabaId, label: 'Toko Maju ID' };
export const number: Subject = { kind: 'number', id: numberOf(1).id, label: '+6281234560001' };
export const template: Subject = { kind: 'template', id: 't1', label: 'promo (id)' };
export const token: Subject = { kind: 'token', id: 'META_ACCESS_TOKEN', label: 'META_ACCESS_TOKEN' };

/** A look at one number that is not as it should be. */
export function withNumber(more: Partial<NumberSnapshot>): FullLook {
  return lookAt(portfolioOf({ numbers: [numberOf(1, more)] }));
}

/** A look at an account that is not as it should be. */
export function withWaba(more: Partial<WabaSnapshot>): FullLook {
  return lookAt(portfolioOf({ wabas: [wabaOf(more)] }));
}
