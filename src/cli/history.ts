import type { Configuration } from '../../config/configuration.js';
import { phoneBook } from '../adapters/phone/phone-book.js';
import { systemClock } from '../adapters/system/clock.js';
import { jsonLog } from '../adapters/system/log.js';
import { secretValues } from '../../config/secret.js';
import { foldedName, matchNumber } from '../app/match-number.js';
import type { Watched } from '../app/command.js';
import { readPast } from '../app/past.js';
import { pastRows, type PastRow } from '../domain/history/past-days.js';
import { maskedPhone } from '../domain/phone.js';
import type { Rulebook } from '../domain/rulebook.js';
import { metaTime } from '../domain/meta-time.js';
import { configuredFor } from '../domain/same-phone.js';
import type { NumberSnapshot } from '../domain/snapshot.js';
import { freshState } from '../domain/state.js';
import { isoOf, type Instant } from '../domain/time.js';
import type { PortfolioPlan } from '../ports.js';
import { openStores } from '../stores.js';
import { cleaned } from '../words/shorten.js';
import { csvLine } from './csv.js';
import { progressOf, type ProgressScreen } from './progress.js';
import type { Deed, Terminal } from './terminal.js';

/** What is asked of the past. */
export interface HistoryFlags {
  /** A number as people type it; absent: every number, and each portfolio as a whole. */
  readonly number?: string;
  /** The name of one portfolio. */
  readonly portfolio?: string;
  readonly days: number;
  /** Without it, CSV. */
  readonly json?: true;
}

/** Whose rows: a number, or (null) all numbers of the portfolio together. */
interface Owner {
  readonly plan: PortfolioPlan;
  readonly number: NumberSnapshot | null;
}

const columns = [
  'portfolio',
  'number',
  'name',
  'day',
  'zone',
  'total',
  'peak',
  'peak_at',
  'limit',
  'percent',
  'quality',
] as const;

/** Prints days of the past from the store, which another process may be writing. Sends and changes nothing. */
export function printHistory(
  flags: HistoryFlags,
  screen: ProgressScreen,
  now: Instant = systemClock.now(),
): Deed {
  return async (configuration, terminal) => {
    const stores = await openStores({
      url: configuration.storeUrl,
      access: 'read',
      keeping: configuration.historyKept,
      log: jsonLog({ level: 'error', secrets: secretValues(configuration) }),
    });
    try {
      const states = await Promise.all(
        configuration.portfolios.map(async (plan): Promise<Watched> => ({
          plan,
          rulebook: rulebookOf(plan, configuration),
          state: (await stores.store.read(plan.id)) ?? freshState(plan.id, plan.name),
        })),
      );
      const owners = ownersOf(states, flags, configuration, terminal);
      if (owners === null) return 1;
      const print = flags.json ? jsonPrinter(terminal) : csvPrinter(terminal);
      const progress = progressOf(owners.length, 'numbers', screen);
      for (const { plan, number } of owners) {
        const look = states.find((watched) => watched.plan === plan)?.state.sight?.snapshot;
        const past = await readPast(stores.history, {
          portfolio: plan.id,
          number: number?.id ?? null,
          days: flags.days,
          zone: configuration.timezone,
          now: metaTime(now, look),
        });
        const who = {
          portfolio: plan.name,
          number: number && phoneOf(number, configuration),
          name: number && nameOf(plan, number),
        };
        for (const row of pastRows(past)) print.row(who, row);
        progress.step();
      }
      progress.end();
      print.end();
      return 0;
    } finally {
      await stores.close();
    }
  };
}

/** Null when there is no such number or portfolio, which is then said. */
function ownersOf(
  all: readonly Watched[],
  { number, portfolio }: HistoryFlags,
  configuration: Configuration,
  terminal: Terminal,
): readonly Owner[] | null {
  const asked = portfolio === undefined ? null : foldedName(portfolio);
  const watching = all.filter(({ plan }) => asked === null || foldedName(plan.name) === asked);
  if (watching.length === 0) {
    terminal.error(`There is no portfolio ${JSON.stringify(portfolio ?? '')}.`);
    return null;
  }
  const numbers = watching.flatMap(({ plan, state }) =>
    (state.sight?.snapshot.numbers ?? []).map((one): Owner => ({ plan, number: one })),
  );
  if (number === undefined) {
    return watching.flatMap(({ plan }) => [
      { plan, number: null },
      ...numbers.filter((one) => one.plan === plan),
    ]);
  }
  const candidates = watching.flatMap((watched) =>
    (watched.state.sight?.snapshot.numbers ?? []).map((one) => ({ watched, number: one })),
  );
  const match = matchNumber(number, candidates, phoneBook(configuration.defaultCountry));
  if (match.kind === 'one') return [{ plan: match.found.watched.plan, number: match.found.number }];
  const near = (match.kind === 'several' ? match.found : match.closest).slice(0, 5);
  const names = near.map(
    (one) => `${phoneOf(one.number, configuration)} ${nameOf(one.watched.plan, one.number)}`,
  );
  terminal.error(
    [
      match.kind === 'several'
        ? `Several numbers fit ${JSON.stringify(number)}:`
        : `No number fits ${JSON.stringify(number)}.`,
      ...(match.kind === 'none' && names.length > 0 ? ['The closest:'] : []),
      ...names,
    ].join('\n'),
  );
  return null;
}

function rulebookOf(plan: PortfolioPlan, { rulebooks }: Configuration): Rulebook {
  const rulebook = rulebooks.get(plan.rulebook);
  if (!rulebook) throw new Error(`There is no rulebook named ${plan.rulebook}.`);
  return rulebook;
}

function phoneOf({ phone, display, id }: NumberSnapshot, { maskNumbers }: Configuration): string {
  if (phone === null) return maskNumbers ? `•••${display.slice(-4)}` : display || id;
  return maskNumbers ? maskedPhone(phone) : phone;
}

function nameOf(plan: PortfolioPlan, { phone, name }: NumberSnapshot): string {
  const alias = phone === null ? undefined : configuredFor(plan.aliases, phone);
  return cleaned(alias ?? name ?? '');
}

interface Who {
  readonly portfolio: string;
  readonly number: string | null;
  readonly name: string | null;
}

interface Printer {
  row(who: Who, row: PastRow): void;
  end(): void;
}

function shareOf({ peak, limit }: PastRow): number | null {
  if (peak === null || limit === null || !Number.isFinite(limit) || limit <= 0) return null;
  return Math.floor((peak / limit) * 1_000 + 1e-9) / 10;
}

function csvPrinter(terminal: Terminal): Printer {
  terminal.out(csvLine(columns));
  return {
    row(who, row) {
      const { day, zone, total, peak, peakAt, limit, quality } = row;
      const cap = limit === Number.POSITIVE_INFINITY ? 'unlimited' : limit;
      const when = peakAt === null ? null : isoOf(peakAt);
      terminal.out(
        csvLine([
          who.portfolio,
          who.number,
          who.name,
          day,
          zone,
          total,
          peak,
          when,
          cap,
          shareOf(row),
          quality,
        ]),
      );
    },
    end: () => undefined,
  };
}

function jsonPrinter(terminal: Terminal): Printer {
  const rows: object[] = [];
  return {
    row(who, row) {
      const { peakAt, limit } = row;
      rows.push({
        ...who,
        ...row,
        peakAt: peakAt === null ? null : isoOf(peakAt),
        limit: limit === Number.POSITIVE_INFINITY ? 'unlimited' : limit,
        percent: shareOf(row),
      });
    },
    end: () => terminal.out(JSON.stringify({ rows }, null, 2)),
  };
}
