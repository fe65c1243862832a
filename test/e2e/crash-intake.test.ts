import { existsSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openStores } from '../../src/stores.js';
import { DAY } from '../../src/domain/time.js';
import { fakeLog } from '../support/fakes/log.js';
import {
  hasAlert,
  intakeAt,
  intakeBodies,
  intakePlan,
  peoplePerBody,
  type IntakeScript,
} from './crash/intake-bodies.js';
import { builtChild } from './crash/life.js';
import { killsFor, patienceFor, playLives, reportKills } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(0.3);
const patience = patienceFor(kills);

interface Kept {
  /** People in the count, sure or not. */
  readonly people: number;
  /** Alerts that wait to be told, by what they say. */
  readonly alerts: readonly string[];
  readonly answered: number;
}

const alertsIn = (bodies: number): readonly string[] =>
  intakeBodies.flatMap((_, body) => (body < bodies && hasAlert(body) ? [`TYPE_${String(body)}`] : []));

onEveryStore({ neighbour: [intakePlan.id] }, (places) => {
  let child: string;
  beforeAll(async () => {
    child = await builtChild('intake-child');
  }, 180_000);

  async function keptBy(life: number): Promise<Kept> {
    const log = fakeLog();
    const answers = places.besideOf(life);
    const answered = existsSync(answers) ? statSync(answers).size : 0;
    const stores = await openStores({
      url: places.urlOf(life),
      access: 'write',
      keeping: { halfHours: 8 * DAY, hours: 60 * DAY, days: 730 * DAY },
      log,
    });
    try {
      await stores.ledger.alive(intakePlan.id, intakePlan.wabas, intakeAt);
      const figure = await stores.ledger.figure(intakePlan.id, intakeAt);
      const state = await stores.store.read(intakePlan.id);
      return {
        people: (figure?.releases ?? []).reduce((sum, { recipients }) => sum + recipients, 0),
        alerts: (state?.outbox.notifications ?? []).map(
          (one) => JSON.stringify(one).match(/TYPE_\d+/)?.[0] ?? '',
        ),
        answered,
      };
    } finally {
      await stores.store.close();
    }
  }

  describe('a process that is killed while it takes webhooks', () => {
    it(
      `answered 200 only what is on disk, and counts and tells all of it once (${kills} kills)`,
      async () => {
        const { deaths, count } = await playLives({
          child,
          places,
          script: (life, killAt): IntakeScript => ({
            store: places.urlOf(life),
            answers: places.besideOf(life),
            killAt,
          }),
          kills,
          perLife: 4,
          latest: () => 60,
          async killed(life) {
            const { people, alerts, answered } = await keptBy(life);
            expect(people).toBeGreaterThanOrEqual(answered * peoplePerBody);
            expect(people).toBeLessThanOrEqual((answered + 1) * peoplePerBody);
            expect(new Set(alerts).size).toBe(alerts.length);
            expect(alerts).toEqual(expect.arrayContaining([...alertsIn(answered)]));
            expect(alertsIn(answered + 1)).toEqual(expect.arrayContaining([...alerts]));
          },
          async ended(life) {
            expect(await keptBy(life)).toEqual({
              people: intakeBodies.length * peoplePerBody,
              alerts: alertsIn(intakeBodies.length),
              answered: intakeBodies.length,
            });
          },
        });
        reportKills(`${places.engine}: ${deaths.length} kills in ${count} lives of webhooks`, deaths);
        expect(deaths.length).toBeGreaterThanOrEqual(kills);
      },
      patience,
    );
  });
});
