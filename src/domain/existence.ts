import type { Finding } from './finding.js';
import { phoneNumberFrom } from './phone.js';
import type { Rulebook } from './rulebook.js';
import type { Thresholds } from './thresholds.js';
import { configuredFor, hasLeft } from './same-phone.js';
import type { Observation, PortfolioSnapshot } from './snapshot.js';

/** What the configuration asks about: who owns a limit, and whose usage is judged beside it. */
export interface UsageScope {
  readonly rulebook: Pick<Rulebook, 'scope'>;
  readonly thresholds: Pick<Thresholds, 'usageOf'>;
}

/**
 * Whether what a finding is about may still be there and is still asked about. Only a look that saw everything can say
 * that something is gone. A blind one says nothing.
 */
export function existenceIn(observation: Observation, asked: UsageScope): (finding: Finding) => boolean {
  if (observation.kind === 'blind') return () => true;
  const { snapshot } = observation;
  const isThere = presenceIn(snapshot);
  const left = new Set<string>(snapshot.numbers.filter(hasLeft).map(({ id }) => id));
  return (finding) => isAsked(finding, asked) && isThere(finding) && !isPast(finding, left);
}

/** Of a number that has left, only its status is judged. */
function isPast({ rule, subject }: Finding, left: ReadonlySet<string>): boolean {
  return subject.kind === 'number' && rule !== 'status' && left.has(subject.id);
}

/** Usage and limit are judged of the limit's owner. Usage is also judged of numbers with their own thresholds. */
function isAsked({ rule, subject }: Finding, { rulebook, thresholds }: UsageScope): boolean {
  if ((rule !== 'usage' && rule !== 'limit') || subject.kind === rulebook.scope) return true;
  if (rule !== 'usage' || subject.kind !== 'number') return false;
  const phone = phoneNumberFrom(subject.label);
  return phone !== null && configuredFor(thresholds.usageOf, phone) !== undefined;
}

function presenceIn(snapshot: PortfolioSnapshot): (finding: Finding) => boolean {
  const hidesNumbers = snapshot.gaps.some((gap) => gap.part === 'numbers' || gap.part === 'discovery');
  const hidesTemplates = hidesNumbers || snapshot.wabas.some((waba) => !waba.templates.known);
  const numbers = new Set<string>(snapshot.numbers.map((number) => number.id));
  const wabas = new Set<string>([
    ...snapshot.wabas.map((waba) => waba.id),
    ...snapshot.gaps.flatMap((gap) => gap.waba ?? []),
  ]);
  const templates = new Set(
    snapshot.wabas.flatMap((waba) => (waba.templates.known ? waba.templates.value.map((t) => t.id) : [])),
  );
  const tokens = new Set(snapshot.tokens.map((token) => token.label));
  return ({ subject }) => {
    switch (subject.kind) {
      case 'number':
        return hidesNumbers || numbers.has(subject.id);
      case 'waba':
        return hidesNumbers || wabas.has(subject.id);
      case 'template':
        return hidesTemplates || templates.has(subject.id);
      case 'token':
        // Each token has the name it is configured under; a look that says of none has not asked.
        return tokens.size === 0 || tokens.has(subject.id);
      case 'portfolio':
        return true;
    }
  };
}
