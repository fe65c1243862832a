import type { REST } from 'discord.js';
import {
  InteractionResponseType,
  MessageFlags,
  Routes,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { RenderedMessage } from './embed.js';
import type { Interaction } from './interaction.js';

/** One choice as Discord shows it. */
export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

/**
 * The ways to respond to an interaction, each one request; they throw what Discord's REST throws.
 * https://discord.com/developers/docs/interactions/receiving-and-responding
 */
export interface Responses {
  /** The first response: a new message. */
  reply(to: Interaction, message: RenderedMessage, hidden: boolean): Promise<void>;
  /** The first response: a promise of a new message. Who will see it is settled here. */
  promise(to: Interaction, hidden: boolean): Promise<void>;
  /** The first response: the message with the button changes. */
  update(to: Interaction, message: RenderedMessage): Promise<void>;
  /** The first response: a promise that the message with the button may change. */
  promiseUpdate(to: Interaction): Promise<void>;
  /** Fills in what was promised. */
  fulfil(to: Interaction, message: RenderedMessage): Promise<void>;
  /** Takes the promised message away, so that a message of another visibility can follow. */
  withdraw(to: Interaction): Promise<void>;
  /** One more message, after a promise was fulfilled or withdrawn. */
  follow(to: Interaction, message: RenderedMessage, hidden: boolean): Promise<void>;
  /** The first response: asks for what a command lacks. */
  ask(to: Interaction, modal: APIModalInteractionResponseCallbackData): Promise<void>;
  suggest(to: Interaction, choices: readonly Suggestion[]): Promise<void>;
}

function flagged(hidden: boolean): { readonly flags?: number } {
  return hidden ? { flags: MessageFlags.Ephemeral } : {};
}

/** The responses over REST. They need no token but the interaction's own. */
export function createResponses(rest: REST, applicationId: string): Responses {
  async function first(
    to: Interaction,
    type: InteractionResponseType,
    data: object | null,
    files: RenderedMessage['files'] = [],
  ): Promise<void> {
    const body = data === null ? { type } : { type, data };
    await rest.post(Routes.interactionCallback(to.id, to.token), { auth: false, body, files });
  }
  const original = (to: Interaction) => Routes.webhookMessage(applicationId, to.token);

  return {
    reply: (to, { body, files }, hidden) =>
      first(to, InteractionResponseType.ChannelMessageWithSource, { ...body, ...flagged(hidden) }, files),
    promise: (to, hidden) =>
      first(to, InteractionResponseType.DeferredChannelMessageWithSource, flagged(hidden)),
    update: (to, { body, files }) => first(to, InteractionResponseType.UpdateMessage, body, files),
    promiseUpdate: (to) => first(to, InteractionResponseType.DeferredMessageUpdate, null),
    async fulfil(to, { body, files }) {
      await rest.patch(original(to), { auth: false, body, files });
    },
    async withdraw(to) {
      await rest.delete(original(to), { auth: false });
    },
    async follow(to, { body, files }, hidden) {
      await rest.post(Routes.webhook(applicationId, to.token), {
        auth: false,
        body: { ...body, ...flagged(hidden) },
        files,
      });
    },
    ask: (to, modal) => first(to, InteractionResponseType.Modal, modal),
    suggest: (to, choices) =>
      first(to, InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
  };
}
