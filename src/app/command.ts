import type { Reader } from '../cards/reader.js';
import type { Form, Picture, Reply } from '../cards/card.js';
import type { LimitChange } from '../cards/digest-lists.js';
import type { Changed } from '../domain/attend.js';
import type { WhyChanged } from '../domain/causes/why-changed.js';
import type { Forecast } from '../domain/forecast.js';
import type { LookAhead } from '../domain/look-ahead.js';
import type { Locale } from '../domain/route.js';
import type { Rulebook } from '../domain/rulebook.js';
import type { NumberId, NumberSnapshot, PortfolioId } from '../domain/snapshot.js';
import type { StopShare } from '../domain/stop-share.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { DayOfUsage } from '../domain/peaks.js';
import type { UsualTraffic } from '../domain/usual-traffic.js';
import type { Asker, Choice, PhoneBook, PortfolioPlan } from '../ports.js';
import type { Words } from '../words/index.js';
import type { AuditedDeed, AuditSubject, NotDone } from './audit.js';

/** The names of the commands; every language describes each of them. */
export type CommandName = keyof Words['commands'];
/** The names of a command's options. */
type OptionName<N extends CommandName> = Extract<keyof Words['commands'][N]['options'], string>;

/** A portfolio with its plan, its period's rules and what we know of it. */
export interface Watched {
  readonly plan: PortfolioPlan;
  readonly rulebook: Rulebook;
  readonly state: PortfolioState;
}

/** A number and the portfolio it belongs to. */
export interface WatchedNumber {
  readonly watched: Watched;
  readonly number: NumberSnapshot;
}

/** Platforms show no more choices while somebody types. */
export const mostChoices = 25;

/** What was typed: an option's trimmed text, empty when absent. Also the flags of a button's own command. */
export interface Call<O extends string = string> {
  option(name: O): string;
  readonly flags: ReadonlySet<string>;
}

/** What came of a wish for a fresh look. `wait` is in milliseconds. */
export type Refreshed =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'too-soon'; readonly wait: number };

/** What a deed is done to, in one portfolio. */
export type OwnedSubject = AuditSubject & { readonly portfolio: PortfolioId };

/** What came of a deed, for the audit log; `why` is null when it was done. */
export type Outcome = AuditSubject & { readonly why: NotDone | null };

/** All that a command may know and do. Everything is limited to what the asker may see. */
export interface Context {
  readonly asker: Asker;
  readonly reader: Reader;
  readonly phoneBook: PhoneBook;
  /** The command as it is typed on this platform, with its slash and prefix. */
  typed(name: CommandName, rest?: string): string;
  readonly commandNames: readonly CommandName[];
  /** The portfolios that the asker may ask about. Throws StoreError. */
  portfolios(): Promise<readonly Watched[]>;
  /** The same portfolio with the people counted until now. */
  counted(watched: Watched): Promise<Watched>;
  /** How many of a number's readers asked yesterday to be sent no more; null: not known. */
  stopsYesterday(found: WatchedNumber): Promise<StopShare | null>;
  /** One forecast for each owner of a limit. */
  forecasts(watched: Watched): Promise<readonly Forecast[]>;
  /** The most the moving 24 hours held in the last day. In percent of the limit; null when not known. */
  peak(watched: Watched): Promise<number | null>;
  /** The coming day of a limit that is nearly used up; null when it is not, or not known. */
  ahead(watched: Watched): Promise<LookAhead | null>;
  /** What is usually sent, of a number or of all who share the limit; null when not known. */
  usual(watched: Watched, number: NumberId | null): Promise<UsualTraffic | null>;
  /** How the limit changed since an instant; nothing when the record cannot be read. */
  limitChanges(watched: Watched, since: Instant): Promise<readonly LimitChange[]>;
  /** The last local days of a portfolio's or a number's usage, oldest first; only days fully on record. */
  daysOfUsage(watched: Watched, number: NumberId | null, days: number): Promise<readonly DayOfUsage[]>;
  /** The same days as a picture; null when there is none. */
  picture(watched: Watched, number: NumberId | null, days: number): Promise<Picture | null>;
  /** What changed of a number lately, and what came before. Throws StoreError. */
  why(watched: Watched, number: NumberSnapshot): Promise<WhyChanged>;
  /** How messages of a number were taken, as a picture, with a change marked; null when there is none. */
  signalPicture(watched: Watched, number: NumberSnapshot, change: Instant | null): Promise<Picture | null>;
  /** Whether the asker may act on a portfolio. */
  mayAct(id: PortfolioId): boolean;
  /** Says what the asker's deed is done to, for the audit log. */
  about(on: AuditSubject): void;
  /** Says why the asker's deed was not done, for the audit log. */
  undone(why: NotDone): void;
  /** As `undone`, when nothing that the asker may see has this id: the log says what it is all the same. */
  missed(typed: string, what: 'incident' | 'silence'): Promise<void>;
  /** Looks at a portfolio now. Throws NotAllowed when the asker may not act on it. */
  refresh(id: PortfolioId): Promise<Refreshed>;
  /**
   * Changes a portfolio's state and lets its channels know; `outcome` says for the audit log what came of it. Throws
   * NotAllowed and StoreError.
   */
  change<R>(
    id: PortfolioId,
    step: (state: PortfolioState) => Changed<R>,
    outcome: (result: R) => Outcome,
  ): Promise<R>;
  /**
   * As `change`, for several portfolios, each with a line in the log of its own. What the asker may not act on comes
   * back as null. Throws NotAllowed where that is all, and StoreError.
   */
  changeEach<R>(
    subjects: readonly OwnedSubject[],
    step: (state: PortfolioState) => Changed<R>,
    outcome: (result: R) => Outcome,
  ): Promise<readonly (R | null)[]>;
  /** How many live incidents of a shared message the asker may not see. The log names them. */
  hiddenInJoined(key: string): Promise<number>;
  /** Keeps the asker's language. */
  setLocale(locale: Locale): Promise<void>;
}

