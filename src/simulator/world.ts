/** What `health_status` says about one entity. */
export interface SimHealth {
  readonly canSend: 'AVAILABLE' | 'LIMITED' | 'BLOCKED';
  readonly info?: readonly string[];
  readonly errors?: readonly SimHealthError[];
}

/** One reason behind a bad health entity, e.g. code 141006 for a missing payment method. */
interface SimHealthError {
  readonly code: number;
  readonly description: string;
  readonly solution: string;
}

/** A phone number. Any text is allowed where Meta has an enum, so unknown values can be played. */
export interface SimNumber {
  readonly id: string;
  /** As Meta prints it in reads, e.g. `+62 812-3456-7890`; insights show only its digits. */
  readonly display: string;
  /** How insights name it, in digits, where that is another spelling than `display`. */
  readonly namedInInsights?: string;
  readonly name: string;
  readonly quality: string;
  readonly status: string;
  /** Level such as `STANDARD` or `HIGH`; a bare number is answered as a bare number. */
  readonly throughput: string | number;
  readonly nameStatus: string;
  readonly newNameStatus?: string;
  readonly codeVerification?: string;
  readonly accountMode?: string;
  readonly platform?: string;
  /** Answered instead of the portfolio's limit; null leaves the field out of the answer. */
  readonly limit?: string | null;
  readonly health?: SimHealth;
  /** Milliseconds since 1970. */
  readonly onboardedAt?: number;
}

/** What becomes of a template's messages each day. */
interface SimTemplateDay {
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly clicked?: number;
}

/** A message template. */
export interface SimTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: string;
  readonly quality: string;
  /** Milliseconds since 1970 of the last quality change. */
  readonly qualityAt?: number;
  /** What insights tell of each UTC day; left out: nothing was sent. */
  readonly daily?: SimTemplateDay;
  readonly health?: SimHealth;
}

/** A WhatsApp Business account. */
export interface SimWaba {
  readonly id: string;
  readonly name: string;
  /** True: listed by the portfolio's owned edge. False: by its client edge. */
  readonly owned: boolean;
  /** The owner when it is not the portfolio that lists the account. */
  readonly owner?: { readonly id: string; readonly name: string };
  /** Meta's own number for a time zone, e.g. `66` for Jakarta. */
  readonly timezoneId: string;
  readonly currency?: string;
  readonly numbers: readonly SimNumber[];
  readonly templates?: readonly SimTemplate[];
  readonly health?: SimHealth;
  readonly accountReview?: string;
  readonly status?: string;
  /** `refused`: template insights are not offered, as in some regions. */
  readonly insights?: 'refused';
  /** Calls per rolling hour before error 80008; 200 when left out. */
  readonly callsPerHour?: number;
  /** True: the app hears nothing of it until it subscribes. */
  readonly unsubscribed?: true;
  /** Another address for what it sends the app. */
  readonly callbackOverride?: string;
}

/** A business portfolio: the owner of one messaging limit. */
export interface SimPortfolio {
  readonly id: string;
  readonly name: string;
  /** E.g. `TIER_10K`; null leaves the field out of every answer. */
  readonly limit: string | null;
  readonly wabas: readonly SimWaba[];
  readonly health?: SimHealth;
  readonly verification?: string;
}

/** Where an app's webhooks go, and the fields it has of WhatsApp accounts. */
interface SimWebhooks {
  readonly callback: string;
  readonly fields: readonly string[];
  /** True: Meta sends none of them for now. */
  readonly paused?: true;
}

/** The Meta app all tokens of the world belong to. */
export interface SimApp {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  /** True: every call must carry a right `appsecret_proof`. */
  readonly requiresProof?: boolean;
  /** Calls per rolling hour on portfolios and tokens before error 4; 200 when left out. */
  readonly callsPerHour?: number;
  /** Left out: its webhooks go nowhere. */
  readonly webhooks?: SimWebhooks;
}

/** An access token. Times are milliseconds since 1970; expiresAt 0 means never. */
export interface SimToken {
  readonly value: string;
  readonly userId: string;
  readonly type?: 'SYSTEM_USER' | 'USER';
  readonly scopes: readonly string[];
  /** Portfolio ids (with all their accounts) and account ids it may read. */
  readonly grants: 'everything' | readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Set when Meta killed it early, e.g. 460 for a changed password, 458 for a removed app. */
  readonly deadSubcode?: number;
}

/** Everything the simulated Meta knows at one moment. */
export interface World {
  readonly app: SimApp;
  readonly portfolios: readonly SimPortfolio[];
  readonly tokens: readonly SimToken[];
}

/** A portfolio by its id. */
export interface PortfolioRef {
  readonly kind: 'portfolio';
  readonly id: string;
  readonly portfolio: SimPortfolio;
}

/** An account with the portfolio whose limit it shares. */
export interface WabaRef {
  readonly kind: 'waba';
  readonly id: string;
  readonly portfolio: SimPortfolio;
  readonly waba: SimWaba;
}

/** A number with the account and portfolio it stands in. */
export interface NumberRef {
  readonly kind: 'number';
  readonly id: string;
  readonly portfolio: SimPortfolio;
  readonly waba: SimWaba;
  readonly number: SimNumber;
}

/** A template with the account and portfolio it stands in. */
export interface TemplateRef {
  readonly kind: 'template';
  readonly id: string;
  readonly portfolio: SimPortfolio;
  readonly waba: SimWaba;
  readonly template: SimTemplate;
}

/** Anything that has an id in the graph. */
export type NodeRef = PortfolioRef | WabaRef | NumberRef | TemplateRef;

/** Where everything with an id is, and every token by its value. */
export interface WorldIndex {
  readonly nodes: ReadonlyMap<string, NodeRef>;
  readonly tokens: ReadonlyMap<string, SimToken>;
}

const indexes = new WeakMap<World, WorldIndex>();

/** The index of a world; built once per world object. An account listed twice belongs to the one that owns it. */
export function indexOf(world: World): WorldIndex {
  const known = indexes.get(world);
  if (known !== undefined) return known;
  const nodes = new Map<string, NodeRef>();
  for (const owned of [true, false]) {
    for (const portfolio of world.portfolios) {
      nodes.set(portfolio.id, { kind: 'portfolio', id: portfolio.id, portfolio });
      for (const waba of portfolio.wabas) {
        if (waba.owned === owned && !nodes.has(waba.id)) addAccount(nodes, portfolio, waba);
      }
    }
  }
  const index = { nodes, tokens: new Map(world.tokens.map((token) => [token.value, token])) };
  indexes.set(world, index);
  return index;
}

function addAccount(nodes: Map<string, NodeRef>, portfolio: SimPortfolio, waba: SimWaba): void {
  nodes.set(waba.id, { kind: 'waba', id: waba.id, portfolio, waba });
  for (const number of waba.numbers) {
    nodes.set(number.id, { kind: 'number', id: number.id, portfolio, waba, number });
  }
  for (const template of waba.templates ?? []) {
    nodes.set(template.id, { kind: 'template', id: template.id, portfolio, waba, template });
  }
}
