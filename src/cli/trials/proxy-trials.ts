import { well, type TrialOf } from './trial-context.js';

/** Says that a proxy which is set is not used. Whether Meta and the chats are reached without it, their lines say. */
export const proxyTrials: TrialOf = ({ configuration }) => {
  const [name] = configuration.proxies;
  if (name === undefined) return [];
  const fact = `${name} is set, but the bot goes straight to Meta, Slack and Discord.`;
  return [
    well('Proxy', `${fact} If one of them is not reached, let this machine reach it without the proxy.`),
  ];
};
