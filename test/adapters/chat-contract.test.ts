import type { PlatformName } from '../../src/domain/route.js';
import { discordStage } from '../support/chats/discord.js';
import { slackStage } from '../support/chats/slack.js';
import type { ChatStage } from '../support/chats/stage.js';
import { terminalStage } from '../support/chats/terminal.js';
import { webhookStage } from '../support/chats/webhook.js';
import { chatContract } from '../support/contracts/chat-contract.js';

/** Each chat platform on this machine. */
const stages: { readonly [N in PlatformName]: () => Promise<ChatStage> } = {
  slack: slackStage,
  discord: discordStage,
  webhook: webhookStage,
  terminal: terminalStage,
};

for (const [name, stage] of Object.entries(stages)) chatContract(name, stage);
