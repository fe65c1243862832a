import type { WebClient } from '@slack/web-api';
import type { Trial } from '../../ports.js';
import { deliveryErrorOf } from './delivery-error.js';

/** Scopes without which the bot cannot do its work. The others only make it better. */
const neededScopes = ['chat:write', 'commands'];

/**
 * Tries the bot token, its scopes and each channel. Reading one message of a channel shows that it is there and that
 * the bot is in it; nothing is posted. https://docs.slack.dev/reference/methods/conversations.history
 */
export async function inspectSlack(web: WebClient, channels: readonly string[]): Promise<readonly Trial[]> {
  const tried = async (what: string, work: () => Promise<string>): Promise<Trial> => {
    try {
      return { what, ok: true, say: await work() };
    } catch (error) {
      const say = error instanceof MissingScopes ? error.message : deliveryErrorOf(error, 'repeatable').message;
      return { what, ok: false, say };
    }
  };
  const identity = await tried('Slack, bot token', async () => {
    const self = await web.auth.test();
    const scopes = self.response_metadata?.scopes;
    const missing = scopes ? neededScopes.filter((scope) => !scopes.includes(scope)) : [];
    if (missing.length > 0) throw new MissingScopes(missing);
    return `It belongs to ${self.user ?? 'the bot'} in ${self.team ?? 'this workspace'}.`;
  });
  if (!identity.ok) return [identity];
  const trials: Trial[] = [identity];
  for (const channel of channels) {
    trials.push(
      await tried(`Slack, channel ${channel}`, async () => {
        await web.conversations.history({ channel, limit: 1 });
        return 'The bot is in it.';
      }),
    );
  }
  return trials;
}

class MissingScopes extends Error {
  override readonly name = 'MissingScopes';
  constructor(missing: readonly string[]) {
    super(`The token lacks ${missing.join(' and ')}. Reinstall the app from its manifest.`);
  }
}
