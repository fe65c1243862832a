import type { IncidentPolicy } from '../src/domain/incident.js';
import type { Locale, PlatformName, Route } from '../src/domain/route.js';
import type { Rulebook } from '../src/domain/rulebook.js';
import type { Thresholds } from '../src/domain/thresholds.js';
import type { PortfolioId, WabaId } from '../src/domain/snapshot.js';
import type { PortfolioPlan } from '../src/ports.js';
import type { DailyWindow } from '../src/domain/window.js';
import type { LogLevel } from './env.js';
import type { ProxySettings } from './proxy.js';
import type { Settings } from './schema.js';
import type { Roles } from '../src/domain/roles.js';
import type { Secret } from '../src/secret.js';
import type { ValuesOf } from '../src/platform-description.js';
import type { platforms } from '../src/platforms.js';

/** How long the past is kept, by its grain, in milliseconds. */
export interface HistoryKept {
  readonly halfHours: number;
  readonly hours: number;
  readonly days: number;
}

/** All that the bot was told, checked and in the domain's own words. Safe to print: secrets cover themselves. */
export interface Configuration {
  /** The operator's file. */
  readonly file: string;
  /** What it states, the defaults with it; all that follows is read from it and the environment. */
  readonly settings: Settings;
  readonly portfolios: readonly PortfolioPlan[];
  readonly routes: readonly Route[];
  readonly language: Locale;
  readonly timezone: string;
  /** Two capital letters. */
  readonly defaultCountry: string;
  readonly maskNumbers: boolean;
  readonly commandPrefix: string;
  /** By name; each portfolio's rulebook is among them. */
  readonly rulebooks: ReadonlyMap<string, Rulebook>;
  readonly thresholds: Thresholds;
  readonly policy: IncidentPolicy;
  /** The route that hears of what nobody acknowledged; null: none. When is in the policy. */
  readonly escalateTo: string | null;
  /** How long an alert may wait before another route is told of it, in milliseconds. */
  readonly undeliveredAfter: number;
  readonly poll: {
    /** A cron line in UTC. */
    readonly every: string;
    /** Milliseconds. */
    readonly refreshAfter: number;
  };
  readonly graph: {
    /** Without a slash at its end. */
    readonly url: string;
    readonly version: string;
    readonly concurrency: number;
    /** Above 0, up to 1. */
    readonly budgetShare: number;
    /** Milliseconds. */
    readonly timeout: number;
    readonly templates: 'all' | readonly WabaId[];
    readonly templateInsights: boolean;
    readonly maxAccounts: number;
    readonly maxCallsPerLook: number;
    readonly maxCallsPerHour: number;
  };
  readonly access: Access;
  /** Replies that ask to be sent nothing more. */
  readonly stopPhrases: readonly string[];
  /** Planned work, by portfolio. */
  readonly maintenance: ReadonlyMap<PortfolioId, readonly DailyWindow[]>;
  readonly historyKept: HistoryKept;
  /** May hold a password. */
  readonly storeUrl: string;
  /** What this process does of the work. */
  readonly roles: Roles;
  readonly http: { readonly host: string; readonly port: number };
  /** Null: all is reached straight. */
  readonly proxy: ProxySettings | null;
  /** A variable that names a proxy, and is not followed; null: there is none. */
  readonly unusedProxy: string | null;
  readonly logLevel: LogLevel;
  readonly chats: { readonly [N in PlatformName]: ChatSettings<N> };
  readonly secrets: Secrets;
}

/** What the environment says of one chat platform. */
export interface ChatSettings<N extends PlatformName = PlatformName> {
  readonly values: ValuesOf<(typeof platforms)[N]['variables']>;
  /** `unused`: no route and no token asks for it. `incomplete`: something that it needs to post is not set. */
  readonly state: 'ready' | 'incomplete' | 'unused';
}

/** Who may ask and who may act. One grant is enough; no grant allows nobody. */
export interface Access {
  readonly ask: readonly SettingsGrant[];
  readonly act: readonly SettingsGrant[];
}

/** All that is not null must hold. Ids carry their platform: `slack:U0123456789`. */
export interface SettingsGrant {
  readonly users: readonly string[] | null;
  readonly groups: readonly string[] | null;
  readonly channels: readonly string[] | null;
  /** Null: all. */
  readonly portfolios: readonly PortfolioId[] | null;
}

/** What must never be shown. */
interface Secrets {
  /** The access token of each portfolio, with a name that is not the token: its environment variable. */
  readonly tokens: Readonly<Record<PortfolioId, AccessToken>>;
  /** The token of portfolios that name no other; null: not set. */
  readonly usualToken: AccessToken | null;
  readonly metaAppSecret: Secret | null;
  readonly metaVerifyToken: Secret | null;
  /** What programs show that ask over HTTP; null: nobody may. */
  readonly apiToken: Secret | null;
  readonly heartbeatUrl: Secret | null;
  /** The password in STORE_URL, as it is written and as it is meant. */
  readonly store: readonly Secret[];
}

/** A token and what it is called. */
export interface AccessToken {
  readonly label: string;
  readonly value: Secret;
}
