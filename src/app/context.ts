import type { Picture } from '../cards/card.js';
import type { LimitChange } from '../cards/digest-lists.js';
import type { Reader } from '../cards/reader.js';
import type { Changed } from '../domain/attend.js';
import type { Forecast } from '../domain/forecast.js';
import { metaTime } from '../domain/meta-time.js';
import type { DayOfUsage } from '../domain/peaks.js';
import type { Instant } from '../domain/time.js';
import { reconcile } from '../domain/reconcile.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Locale, Route } from '../domain/route.js';
import type { Rulebook } from '../domain/rulebook.js';
import type { NumberId, PortfolioId } from '../domain/snapshot.js';
import { freshState, type PortfolioState } from '../domain/state.js';
import type { Asker, Clock, History, Log, PhoneBook, PortfolioPlan, Preferences, Store } from '../ports.js';
import { wordsOf } from '../words/index.js';
import { shown } from '../words/shorten.js';
import type { Outlook } from './outlook.js';
import { NotAllowed, type CommandName, type Context, type Refreshed, type Watched } from './command.js';
import { knownDays, readPast } from './past.js';
import type { PictureWanted } from './picture.js';
import { reasonOf } from './reason.js';

/** What people may do: ask questions, or act (acknowledge, silence, look afresh). */
export type Deed = 'ask' | 'act';

/** What answering needs from the world. */
export interface AnswerOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly rulebookOf: (plan: PortfolioPlan) => Rulebook;
  readonly routes: readonly Route[];
  /** The route that hears of what nobody acknowledged; null: none. */
  readonly escalateTo: string | null;
  readonly store: Store;
  readonly history: History;
  readonly outlook: Outlook;
  /** Draws past days; null when there is nothing to draw. Absent: no pictures. */
  readonly picture?: (wanted: PictureWanted) => Promise<Picture | null>;
  readonly preferences: Preferences;
  readonly phoneBook: PhoneBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly defaultLocale: Locale;
  readonly defaultZone: string;
  /** What stands before the names of commands, such as `wa-`. */
  readonly prefix: string;
  readonly may: (asker: Asker, deed: Deed, portfolio: PortfolioId) => boolean;
  readonly isMasked: (asker: Asker) => boolean;
  /** Looks at a portfolio now; looks that are under way are shared. Throws StoreError. */
  readonly look: (id: PortfolioId) => Promise<unknown>;
  /** Milliseconds from one look to the next that somebody may ask for. */
  readonly refreshAfter: number;
  /** Called after the outbox may have grown. */
  readonly onQueued: () => void;
}

/** The language for somebody: what they chose, else the platform's word for them, else the default. Never throws. */
export async function localeFor(asker: Asker, options: AnswerOptions): Promise<Locale> {
  const { preferences, defaultLocale, log } = options;
  try {
    const chosen = await preferences.localeOf(personOf(asker));
    if (chosen !== null) return chosen;
  } catch (error) {
    log.warn('preferences.read-failed', { reason: reasonOf(error) });
  }
  const language = asker.language?.toLowerCase().split(/[-_]/)[0];
  if (language === 'id' || language === 'in') return 'id';
  return language === 'en' ? 'en' : defaultLocale;
}

/** Who somebody is in the store: `platform:user`. */
export function personOf(asker: Asker): string {
  return `${asker.platform}:${asker.user}`;
}

const longestName = 60;

/** Who did something, as others are to read it: by the name they bear there, else as in the store. */
export function signatureOf(asker: Asker): string {
  const name = asker.name === null ? '' : shown(asker.name, longestName);
  return name === '' ? personOf(asker) : name;
}

/** Who reads the answer, in which language, zone and at which time. */
export function readerFor(asker: Asker, locale: Locale, options: AnswerOptions): Reader {
  const { plans, routes, phoneBook, clock, defaultZone } = options;
  const route = routes.find((one) => one.platform === asker.platform && one.channel === asker.channel);
  return {
    words: wordsOf[locale],
    zone: route?.timezone ?? defaultZone,
    now: clock.now(),
    masked: options.isMasked(asker),
    print: (phone) => phoneBook.print(phone),
    alias: (phone) => {
      const plan = plans.find(({ aliases }) => Object.hasOwn(aliases, phone));
      return plan?.aliases[phone] ?? null;
    },
  };
}

