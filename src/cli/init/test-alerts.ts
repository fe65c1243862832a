import type { Configuration } from '../../../config/configuration.js';
import type { RouteTest } from '../../app/route-test.js';
import type { Route } from '../../domain/route.js';
import { deliveryText } from '../../words/trouble-text.js';
import { operator } from '../ask.js';
import type { SetupSession } from './session.js';

/** Sends a test alert through each route, by a bot made for it. */
export type SendTests = (
  configuration: Configuration,
) => Promise<readonly (readonly [route: Route, test: RouteTest])[]>;

/** With a bot of the settings as they are written. */
export const sendTests: SendTests = async (configuration) => {
  const { withBot } = await import('../terminal.js');
  return withBot(configuration, 'read', (bot) =>
    Promise.all(
      configuration.routes.map(async (route) => [route, await bot.testRoute(route, operator(null))] as const),
    ),
  );
};

/** Asks whether to send test alerts, and says how each fared. Resolves to whether none failed. */
export async function testAlerts(
  { prompts, words }: SetupSession,
  configuration: Configuration,
  send: SendTests,
): Promise<boolean> {
  const { setup } = words;
  if (configuration.routes.length === 0) return true;
  prompts.heading(setup.parts.test);
  if (!(await prompts.yes(setup.test.question, true))) return true;
  const tests = await prompts.busy(setup.test.sending, () => send(configuration));
  for (const [{ id }, test] of tests) {
    if (test.kind === 'arrived') prompts.good(setup.test.arrived(id));
    else if (test.kind === 'not-open') prompts.bad(setup.test.notOpen(id));
    else {
      const say = test.kind === 'unclear' ? setup.test.unclear : setup.test.failed;
      prompts.bad(say(id, deliveryText(test.trouble, words)));
    }
  }
  return tests.every(([, { kind }]) => kind === 'arrived');
}
