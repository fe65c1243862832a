/** How bad something is; in rising order. */
export type Severity = 'info' | 'warning' | 'critical';

const severities: readonly Severity[] = ['info', 'warning', 'critical'];

/** Whether `severity` is `floor` or worse. */
export function atLeast(severity: Severity, floor: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(floor);
}

/** The worst of several severities; `info` of none. */
export function worstOf(all: readonly Severity[]): Severity {
  return all.reduce<Severity>((worst, one) => (atLeast(one, worst) ? one : worst), 'info');
}
