import type { Configuration } from '../../../config/configuration.js';
import type { Instant } from '../../domain/time.js';
import type { Log } from '../../ports.js';
import type { Words } from '../../words/index.js';
import type { Draft } from './draft.js';
import type { Prompts } from './prompts.js';

/** What every part of the set-up works with. */
export interface SetupSession {
  readonly prompts: Prompts;
  readonly words: Words;
  readonly draft: Draft;
  readonly now: () => Instant;
  readonly log: Log;
}

/** The configuration as it would be now. Throws when not even that can be read. */
export function configurationIn({ draft }: Pick<SetupSession, 'draft'>): Configuration {
  const { configuration } = draft.survey();
  if (configuration === null) throw new Error('The settings cannot be read.');
  return configuration;
}
