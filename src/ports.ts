import type { IncomingHttpHeaders } from 'node:http';
import type { Card, Form, Picture, Reply } from './cards/card.js';
import type { BotState } from './domain/bot-state.js';
import type { ChartFacts, ChartLabels } from './domain/chart-facts.js';
import type { DeliveryTrouble } from './domain/delivery-trouble.js';
import type { Matter } from './domain/matter.js';
import type { Receipt } from './domain/thread.js';
import type { LookNote, LookRecord } from './domain/history/looks.js';
import type { PastUsage, VolumeRead, VolumeSince } from './domain/history/recorded-usage.js';
import type { Locale, PlatformName } from './domain/route.js';
import type { SignalPicture } from './domain/signals/panels.js';
import type { SignalLabels } from './domain/signals/signal-labels.js';
import type { NumberId, Observation, PortfolioId, WabaId } from './domain/snapshot.js';
import type { PortfolioState } from './domain/state.js';
import type { InsightsSight } from './domain/template-day.js';
import type { Instant, Span } from './domain/time.js';
import type { PhoneNumber } from './domain/phone.js';
import type { Series } from './domain/usage.js';
import type { Turn } from './sharing-port.js';

/** The time. Only this tells it. */
export interface Clock {
  now(): Instant;
}

/** Where events are written. Facts must be free of secrets; errors are given as sentences, never as vendor objects. */
export interface Log {
  debug(event: string, facts?: Readonly<Record<string, unknown>>): void;
  info(event: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void;
  error(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** A portfolio as the operator named it. */
export interface PortfolioPlan {
  readonly id: PortfolioId;
  readonly name: string;
  /** Meta's business portfolio id, from which WABAs are discovered; null when only WABAs are named. */
  readonly business: string | null;
  readonly wabas: readonly WabaId[];
  readonly rulebook: string;
  /** What people call a number, by E.164. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Meta's Graph API. Trouble comes back as a blind observation or a gap, never as a throw. */
export interface GraphSource {
  /**
   * One look at a portfolio at `now` by our clock; usage is counted by Meta's. `insights`: what was told last of
   * templates; absent: nothing.
   */
  observe(
    plan: PortfolioPlan,
    now: Instant,
    since: VolumeSince,
    insights?: ReadonlyMap<WabaId, InsightsSight>,
  ): Promise<GraphLook>;
  /** When the next look is due at the earliest, so that Meta's allowance lasts; null: now. */
  notBefore(plan: PortfolioPlan): Instant | null;
}

/** One look, and what it adds to the record. */
export interface GraphLook {
  readonly observation: Observation;
  /** By account, where the volume was read without a gap; from a later half hour than wanted when Meta gives no more. */
  readonly volumes: ReadonlyMap<WabaId, VolumeRead>;
  /** Meta's id of the portfolio that owns the accounts and their limit; null when not known. */
  readonly owner: string | null;
}

/** What an update adds to the past of its portfolio. */
export interface PastAddition {
  /** Half hours. One told again is replaced, unless too old to be kept as such. */
  readonly usage: ReadonlyMap<NumberId, Series>;
  /** What a look saw beside usage; only what differs from the look before costs room. */
  readonly note: LookNote | null;
}

/** One document per portfolio with its past, and one of the bot. No update is ever lost, within a process and against a crash. */
export interface Store {
  /** The state, or null when the portfolio has none yet. Throws StoreError on any trouble. */
  read(id: PortfolioId): Promise<PortfolioState | null>;
  /** Saves what `change` returns, all or nothing, before it resolves. `change` is synchronous and may run again. */
  update<R>(
    id: PortfolioId,
    change: (state: PortfolioState | null) => {
      readonly state: PortfolioState;
      readonly result: R;
      readonly past?: PastAddition | undefined;
      /** The turn that this look ends; where it is no longer this process's, nothing is saved and `overtaken` thrown. */
      readonly turn?: Turn | undefined;
    },
  ): Promise<R>;
  /** The portfolios in whose outbox something waits, and perhaps others. Throws StoreError. */
  waiting(): Promise<readonly PortfolioId[]>;
  /** The bot's own state; a fresh one where none is saved. Throws StoreError. */
  readBot(): Promise<BotState>;
  /** As `update`, of the bot's own state. */
  updateBot<R>(change: (state: BotState) => { readonly state: BotState; readonly result: R }): Promise<R>;
  /** The number of a look that begins now: higher than any given or saved before. Throws StoreError. */
  claimLook(id: PortfolioId): Promise<number>;
  close(): Promise<void>;
}

/** The store failed. The sentence says what, where and what to do; `kind` tells the trouble apart. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind:
    'damaged' | 'locked' | 'full' | 'unwritable' | 'unreachable' | 'newer' | 'closed' | 'overtaken' | 'other';
  constructor(kind: StoreError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What people saved about themselves, by `platform:user`. */
export interface Preferences {
  /** What was kept, which an older or newer version may have done; null: nothing. */
  localeOf(person: string): Promise<string | null>;
  setLocale(person: string, locale: Locale): Promise<void>;
}

/**
 * The past, kept longer than Meta shows it and coarser as it grows old. Spans hold `from` and not `to`. All of it throws
 * StoreError.
 */
export interface History {
  /** The half hours of each number within the span; whole hours where half hours are no longer kept. */
  read(id: PortfolioId, span: Span): Promise<ReadonlyMap<NumberId, Series>>;
  /**
   * Usage of one number, with what belongs to no number and may be its own. Null: of all together, kept by half hours
   * however old it is.
   */
  usage(id: PortfolioId, number: NumberId | null, span: Span): Promise<PastUsage>;
  /** What looks saw of one number, or (null) of the portfolio. */
  notes(id: PortfolioId, number: NumberId | null, span: Span): Promise<LookRecord>;
}

/** Draws charts. Rejects when it cannot; whoever asks goes on without the picture. */
export interface Artist {
  /** A picture with its description. */
  picture(facts: ChartFacts, labels: ChartLabels): Promise<Picture>;
  /** The same for a terminal so many columns wide, as lines of text. */
  drawn(
    facts: ChartFacts,
    labels: ChartLabels,
    width: number,
  ): Promise<Required<Pick<Picture, 'alt' | 'drawn'>>>;
}

/** Draws how messages were taken. Rejects when it cannot, as above. */
export interface SignalArtist {
  /** How messages were taken, as small panels. */
  signals(facts: SignalPicture, labels: SignalLabels): Promise<Picture>;
  /** The same for a terminal. */
  drawnSignals(
    facts: SignalPicture,
    labels: SignalLabels,
    width: number,
  ): Promise<Required<Pick<Picture, 'alt' | 'drawn'>>>;
}

/** Reads cron lines against the calendar of a time zone. */
export interface Calendar {
  /** The latest planned time that is not after `now`; null when there is none within a year. */
  previous(cron: string, zone: string, now: Instant): Instant | null;
}

/** Parses and prints phone numbers for people. */
export interface PhoneBook {
  /** The number somebody typed, in E.164; null when it cannot be one. Digits of any script; `defaultCountry` for 08…. */
  parse(text: string): PhoneNumber | null;
  /** The valid numbers in a longer text, in E.164, each once and in their order; at most 50. */
  find(text: string): readonly PhoneNumber[];
  /** The digits in what somebody typed, as ASCII digits. */
  digits(text: string): string;
  /** As people print it: +62 812-3456-7890. */
  print(phone: PhoneNumber): string;
}

/** A chat platform could not take a message. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /**
   * `permanent`: it can never be delivered like this (channel gone, access refused). `retry`: not delivered, try again.
   * `unclear`: it may or may not have arrived. `gone`: the message that was to be edited is no longer there.
   */
  readonly kind: 'permanent' | 'retry' | 'unclear' | 'gone';
  /** The platform's own wish, in milliseconds. */
  readonly retryAfter: number | null;
  /** What to tell people; the error's own message is for logs. */
  readonly trouble: DeliveryTrouble;
  constructor(kind: DeliveryError['kind'], trouble: DeliveryTrouble, retryAfter: number | null = null) {
    const { chat, reason, code } = trouble;
    super(`${chat}: ${reason}${code === undefined ? '' : ` (${code})`}`);
    this.kind = kind;
    this.trouble = trouble;
    this.retryAfter = retryAfter;
  }
}

/** A delivery was no longer this process's when its request was to begin: nothing was sent. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
  constructor() {
    super('This delivery is no longer this process’s.');
  }
}

/** A card on its way to a channel. */
export interface Delivery {
  readonly channel: string;
  readonly card: Card;
  /** Recognises a repeat; at most 25 letters, digits and dashes. */
  readonly key: string;
  /** Post into the thread of this message. */
  readonly under: Receipt | null;
  /** A group or role to mention, as the platform's id. */
  readonly mention: string | null;
  /** Whether people are to notice it at once; what is not loud makes no sound where the platform can be silent. */
  readonly loud: boolean;
  /** When the first attempt began that may have arrived: look before posting again. Null: none has. */
  readonly maybeSentSince: Instant | null;
  /** What it is about, for platforms that tell programs; absent: nothing but its text. */
  readonly matter?: Matter | undefined;
  /** Whether the request may still begin, asked just before it; if not, ClaimLost is thrown. Absent: it may. */
  readonly mayBegin?: (() => boolean) | undefined;
}

/** Throws ClaimLost where a request is no longer this process's to make. To be asked just before each one. */
export function stillOurs({ mayBegin }: Pick<Delivery, 'mayBegin'>): void {
  if (mayBegin?.() === false) throw new ClaimLost();
}

/** What comes with an edit. Platforms that tell programs make a message of its own of it. */
export type Amendment = Pick<Delivery, 'key' | 'matter' | 'mayBegin'>;

/** A picture on its way to a channel, as a message of its own. */
export interface PictureDelivery extends Pick<Delivery, 'channel' | 'key' | 'maybeSentSince' | 'mayBegin'> {
  readonly picture: Picture;
}

/** Where a delivery stands now. */
export interface Posted extends Receipt {
  /** An earlier attempt of it stands there, or may: what it says was true then. */
  readonly earlier: boolean;
}

/** Who asks, and where. */
export interface Asker {
  readonly platform: PlatformName;
  readonly user: string;
  /** What the platform calls them; they chose it, so it proves nothing. Null when it does not say. */
  readonly name: string | null;
  readonly channel: string | null;
  readonly groups: readonly string[];
  /** The platform's word for the asker's language, like `id` or `en-GB`; null when it does not say. */
  readonly language: string | null;
  /** Sits at the bot's own machine, and may do everything. */
  readonly isOperator?: true;
}

/** A command as it arrives: its name and what was typed after it. Or options by name, where the platform has them. */
export interface Question {
  readonly command: string;
  readonly text: string;
  readonly options: Readonly<Record<string, string>>;
  readonly asker: Asker;
  /** Whether all in the channel are to see the answer because the asker wants it; absent: not. */
  readonly share?: boolean;
}

/** One choice offered while somebody types. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** A text in all languages of the bot. */
export interface Translated {
  /** For readers whose language is none of ours. */
  readonly usual: string;
  /** By a platform's tag for a language, like `id` or `en-GB`; null: none of ours. */
  in(tag: string): string | null;
}

/** What a chat platform must know of a command to offer it, in each language. */
export interface CommandCard {
  readonly name: string;
  /** Its name where it is offered on a message. The message's text is then asked. Null: it is typed. */
  readonly onMessage: Translated | null;
  readonly changesState: boolean;
  readonly visibility: 'asker' | 'channel';
  readonly summary: Translated;
  readonly example: string;
  readonly options: readonly {
    readonly name: string;
    readonly summary: Translated;
    readonly required: boolean;
    readonly choices: boolean;
  }[];
}

/** What answers questions. Never throws: trouble is a reply too. */
export interface Responder {
  answer(question: Question): Promise<Reply>;
  /** Hears whether the answer to a question with `share` was shown to all. */
  shared(reply: Reply, arrived: boolean): void;
  complete(command: string, option: string, typed: string, asker: Asker): Promise<readonly Choice[]>;
  /** What is to be asked before this command is run, within a second or so; null: nothing, so run it. Never throws. */
  form(question: Question): Promise<Form | null>;
}

/** One thing that was tried, and what to know or to do about it. */
export interface Trial {
  /** `Slack, channel C0123456789`. */
  readonly what: string;
  readonly ok: boolean;
  /** A sentence for the operator, or a trouble still to be put into words. */
  readonly say: string | DeliveryTrouble;
}

/** Carries a request; the answer is whole, and bounded in size. Rejects when there is none. */
export type Carry = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** What an HTTP request is answered with; `text` is sent as it is. */
export interface HttpPage {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** By small names; absent: no others. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A question that a program asks by GET. */
export interface Inquiry {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
}

/** What answers programs. */
export interface Inquiries {
  /** The one answer. Never throws. */
  answer(inquiry: Inquiry): Promise<HttpPage>;
}

/** A request to a mount, whole: signatures are made over the raw bytes. */
export interface MountedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A path to which a vendor sends. The server alone reads the request and answers it. */
export interface Mount {
  readonly path: string;
  /** Answers a GET by its query; null: nothing is there to get. */
  readonly greet: ((query: URLSearchParams) => HttpPage) | null;
  /** The bytes a body may have; a larger one is answered with 413. */
  readonly largestBody: number;
  /** Whether the headers can be the vendor's; if not, the answer is 401 and the body stays unread. */
  admits(headers: IncomingHttpHeaders): boolean;
  /** The one answer. What it throws is answered with 500; what takes too long, with 503. */
  answer(request: MountedRequest): Promise<HttpPage>;
}

/** What a chat is to be ready for beside posting. */
export interface Inspected {
  /** What people are to be offered. */
  readonly commands: readonly CommandCard[];
  /** The groups or roles that are mentioned, each in its channel. */
  readonly mentions: readonly { readonly channel: string; readonly group: string }[];
  /** Whether a bot is running, which offers the commands. */
  readonly botRuns: boolean;
}

/** A place where people talk. */
export interface ChatPlatform {
  readonly name: PlatformName;
  /** Connects, offers the commands and answers with the responder. Throws when it cannot. */
  start(commands: readonly CommandCard[], responder: Responder): Promise<void>;
  /** Posts a card. Throws DeliveryError. */
  post(delivery: Delivery): Promise<Posted>;
  /** Posts a picture as a message of its own. Throws DeliveryError. Null: `post` shows a card's picture. */
  readonly postPicture: ((delivery: PictureDelivery) => Promise<Posted>) | null;
  /** How many alerts one message can name, each with a choice of its own; 1: each alert has a message of its own. */
  readonly joins: number;
  /** Replaces a posted card; quiet. Throws DeliveryError. */
  edit(receipt: Receipt, card: Card, amendment: Amendment): Promise<void>;
  /** Tries the credentials, each of the channels, and what else is wanted, without posting. Never throws. */
  inspect(channels: readonly string[], wanted?: Inspected): Promise<readonly Trial[]>;
  /** Where the platform sends its requests, for platforms that do; null: nowhere. */
  readonly http: Mount | null;
  /** Whether it is connected right now. */
  ready(): boolean;
  stop(): Promise<void>;
}
