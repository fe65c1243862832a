import { afterEach, describe, expect, it, vi } from 'vitest';
import { HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { secretIn } from '../support/e2e/secrets.js';
import { setStage, type Stage } from '../support/e2e/stage.js';
import { slackFault } from '../support/slack/faults.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 60_000 });

const settings = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
  - to: slack:${SLACK}
  - to: discord:${DISCORD}
`;

/** A way to lose the line on which a chat sends what people do, for good. */
interface Loss {
  readonly chat: 'slack' | 'discord';
  readonly how: string;
  readonly logged: string;
  readonly lose: (stage: Stage) => Promise<void>;
}

const losses: readonly Loss[] = [
  {
    chat: 'slack',
    how: 'refuses the app token when its line is opened again',
    logged: 'slack.refused',
    lose: async ({ shop: { slack } }) => {
      slack.faults.always('apps.connections.open', slackFault.refused('invalid_auth'));
      await slack.dropSocket();
    },
  },
  {
    chat: 'discord',
    how: 'hangs up with 4004',
    logged: 'discord.disconnected',
    lose: ({ shop: { discord } }) => discord.gateway.close(4004),
  },
];

let stage: Stage | null = null;
const stray: unknown[] = [];
const keep = (reason: unknown): void => void stray.push(reason);
afterEach(async () => {
  process.off('unhandledRejection', keep);
  await stage?.close();
  stage = null;
});

describe('when a chat', () => {
  it.each(losses)('$how ($chat), the other one, the looks and the alerts go on', async (loss) => {
    stray.length = 0;
    process.on('unhandledRejection', keep);
    const begins = Math.floor((Date.now() - 12 * HOUR) / HALF_HOUR) * HALF_HOUR;
    const set = await setStage(demoStory(begins), begins, settings);
    stage = set;
    set.passTo(HOUR);
    await set.start();
    const { slack, discord } = set.shop;
    const readiness = async (): Promise<unknown> => {
      const answer = await fetch(`${set.url()}/readyz`);
      return [answer.status, await answer.json()];
    };
    await set.lookAt(1.5 * HOUR);
    await vi.waitFor(
      async () => expect(await readiness()).toEqual([200, { ready: true, missing: [] }]),
      10_000,
    );

    await loss.lose(set);
    const events = (): readonly string[] => set.log.lines.map(({ event }) => event);
    await vi.waitFor(() => expect(events()).toContain(loss.logged), 10_000);
    expect(await readiness()).toEqual([503, { ready: false, missing: [`${loss.chat} is not connected`] }]);
    const line = set.log.lines.find(({ event }) => event === loss.logged);
    expect(line?.level).toBe('error');

    if (loss.chat === 'slack') {
      const answer = await discord.sendCommand({ name: 'numbers' }).reply();
      expect(JSON.stringify(answer.embeds)).toContain('Toko Maju');
    } else {
      const answer = await slack.sendSlash({ command: '/numbers' }).posted();
      expect(JSON.stringify(answer[0]?.body)).toContain('Toko Maju');
    }

    await set.lookAt(demoMoments.promoYellow + 5 * MINUTE);
    // Posting needs no line: Slack takes messages by its Web API, Discord by REST.
    const told = (): boolean => slack.messages.list().length === 1 && discord.messages.list().length === 1;
    await vi.waitFor(() => expect(told()).toBe(true), 10_000);

    expect(stray).toEqual([]);
    expect(secretIn(JSON.stringify(set.log.lines), set.shop.secrets)).toBeNull();
    expect(await readiness()).toMatchObject([503, { missing: [`${loss.chat} is not connected`] }]);
  });
});
