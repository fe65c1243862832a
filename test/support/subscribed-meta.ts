import { onTestFinished } from 'vitest';
import { graphSource } from '../../src/adapters/graph/graph-source.js';
import type { WabaId } from '../../src/domain/snapshot.js';
import { startSimulator } from '../../src/simulator/server.js';
import { demoAccount, demoStory } from '../../src/simulator/stories/demo.js';
import type { SimApp, SimWaba, World } from '../../src/simulator/world.js';
import type { WebhookSetup } from '../../src/webhook-setup-port.js';
import { fakeClock } from './fakes/clock.js';
import { fakeLog } from './fakes/log.js';
import { noon } from './looks.js';

/** The account of the demo that tests change. */
export const retail = demoAccount.retailId as WabaId;

/** Fields that an app has, at the address that the bot's app has in the demo. */
export const fieldsOf = (...fields: readonly string[]): Partial<SimApp> => ({
  webhooks: { callback: 'https://tierwatch.example/webhooks/meta', fields },
});

/** What is other than in the demo, where all is set up. */
export interface ChangedMeta {
  readonly app?: Partial<SimApp>;
  readonly waba?: Partial<SimWaba>;
}

/** The webhooks of the demo's Meta, changed; the simulator is closed when the test ends. */
export async function subscribedMeta(change: ChangedMeta = {}): Promise<WebhookSetup> {
  const story = demoStory(noon);
  const start: World = {
    ...story.start,
    app: { ...story.start.app, ...change.app },
    portfolios: story.start.portfolios.map((portfolio) => ({
      ...portfolio,
      wabas: portfolio.wabas.map((waba) => (waba.id === retail ? { ...waba, ...change.waba } : waba)),
    })),
  };
  const simulator = await startSimulator({ story: { ...story, start, changes: [] }, now: () => noon });
  const graph = graphSource({
    baseUrl: simulator.url,
    tokenOf: () => ({ token: demoAccount.token, label: 'META_ACCESS_TOKEN' }),
    appSecret: demoAccount.appSecret,
    clock: fakeClock(noon),
    log: fakeLog(),
  });
  onTestFinished(async () => {
    graph.close();
    await simulator.close();
  });
  return graph.webhooks;
}
