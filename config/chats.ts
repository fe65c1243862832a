import type { Route } from '../src/domain/route.js';
import type { Need, PlatformDescription, Values } from '../src/platform-description.js';
import { allPlatforms } from '../src/platforms.js';
import type { ChatSettings, Configuration } from './configuration.js';
import type { Environment } from './env.js';
import type { Needs } from './needs.js';
import type { Notes } from './notes.js';

type Read = Pick<ChatSettings, 'state'> & { readonly values: Values };

/** How to reach the chats that are needed. What is missing goes into the notes. */
export function readChats(
  environment: Environment,
  routes: readonly Route[],
  needs: Needs,
  notes: Notes,
): Configuration['chats'] {
  const led = routes.filter(needs.routes);
  const chats = allPlatforms.map((platform): [string, Read] => {
    const values = environment.chats.get(platform.name) ?? {};
    const why = reasonToOpen(platform, led, needs, values);
    if (why === null) return [platform.name, { values, state: 'unused' }];
    const missing = [...platform.needs, ...channelNeeds(platform, led)].filter(({ oneOf }) =>
      oneOf.every((name) => isUnset(values, name)),
    );
    for (const { oneOf, remedy, onlyToAnswer } of missing) {
      if (needs.answering || onlyToAnswer !== true) notes.missing(oneOf[0], `It is not set${why}; ${remedy}`);
    }
    const isReady = missing.every(({ onlyToAnswer }) => onlyToAnswer === true);
    return [platform.name, { values, state: isReady ? 'ready' : 'incomplete' }];
  });
  // Each platform's values were read by its own list of variables.
  return Object.fromEntries(chats) as unknown as Configuration['chats'];
}

/** What the channels need to which routes lead. */
function channelNeeds({ name, ofChannels }: PlatformDescription, routes: readonly Route[]): readonly Need[] {
  const channels = routes.flatMap(({ platform, channel }) => (platform === name ? [channel] : []));
  return [...new Set(channels)].flatMap((channel) => ofChannels?.needs(channel) ?? []);
}

function isUnset(values: Values, name: string): boolean {
  return (values[name] ?? null) === null;
}

/** Why a platform is opened, to follow "It is not set"; null: nothing asks for it. */
function reasonToOpen(
  { name, title, askedForBy }: PlatformDescription,
  routes: readonly Route[],
  { chats, answering }: Needs,
  values: Values,
): string | null {
  if (routes.some(({ platform }) => platform === name)) return `, and a route leads to ${title}`;
  const asking = answering ? askedForBy.find((variable) => !isUnset(values, variable)) : undefined;
  if (asking !== undefined) return `, and ${asking} is set`;
  return chats.includes(name) ? '' : null;
}
