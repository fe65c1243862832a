import type { Finding, Subject } from './finding.js';
import type { Incident } from './incident.js';
import { rules } from './rules/index.js';
import type { PortfolioSnapshot } from './snapshot.js';

/**
 * The open incident that explains this one, so that telling both would be noise. A blocked or banned account, or
 * refused access, hides lesser news of what is theirs. It never hides what is critical in its own right, and nothing
 * hides itself. Null: it stands for itself.
 */
export function inhibitedBy(
  incident: Incident,
  live: readonly Incident[],
  snapshot: PortfolioSnapshot | null,
): Incident | null {
  const { finding } = incident;
  if (!isEffect(finding)) return null;
  return (
    live.find(
      (cause) =>
        cause.state !== 'pending' &&
        isCause(cause.finding) &&
        covers(cause.finding.subject, finding.subject, snapshot),
    ) ?? null
  );
}

function isEffect({ subject, severity, rule }: Finding): boolean {
  return (
    subject.kind !== 'portfolio' && subject.kind !== 'token' && (severity !== 'critical' || rule === 'health')
  );
}

const explaining: ReadonlySet<string> = new Set(
  rules.filter(({ explains }) => explains).map(({ name }) => name),
);

function isCause({ rule, severity }: Finding): boolean {
  return severity === 'critical' && explaining.has(rule);
}

function covers(cause: Subject, effect: Subject, snapshot: PortfolioSnapshot | null): boolean {
  if (cause.kind === 'portfolio' || cause.kind === 'token') return true;
  if (cause.kind !== 'waba') return false;
  if (effect.kind === 'number') {
    return snapshot?.numbers.find((number) => number.id === effect.id)?.waba === cause.id;
  }
  const home = snapshot?.wabas.find((waba) => waba.id === cause.id);
  return home?.templates.known === true && home.templates.value.some((template) => template.id === effect.id);
}
