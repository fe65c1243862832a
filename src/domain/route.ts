import { atLeast, type Severity } from './finding.js';
import type { PortfolioId } from './snapshot.js';
import type { DailyWindow } from './window.js';

/**
 * The names of the chat platforms. Each platform adds its own where it describes itself
 * (`src/adapters/<platform>/index.ts`). So the domain knows them without importing them.
 * @public
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the platforms fill it by declaration merging
export interface PlatformNames {}

/** A chat platform that a route may lead to. */
export type PlatformName = keyof PlatformNames;

/**
 * The tags of the languages. Each language adds its own where it describes itself (`src/words/<tag>/index.ts`).
 * @public
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the languages fill it by declaration merging
export interface LanguageTags {}

/** A language that the bot speaks, by its tag. */
export type Locale = keyof LanguageTags;

/** A chat channel with its reader's language, time zone and floor of severity. */
export interface Route {
  /** `slack:C0123456789`; two routes never share one. */
  readonly id: string;
  readonly platform: PlatformName;
  readonly channel: string;
  readonly locale: Locale;
  readonly timezone: string;
  readonly atLeast: Severity;
  /** Null: all portfolios. */
  readonly portfolios: readonly PortfolioId[] | null;
  /** Whom to mention, by severity, as the platform's own id of a group or role. */
  readonly mention: Readonly<Partial<Record<Severity, string>>>;
  /** A cron line in the route's time zone; null: no digest. */
  readonly digest: string | null;
  /** Whether the route wants to hear that a problem is over. */
  readonly resolved: boolean;
  /** Hours in which only what is critical is told; the rest waits for their end, in one message. Null: none. */
  readonly quiet: DailyWindow | null;
}

/** Whether a route speaks of a portfolio at all. */
export function coversPortfolio(route: Route, portfolio: PortfolioId): boolean {
  return route.portfolios === null || route.portfolios.includes(portfolio);
}

/** Whether a route wants news of a portfolio at this severity. */
export function wants(route: Route, portfolio: PortfolioId, severity: Severity): boolean {
  return coversPortfolio(route, portfolio) && atLeast(severity, route.atLeast);
}
