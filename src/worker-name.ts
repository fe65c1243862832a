import type { Roles } from './domain/roles.js';
import type { HeldName } from './sharing-port.js';

const begin = 'process ';

/** A process that shares the work, and what it does of it. */
export interface NamedWorker {
  readonly holder: string;
  /** `look, deliver` */
  readonly roles: string;
}

/** The name that a process holds while it lives. */
export function workerName(holder: string, roles: Roles): string {
  return `${begin}${holder}: ${[...roles].join(', ')}`;
}

/** The processes that live, by the names that are held. */
export function workersIn(held: readonly HeldName[]): readonly NamedWorker[] {
  return held.flatMap(({ name, holder }) =>
    name.startsWith(`${begin}${holder}: `)
      ? [{ holder, roles: name.slice(`${begin}${holder}: `.length) }]
      : [],
  );
}

/** What else is held. */
export function otherNamesIn(held: readonly HeldName[]): readonly HeldName[] {
  return held.filter(({ name }) => !name.startsWith(begin));
}