/** Something that people can type. Reading never changes state. */
export interface Command {
  readonly name: CommandName;
  /** What can be typed after the name, as in an example. */
  readonly example: string;
  readonly options: readonly {
    readonly name: string;
    readonly required: boolean;
    /** Choices are offered while somebody types. */
    readonly choices: boolean;
  }[];
  readonly visibility: Reply['audience'];
  readonly changesState: boolean;
  /** What a call of it is to do, for the audit log; null, and when absent: it only reads. */
  deed?(call: Call): AuditedDeed | null;
  /** The words that its own buttons write after `--`; absent: none. */
  readonly flags?: readonly string[];
  /** Reads the options from plain text; absent: the first option is the whole text. */
  readonly read?: (text: string) => Readonly<Record<string, string>>;
  run(call: Call, context: Context): Promise<Reply>;
  /** It is understood but not offered; absent: it is offered. */
  readonly hidden?: true;
  /** How much of what was typed is read, in UTF-16 units; absent: 400. */
  readonly longest?: number;
  /** The name under which it is offered on somebody's message, which then is the text; absent: it is typed. */
  readonly onMessage?: (words: Words) => string;
  /** What is asked before it is run from a button; absent: nothing. */
  readonly form?: (reader: Reader) => Form;
  /** Choices for an option, best first. */
  complete?(option: string, typed: string, context: Context): Promise<readonly Choice[]>;
}

/** A command whose name, options and texts belong together. */
export interface CommandOf<N extends CommandName> extends Omit<
  Command,
  'name' | 'options' | 'read' | 'run' | 'complete' | 'deed'
> {
  readonly name: N;
  readonly options: readonly {
    readonly name: OptionName<N>;
    readonly required: boolean;
    readonly choices: boolean;
  }[];
  readonly read?: (text: string) => Readonly<Partial<Record<OptionName<N>, string>>>;
  deed?(call: Call<OptionName<N>>): AuditedDeed | null;
  run(call: Call<OptionName<N>>, context: Context): Promise<Reply>;
  complete?(option: OptionName<N>, typed: string, context: Context): Promise<readonly Choice[]>;
}

/** Checks a command's options against the words for them. */
export function defineCommand<const N extends CommandName>(command: CommandOf<N>): CommandOf<N> {
  return command;
}

/** A private reply. */
export function answered(card: Reply['card']): Reply {
  return { card, audience: 'asker' };
}
