import type { Route } from '../src/domain/route.js';
import type { PortfolioId } from '../src/domain/snapshot.js';
import type { PortfolioPlan } from '../src/ports.js';
import type { Access, SettingsGrant } from './configuration.js';
import type { Notes } from './notes.js';
import type { DailyWindow } from '../src/domain/window.js';
import { dailyHours } from './daily-hours.js';
import { destinationOf } from './destinations.js';
import { quoted, type Path } from './mistake.js';
import { nearest } from '../src/domain/nearest.js';
import type { GrantSettings, RouteSettings, Settings } from './schema.js';

/** The routes of the settings. What is wrong goes into the notes. */
export function readRoutes(
  settings: Settings,
  plans: readonly PortfolioPlan[],
  notes: Notes,
): readonly Route[] {
  const first = new Map<string, number>();
  return settings.routes.flatMap((route, i) => {
    const destination = destinationOf(route.to);
    // What stands for a flawed destination while the rest is checked leads nowhere.
    if (destination === null || notes.isNoted(['routes', i, 'to'])) return [];
    const known = first.get(route.to);
    if (known !== undefined) {
      notes.at(['routes', i, 'to'], `routes[${String(known)}] leads there already; join the two routes.`);
    } else first.set(route.to, i);
    return {
      id: route.to,
      ...destination,
      locale: route.locale ?? settings.language,
      timezone: route.timezone ?? settings.timezone,
      atLeast: route.atLeast ?? 'warning',
      portfolios:
        route.portfolios === undefined
          ? null
          : namedPortfolios(route.portfolios, ['routes', i, 'portfolios'], plans, notes),
      mention: mentionOf(route),
      digest: route.digest ?? null,
      resolved: route.resolved ?? true,
      quiet:
        route.quiet === undefined ? null : dailyHours(route.quiet, route.timezone ?? settings.timezone, null),
    };
  });
}

/** Where unacknowledged problems are told too; it must be a route. */
export function readEscalation(settings: Settings, routes: readonly Route[], notes: Notes): string | null {
  const escalate = settings.alerts.escalate;
  if (escalate === null) return null;
  if (!routes.some((route) => route.id === escalate.to)) {
    notes.at(['alerts', 'escalate', 'to'], `No route leads to ${quoted(escalate.to)}; add it to the routes.`);
  }
  return escalate.to;
}

/** Planned work, by portfolio. */
export function readMaintenance(
  settings: Settings,
  plans: readonly PortfolioPlan[],
  notes: Notes,
): ReadonlyMap<PortfolioId, readonly DailyWindow[]> {
  const windows = settings.maintenance.map((one, i) => ({
    window: dailyHours(one.hours, one.timezone ?? settings.timezone, one.weekdays ?? null),
    portfolios:
      one.portfolios === undefined
        ? plans.map((plan) => plan.id)
        : namedPortfolios(one.portfolios, ['maintenance', i, 'portfolios'], plans, notes),
  }));
  return new Map(
    plans.map(({ id }) => [
      id,
      windows.filter((one) => one.portfolios.includes(id)).map((one) => one.window),
    ]),
  );
}

/** Who may ask and who may act. */
export function readAccess(settings: Settings, plans: readonly PortfolioPlan[], notes: Notes): Access {
  return {
    ask: readGrants(settings.access.ask, ['access', 'ask'], plans, notes),
    act: readGrants(settings.access.act, ['access', 'act'], plans, notes),
  };
}

function readGrants(
  grants: GrantSettings,
  path: Path,
  plans: readonly PortfolioPlan[],
  notes: Notes,
): readonly SettingsGrant[] {
  if (grants === 'everyone') return [{ users: null, groups: null, channels: null, portfolios: null }];
  return grants.map((grant, i) => ({
    users: grant.users ?? null,
    groups: grant.groups ?? null,
    channels: grant.channels ?? null,
    portfolios:
      grant.portfolios === undefined
        ? null
        : namedPortfolios(grant.portfolios, [...path, i, 'portfolios'], plans, notes),
  }));
}

function mentionOf(route: RouteSettings): Route['mention'] {
  return Object.fromEntries(
    Object.entries(route.mention ?? {}).flatMap(([severity, id]) =>
      id === undefined ? [] : [[severity, id.replace(/^@/, '')]],
    ),
  );
}

/** The portfolios of that name or id. */
function namedPortfolios(
  names: readonly string[],
  path: Path,
  plans: readonly PortfolioPlan[],
  notes: Notes,
): readonly PortfolioId[] {
  const found = names.flatMap((name, j) => {
    const wanted = name.trim().toLowerCase();
    const plan = plans.find((one) => one.name.toLowerCase() === wanted || one.id === name.trim());
    if (plan) return [plan.id];
    const like = nearest(
      name,
      plans.map((one) => one.name),
    );
    notes.at(
      [...path, j],
      like === null
        ? `No portfolio is called ${quoted(name)}; write a name from the portfolios above.`
        : `No portfolio is called ${quoted(name)}; did you mean ${quoted(like)}?`,
    );
    return [];
  });
  return [...new Set(found)];
}
