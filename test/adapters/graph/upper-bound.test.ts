import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GraphSourceOptions } from '../../../src/adapters/graph/graph-source-options.js';
import { graphSource } from '../../../src/adapters/graph/graph-source.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { HOUR, instantOf } from '../../../src/domain/time.js';
import type { SimFault } from '../../../src/simulator/faults.js';
import type { SimBurst } from '../../../src/simulator/volume.js';
import { simulate } from '../../simulator/calling.js';
import { aNumber, appSecret, aWaba, noon, storyOf, token } from '../../simulator/world-for-tests.js';
import { clockAt, keptLog, planOf } from './graph-answers.js';
import { seenBy } from './seen.js';

const now = instantOf(noon);
const plan = planOf({ id: '1001' as PortfolioId, business: '1001', wabas: [] });
const templates = [
  'MARKETING',
  'MARKETING_LITE',
  'UTILITY',
  'AUTHENTICATION',
  'AUTHENTICATION_INTERNATIONAL',
] as const;
const types = ['REGULAR', 'FREE_CUSTOMER_SERVICE', 'FREE_ENTRY_POINT'] as const;

const aSend = fc.record({
  numberId: fc.constantFrom('3001', '3002'),
  category: fc.constantFrom(...templates, 'SERVICE', 'REFERRAL_CONVERSION', 'SOMETHING_NEW'),
  type: fc.constantFrom(...types),
  at: fc.integer({ min: 1, max: 24 * 60 - 1 }).map((minutes) => noon - minutes * 60_000),
  total: fc.integer({ min: 1, max: 500 }),
});

/** What Meta may count: templates that nobody says went into a service window. */
function mayCount({ category, type }: SimBurst): boolean {
  return type !== 'FREE_CUSTOMER_SERVICE' && category !== 'SERVICE';
}

async function usedOf(sends: readonly SimBurst[], faults: readonly SimFault[] = []): Promise<number> {
  const story = storyOf([aWaba('2001', { numbers: [aNumber('3001'), aNumber('3002')] })], { sends });
  const simulator = await simulate(story, { faults: [...faults] });
  const options: GraphSourceOptions = {
    baseUrl: simulator.url,
    tokenOf: () => ({ token, label: 'main' }),
    appSecret,
    clock: clockAt(now),
    log: keptLog(),
    sleep: () => Promise.resolve(),
  };
  const source = graphSource(options);
  try {
    // What is refused is learned in the first look and left out in the second.
    await seenBy(source, plan, now);
    const { usage } = await seenBy(source, plan, now);
    if (!usage.known) throw new Error(`Usage is not known: ${usage.why}`);
    return usage.value.recipients;
  } finally {
    source.close();
  }
}

test('whatever is sent, all messages that may have gone outside a service window are counted, and no others', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aSend, { maxLength: 12 }), async (sends) => {
      const truth = sends.filter(mayCount).reduce((sum, { total }) => sum + total, 0);
      expect(await usedOf(sends)).toBe(truth);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('where volume by price is refused, the looser bound is at least as high', async () => {
  const faults: readonly SimFault[] = [{ kind: 'refuse-fields', fields: ['pricing_analytics'] }];
  await fc.assert(
    fc.asyncProperty(fc.array(aSend, { maxLength: 12 }), async (sends) => {
      const truth = sends.filter(mayCount).reduce((sum, { total }) => sum + total, 0);
      expect(await usedOf(sends, faults)).toBeGreaterThanOrEqual(truth);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('people who came by an advertisement and got a promotion two days later are counted', async () => {
  const send = { numberId: '3001', type: 'FREE_ENTRY_POINT', at: noon - HOUR };
  const sends = [
    { ...send, category: 'MARKETING', total: 40 },
    { ...send, category: 'SERVICE', total: 9_000 },
  ];
  expect(await usedOf(sends)).toBe(40);
});
