import { toFix, well, type TrialOf } from './trial-context.js';

/** A proxy that is set is not used, which only matters where nothing else leads to Meta. */
export const proxyTrials: TrialOf = ({ configuration, looks }) => {
  const [name] = configuration.proxies;
  if (name === undefined) return [];
  const isCutOff = looks.some(
    ({ observation }) =>
      observation.kind === 'blind' && ['no-answer', 'too-slow'].includes(observation.cause?.reason ?? ''),
  );
  const fact = `${name} is set, but the bot goes straight to Meta, Slack and Discord.`;
  return [isCutOff ? toFix('Proxy', `${fact} Let this machine reach them without it.`) : well('Proxy', fact)];
};
