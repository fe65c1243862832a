import fc from 'fast-check';
import type { LedgerFact } from '../../src/domain/ledger/fact.js';
import { facts } from './ledger-facts.js';
import type { LedgerEvent } from './ledger-model.js';
import { noon } from './looks.js';

const hour = 3_600;
const names = ['phone:1', 'phone:2', 'phone:3', 'user:A', 'user:B', 'user:C'];
const numbers = ['81', '82'];
const accounts = ['901', '902'];
const name = fc.constantFrom(...names);
const someNames = fc.uniqueArray(name, { minLength: 1, maxLength: 2 });
/** How long ago a fact was when it arrived, in seconds; it may be told a little ahead. */
const lateness = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 90 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 30 * hour }) },
  { weight: 1, arbitrary: fc.integer({ min: -300, max: 0 }) },
);
const pricing = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.constant({ type: 'regular', category: 'marketing' }) },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'free_customer_service' }, { category: 'service' }) },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'free_entry_point' }, { origin: 'referral_conversion' }) },
);

/** One fact that arrives at a second after noon. */
function factAt(arrives: number): fc.Arbitrary<LedgerFact> {
  const status = fc
    .record({
      who: someNames,
      status: fc.constantFrom('sent', 'sent', 'delivered', 'delivered', 'read', 'played', 'failed'),
      message: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      late: lateness,
      number: fc.constantFrom(...numbers),
      pricing,
      group: fc.integer({ min: 0, max: 11 }).map((n) => n === 0),
    })
    .map(({ who, status, message, late, ...more }) =>
      facts(...who).status(status as 'sent', message, arrives - late, more),
    );
  const wrote = fc
    .record({
      who: someNames,
      late: lateness,
      number: fc.constantFrom(...numbers),
      type: fc.constantFrom('text', 'text', 'image', 'reaction', 'system', 'unsupported'),
      group: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    })
    .map(({ who, late, ...more }) => facts(...who).wrote(arrives - late, more));
  const called = fc
    .record({
      who: someNames,
      late: lateness,
      direction: fc.constantFrom('USER_INITIATED', 'BUSINESS_INITIATED'),
      event: fc.constantFrom('connect', 'terminate'),
    })
    .map(({ who, late, ...more }) => facts(...who).called(arrives - late, more));
  const seen = fc.tuple(name, name).map(([a, b]) => facts(a).seenAs(b));
  const became = fc
    .tuple(someNames, fc.uniqueArray(name, { maxLength: 2 }))
    .map(([a, b]) => facts(...a).became(...b));
  return fc.oneof(
    { weight: 14, arbitrary: status },
    { weight: 4, arbitrary: wrote },
    { weight: 1, arbitrary: called },
    { weight: 1, arbitrary: seen },
    { weight: 1, arbitrary: became },
  );
}

/** A step of a history: how long after the last one, in seconds, and what then happens. */
const step = fc.record({
  wait: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 60 }) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 9 * hour }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 * hour }) },
  ),
  does: fc.oneof(
    { weight: 12, arbitrary: fc.constant('facts' as const) },
    { weight: 2, arbitrary: fc.constant('restart' as const) },
    { weight: 1, arbitrary: fc.constantFrom('told' as const, 'accounts' as const, 'dead' as const) },
  ),
  flip: fc.boolean(),
  account: fc.constantFrom(...accounts),
});

/** What a history tells, and when it is asked at the end. */
export interface LedgerHistory {
  readonly events: readonly LedgerEvent[];
  readonly asked: readonly number[];
}

/** Random histories: duplicates, disorder, restarts and gaps included. They begin at noon. */
export const ledgerHistories: fc.Arbitrary<LedgerHistory> = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 14 }), fc.boolean(), fc.integer({ min: 0, max: 60 }))
  .chain(([steps, isOld, later]) => {
    let clock = 0;
    const times = steps.map(({ wait }) => (clock += wait));
    const bodies = steps.map((_, i) => fc.array(factAt(times[i] ?? 0), { minLength: 1, maxLength: 6 }));
    return fc
      .tuple(fc.tuple(...bodies), fc.array(fc.nat({ max: steps.length - 1 }), { maxLength: 4 }))
      .map(([told, repeated]) => history(steps, times, told, new Set(repeated), isOld, later));
  });

function history(
  steps: readonly {
    does: 'facts' | 'restart' | 'told' | 'accounts' | 'dead';
    flip: boolean;
    account: string;
  }[],
  times: readonly number[],
  told: readonly (readonly LedgerFact[])[],
  repeated: ReadonlySet<number>,
  isOld: boolean,
  later: number,
): LedgerHistory {
  const msOf = (seconds: number): number => noon + seconds * 1_000;
  // Half of the histories begin when counting has long been exact.
  let alive = msOf(isOld ? -60 * hour : 0);
  let known = ['901'];
  const events: LedgerEvent[] = [];
  const liveTo = (to: number): void => {
    events.push({ does: 'live', at: alive, to, accounts: known });
    alive = to - ((to - alive) % 60_000);
  };
  steps.forEach(({ does, flip, account }, i) => {
    const at = msOf(times[i] ?? 0);
    if (does === 'dead') alive = at;
    liveTo(at);
    if (does === 'restart') events.push({ does, at });
    if (does === 'told') events.push({ does, at, account, tells: flip });
    if (does === 'accounts') known = flip ? accounts : ['902'];
    const again = repeated.has(i) ? (told[i - 1] ?? []).toReversed() : [];
    events.push({ does: 'facts', at, facts: [...(told[i] ?? []), ...again] });
  });
  const end = msOf((times.at(-1) ?? 0) + later);
  liveTo(end);
  return { events, asked: [end, end + 10 * hour * 1_000] };
}
