import nock from 'nock';
import { afterEach, beforeEach } from 'vitest';
import type { PortfolioId, WabaId } from '../../../src/domain/snapshot.js';
import { instantOf, type Instant } from '../../../src/domain/time.js';
import type { Clock, Log, PortfolioPlan } from '../../../src/ports.js';
import type { GraphSourceOptions } from '../../../src/adapters/graph/graph-source-options.js';
import { graphSource, type OpenGraphSource } from '../../../src/adapters/graph/graph-source.js';

/** Where the tests' Graph stands. */
export const base = 'http://127.0.0.1:4321';
/** A moment in the half hour of 09:00 UTC, within today's price rules. */
export const now = instantOf(Date.UTC(2026, 10, 22, 9, 10));
/** A token that must never be seen anywhere but in a request. */
export const token = 'EAABcanary7secret9token0never1seen';
export const appSecret = 'canary-app-secret-0123456789abcdef';
export const waba = '102290129340398' as WabaId;
export const otherWaba = '104996122399160' as WabaId;
export const business = '506914307656634';

/** A clock that a test turns. */
export interface TurnedClock extends Clock {
  turn(ms: number): void;
}

export function clockAt(at: Instant): TurnedClock {
  let time = at;
  return {
    now: () => time,
    turn(ms) {
      time = instantOf(time + ms);
    },
  };
}

/** A log that keeps its lines as text. */
export interface KeptLog extends Log {
  readonly lines: string[];
}

export function keptLog(): KeptLog {
  const lines: string[] = [];
  const keep =
    (level: string) =>
    (event: string, facts: Readonly<Record<string, unknown>> = {}): void => {
      lines.push(`${level} ${event} ${JSON.stringify(facts)}`);
    };
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** A plan with one named account and no business, unless the test says otherwise. */
export function planOf(changes: Partial<PortfolioPlan> = {}): PortfolioPlan {
  return {
    id: 'waba:102290129340398' as PortfolioId,
    name: 'Toko Maju',
    business: null,
    wabas: [waba],
    rulebook: 'portfolio-2025',
    aliases: {},
    ...changes,
  };
}

/** Meta's time: that of the clock of the newest source, unless a test sets another. */
let metaNow = (): Instant => now;

/** Sets Meta's time, for a test in which it is not ours. */
export function setMetaTime(time: () => Instant): void {
  metaNow = time;
}

/** The tests' Graph, whose answers tell Meta's time as every answer of Graph does. */
export function onGraph(): nock.Scope {
  return nock(base).defaultReplyHeaders({ date: () => new Date(metaNow()).toUTCString() });
}

/** A source on the tests' Graph that never really sleeps. */
export function testSource(
  changes: Partial<GraphSourceOptions> = {},
): OpenGraphSource & { readonly naps: number[] } {
  const naps: number[] = [];
  const { clock = clockAt(now) } = changes;
  setMetaTime(() => clock.now());
  const source = graphSource({
    baseUrl: base,
    tokenOf: () => ({ token, label: 'main' }),
    appSecret: null,
    clock,
    log: keptLog(),
    random: () => 1,
    sleep: async (ms) => {
      naps.push(ms);
    },
    ...changes,
  });
  return { ...source, naps };
}

/** A phone number as Graph answers it. */
export function numberJson(id: string, phone: string, more: Readonly<Record<string, unknown>> = {}): object {
  return {
    id,
    display_phone_number: phone,
    verified_name: `Number ${id}`,
    quality_rating: 'GREEN',
    status: 'CONNECTED',
    name_status: 'APPROVED',
    throughput: { level: 'STANDARD' },
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    health_status: {
      can_send_message: 'AVAILABLE',
      entities: [{ entity_type: 'PHONE_NUMBER', id, can_send_message: 'AVAILABLE' }],
    },
    ...more,
  };
}

/** A point of pricing_analytics so many minutes before `now`, in the half hour that holds that moment. */
export function pointJson(minutesAgo: number, phone: string, volume: number, more: object = {}): object {
  const start = Math.floor((now / 1000 - minutesAgo * 60) / 1800) * 1800;
  return {
    start,
    end: start + 1800,
    phone_number: phone,
    pricing_type: 'REGULAR',
    pricing_category: 'MARKETING',
    volume,
    ...more,
  };
}

/** An account as Graph answers the combined call. */
export function wabaJson(
  numbers: readonly object[],
  points: readonly object[] = [],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id: waba,
    name: 'Shop',
    account_review_status: 'APPROVED',
    owner_business_info: { id: business, name: 'Toko Maju Group' },
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    health_status: {
      can_send_message: 'AVAILABLE',
      entities: [{ entity_type: 'WABA', id: waba, can_send_message: 'AVAILABLE' }],
    },
    phone_numbers: { data: numbers },
    pricing_analytics: { data: [{ data_points: points }] },
    ...more,
  };
}

/** An error as Graph answers it. */
export function errorJson(code: number, message = `(#${code}) No`, more: object = {}): object {
  return { error: { message, type: 'OAuthException', code, fbtrace_id: 'AbC', ...more } };
}

/** Answers `debug_token` in each test of a file, and forgets every answer after it. */
export function graphForEachTest(): void {
  beforeEach(tokenAnswered);
  afterEach(() => {
    nock.cleanAll();
    nock.abortPendingRequests();
  });
}

/** Answers `debug_token` for as long as the test lasts. */
export function tokenAnswered(): void {
  onGraph()
    .persist()
    .get('/v26.0/debug_token')
    .query(true)
    .reply(200, { data: { is_valid: true, expires_at: 0, scopes: ['whatsapp_business_management'] } });
}

/** The nodes under one address, `/v26.0/<path>`. */
export function graphAt(path: string, version = 'v26.0'): nock.Interceptor {
  return onGraph().get(`/${version}/${path}`).query(true);
}