/** All that one question may know and do. */
export function contextFor(
  asker: Asker,
  reader: Reader,
  commandNames: readonly CommandName[],
  options: AnswerOptions,
): Context {
  const { plans, store, routes, clock, log } = options;
  const telling = { routes, escalateTo: options.escalateTo, notices: [] };
  const mayAct = (id: PortfolioId): boolean => options.may(asker, 'act', id);

  async function change<R>(id: PortfolioId, step: (state: PortfolioState) => Changed<R>): Promise<R> {
    const plan = plans.find((one) => one.id === id);
    if (!plan || !mayAct(id)) throw new NotAllowed();
    const result = await store.update(id, (saved) => {
      const changed = step(saved ?? freshState(id, plan.name));
      return { state: reconcile(changed.state, telling, clock.now()), result: changed.result };
    });
    options.onQueued();
    return result;
  }

  async function refresh(id: PortfolioId): Promise<Refreshed> {
    if (!mayAct(id)) throw new NotAllowed();
    const lookedAt = (await store.read(id))?.lookedAt ?? null;
    const now = clock.now();
    const rest = lookedAt === null ? null : waitFrom(lookedAt, options.refreshAfter);
    if (rest && isOn(rest, now)) return { kind: 'too-soon', wait: rest.to - now };
    try {
      await options.look(id);
      return { kind: 'fresh' };
    } catch (error) {
      log.error('refresh.failed', { portfolio: id, reason: reasonOf(error) });
      return { kind: 'failed' };
    }
  }

  return {
    asker,
    reader,
    phoneBook: options.phoneBook,
    typed: (name, rest) => `/${options.prefix}${name}${rest === undefined || rest === '' ? '' : ` ${rest}`}`,
    commandNames,
    mayAct,
    refresh,
    change,
    portfolios: () =>
      Promise.all(
        plans
          .filter((plan) => options.may(asker, 'ask', plan.id))
          .map(async (plan): Promise<Watched> => ({
            plan,
            rulebook: options.rulebookOf(plan),
            state: (await store.read(plan.id)) ?? freshState(plan.id, plan.name),
          })),
      ),
    forecasts: (watched) => forecastsFor(watched, options),
    peak: (watched) => peakOf(watched, options),
    limitChanges: (watched, since) => limitChangesOf(watched, since, options),
    daysOfUsage: (watched, number, days) => daysOfUsage(watched, number, days, reader, options),
    picture: ({ state }, number, days) =>
      pictureOf({ state, number, days, reader, platform: asker.platform }, options),
    setLocale: (locale) => options.preferences.setLocale(personOf(asker), locale),
    wordsOf: (locale) => wordsOf[locale],
    languages: { en: wordsOf.en.language, id: wordsOf.id.language },
  };
}

/** What is to be expected; nothing when the record cannot be read, which is logged. */
async function forecastsFor(
  { plan, state }: Watched,
  { outlook, log }: AnswerOptions,
): Promise<readonly Forecast[]> {
  try {
    return await outlook.forecasts(plan, state);
  } catch (error) {
    log.error('history.read-failed', { portfolio: plan.id, reason: reasonOf(error) });
    return [];
  }
}

/** The most of the last day; null when the record cannot be read, which is logged. */
async function peakOf({ plan, state }: Watched, { outlook, log }: AnswerOptions): Promise<number | null> {
  try {
    return await outlook.peak(plan, state);
  } catch (error) {
    log.error('history.read-failed', { portfolio: plan.id, reason: reasonOf(error) });
    return null;
  }
}

/** What is on record of the limit; nothing when the record cannot be read, which is logged. */
async function limitChangesOf(
  { plan, state }: Watched,
  since: Instant,
  { outlook, log }: AnswerOptions,
): Promise<readonly LimitChange[]> {
  try {
    return await outlook.limitChanges(plan, state, since);
  } catch (error) {
    log.error('history.read-failed', { portfolio: plan.id, reason: reasonOf(error) });
    return [];
  }
}

/** A picture is a bonus: without it the figures still come. */
async function pictureOf(wanted: PictureWanted, options: AnswerOptions): Promise<Picture | null> {
  try {
    return (await options.picture?.(wanted)) ?? null;
  } catch (error) {
    options.log.warn('picture.failed', { portfolio: wanted.state.portfolio, reason: reasonOf(error) });
    return null;
  }
}

/** Days whose moving 24 hours are all on record; what is not on record is unknown, not nothing. */
async function daysOfUsage(
  { plan, state }: Watched,
  number: NumberId | null,
  days: number,
  reader: Reader,
  { history }: AnswerOptions,
): Promise<readonly DayOfUsage[]> {
  const { zone } = reader;
  const now = metaTime(reader.now, state.sight?.snapshot);
  return knownDays(await readPast(history, { portfolio: plan.id, number, days, zone, now }));
}
