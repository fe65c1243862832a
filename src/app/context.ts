import type { Picture } from '../cards/card.js';
import type { Reader } from '../cards/reader.js';
import type { Changed } from '../domain/attend.js';
import { reconcile } from '../domain/reconcile.js';
import { oncePer } from '../domain/once-per.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Locale, Route } from '../domain/route.js';
import type { Rulebook } from '../domain/rulebook.js';
import { configuredFor } from '../domain/same-phone.js';
import type { PortfolioId } from '../domain/snapshot.js';
import { freshState, type PortfolioState } from '../domain/state.js';
import type { Asker, Clock, History, Log, PhoneBook, PortfolioPlan, Preferences, Store } from '../ports.js';
import { isLocale, localeOf, wordsOf } from '../words/index.js';
import { shown } from '../words/shorten.js';
import type { Outlook } from './outlook.js';
import { whyNot, type AuditTrail, type NotDone } from './audit.js';
import type { StopsYesterday } from './stops-yesterday.js';
import { behindId, findJoined, subjectOf, typedId } from './find-incident.js';
import type { CauseFinder } from './causes.js';
import type { CountedNow } from './counted-now.js';
import type { CommandName, Context, Outcome, OwnedSubject, Refreshed, Watched } from './command.js';
import { NotAllowed, type Right } from './not-allowed.js';
import type { PictureWanted } from './picture.js';
import { reasonOf } from './reason.js';
import { recordForAnswers } from './record-for-answers.js';
import type { SignalPictureWanted } from './signal-picture.js';
import { watchedOf, withPeopleCounted } from './watched.js';

/** What answering needs from the world. */
export interface AnswerOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly rulebookOf: (plan: PortfolioPlan) => Rulebook;
  readonly routes: readonly Route[];
  /** The route that hears of what nobody acknowledged; null: none. */
  readonly escalateTo: string | null;
  readonly store: Store;
  readonly history: History;
  readonly counted: CountedNow;
  /** Absent: nothing is counted. */
  readonly stopsYesterday?: StopsYesterday;
  readonly outlook: Outlook;
  readonly causes: Pick<CauseFinder, 'why'>;
  /** Draws past days; null when there is nothing to draw. Absent: no pictures. */
  readonly picture?: (wanted: PictureWanted) => Promise<Picture | null>;
  /** Draws how messages were taken; null when there is nothing to draw. Absent: no pictures. */
  readonly signalPicture?: (wanted: SignalPictureWanted) => Promise<Picture | null>;
  readonly preferences: Preferences;
  readonly phoneBook: PhoneBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly defaultLocale: Locale;
  readonly defaultZone: string;
  /** What stands before the names of commands, such as `wa-`. */
  readonly prefix: string;
  readonly may: (asker: Asker, right: Right, portfolio: PortfolioId) => boolean;
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
    if (chosen !== null && isLocale(chosen)) return chosen;
  } catch (error) {
    log.warn('preferences.read-failed', { reason: reasonOf(error) });
  }
  return localeOf(asker.language ?? '') ?? defaultLocale;
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

/** What numbers are called in all plans, where two differ as the first one says. */
const aliasesIn = oncePer((plans: readonly PortfolioPlan[]) =>
  Object.fromEntries(plans.toReversed().flatMap(({ aliases }) => Object.entries(aliases))),
);

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
    alias: (phone) => configuredFor(aliasesIn(plans), phone) ?? null,
  };
}

/** All that one question may know and do. */
export function contextFor(
  asker: Asker,
  reader: Reader,
  commandNames: readonly CommandName[],
  trail: AuditTrail,
  options: AnswerOptions,
): Context {
  const { plans, store, routes, clock, log } = options;
  const telling = { routes, escalateTo: options.escalateTo, notices: [] };
  const mayAct = (id: PortfolioId): boolean => options.may(asker, 'act', id);

  async function changeAs<R>(
    own: AuditTrail,
    id: PortfolioId,
    step: (state: PortfolioState) => Changed<R>,
    outcome: (result: R) => Outcome,
  ): Promise<R> {
    own.about({ portfolio: id });
    const plan = plans.find((one) => one.id === id);
    if (!plan || !mayAct(id)) throw new NotAllowed('act');
    const result = await store.update(id, (saved) => {
      const changed = step(saved ?? freshState(id, plan.name));
      return { state: reconcile(changed.state, telling, clock.now()), result: changed.result };
    });
    const { why, ...on } = outcome(result);
    own.about(on);
    own.end(why);
    return result;
  }

  const change: Context['change'] = async (id, step, outcome) => {
    const result = await changeAs(trail, id, step, outcome);
    options.onQueued();
    return result;
  };

  async function changeEach<R>(
    subjects: readonly OwnedSubject[],
    step: (state: PortfolioState) => Changed<R>,
    outcome: (result: R) => Outcome,
  ): Promise<readonly (R | null)[]> {
    const results: (R | null)[] = [];
    try {
      for (const subject of subjects) {
        const own = trail.apart();
        own.about(subject);
        results.push(
          await changeAs(own, subject.portfolio, step, outcome).catch((error: unknown) => {
            own.end(whyNot(error));
            if (error instanceof NotAllowed) return null;
            throw error;
          }),
        );
      }
    } finally {
      // Once, so that a message that they share is edited once.
      options.onQueued();
    }
    if (results.every((one) => one === null)) throw new NotAllowed('act');
    return results;
  }

  async function refresh(id: PortfolioId): Promise<Refreshed> {
    trail.about({ portfolio: id });
    if (!mayAct(id)) throw new NotAllowed('act');
    const refreshed = await lookNow(id);
    trail.end(refreshed.kind === 'fresh' ? null : refreshed.kind);
    return refreshed;
  }

  async function lookNow(id: PortfolioId): Promise<Refreshed> {
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

  /** A question that finds nothing was answered all the same. */
  function undone(why: NotDone): void {
    if (trail.deed !== 'ask' && trail.deed !== 'share') trail.end(why);
  }

  /** The portfolios that the asker may ask about, or the others. */
  function watched(seen: boolean): Promise<readonly Watched[]> {
    return Promise.all(
      plans
        .filter((plan) => options.may(asker, 'ask', plan.id) === seen)
        .map((plan) => watchedOf(plan, options)),
    );
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
    changeEach,
    about: (on) => trail.about(on),
    undone,
    async missed(typed, what) {
      const hidden = behindId(typed, await watched(false).catch(() => []));
      const id = typedId(typed);
      if (hidden) trail.about(hidden);
      else if (id !== null) trail.about(what === 'silence' ? { silence: id } : { incidents: [id] });
      undone(hidden ? 'may-not-ask' : 'not-found');
    },
    async hiddenInJoined(key) {
      const hidden = findJoined(key, await watched(false));
      for (const found of hidden) {
        const own = trail.apart();
        own.about(subjectOf(found));
        own.end('may-not-ask');
      }
      return hidden.reduce((sum, { incidents }) => sum + incidents.length, 0);
    },
    portfolios: () => watched(true),
    counted: (one) => withPeopleCounted(one, options.counted),
    why: ({ state }, number) => options.causes.why(state, number, reader.now),
    stopsYesterday: async ({ watched: { plan }, number }) =>
      (await options.stopsYesterday?.(plan.id, number.id, reader.zone)) ?? null,
    ...recordForAnswers(options, reader, asker.platform),
    async setLocale(locale) {
      trail.about({ language: locale });
      await options.preferences.setLocale(personOf(asker), locale);
      trail.end(null);
    },
  };
}
