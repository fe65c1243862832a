import type { PlatformName } from '../domain/route.js';
import type { PortfolioId } from '../domain/snapshot.js';
import type { Asker } from '../ports.js';
import type { Right } from './not-allowed.js';

/** One permission: all that is not null must hold. Ids carry their platform: `slack:U0123456789`. */
export interface Grant {
  readonly users: readonly string[] | null;
  readonly groups: readonly string[] | null;
  readonly channels: readonly string[] | null;
  /** Null: all. */
  readonly portfolios: readonly PortfolioId[] | null;
}

/** Who may ask and who may act; one grant is enough. The operator may do everything. */
export function accessBy(
  access: Readonly<Record<Right, readonly Grant[]>>,
): (asker: Asker, right: Right, portfolio: PortfolioId) => boolean {
  return (asker, right, portfolio) =>
    asker.isOperator === true || access[right].some((grant) => holds(grant, asker, portfolio));
}

function holds(grant: Grant, asker: Asker, portfolio: PortfolioId): boolean {
  const named = (id: string): string => `${asker.platform}:${id}`;
  return (
    (grant.users === null || grant.users.includes(named(asker.user))) &&
    (grant.groups === null || asker.groups.some((group) => grant.groups?.includes(named(group)) === true)) &&
    (grant.channels === null || (asker.channel !== null && grant.channels.includes(named(asker.channel)))) &&
    (grant.portfolios === null || grant.portfolios.includes(portfolio))
  );
}

/** The groups of a platform that grants name, by the platform's ids; only their members are asked for. */
export function groupsNamed(
  access: Readonly<Record<Right, readonly Grant[]>>,
  platform: PlatformName,
): readonly string[] {
  const sign = `${platform}:`;
  const named = new Set(
    Object.values(access).flatMap((grants) => grants.flatMap((grant) => grant.groups ?? [])),
  );
  return [...named].flatMap((group) => (group.startsWith(sign) ? [group.slice(sign.length)] : []));
}
