import type { Route } from '../src/domain/route.js';
import type { Need, PlatformDescription, Values } from '../src/platform-description.js';
import { allPlatforms } from '../src/platforms.js';
import type { ChatSettings, Configuration } from './configuration.js';
import type { Environment } from './env.js';
import type { Notes } from './notes.js';

/** How to reach the chats that a route or a token asks for. What is missing goes into the notes. */
export function readChats(
  environment: Environment,
  routes: readonly Route[],
  notes: Notes,
): Configuration['chats'] {
  const settings = allPlatforms.map(
    (platform): [string, Pick<ChatSettings, 'ready'> & { values: Values }] => {
      const values = environment.chats.get(platform.name) ?? {};
      const why = reasonToOpen(platform, routes, values);
      if (why === null) return [platform.name, { values, ready: false }];
      const missing = platform.needs.filter(({ oneOf }) => oneOf.every((name) => isUnset(values, name)));
      for (const need of missing) notes.inEnvironment(need.oneOf[0], sentenceFor(need, why));
      return [platform.name, { values, ready: missing.length === 0 }];
    },
  );
  // Each platform's values were read by its own list of variables.
  return Object.fromEntries(settings) as unknown as Configuration['chats'];
}

function isUnset(values: Values, name: string): boolean {
  return (values[name] ?? null) === null;
}

/** Why a platform is opened, in words; null: nothing asks for it. */
function reasonToOpen(
  { name, title, askedForBy }: PlatformDescription,
  routes: readonly Route[],
  values: Values,
): string | null {
  if (routes.some(({ platform }) => platform === name)) return `a route leads to ${title}`;
  const asking = askedForBy.find((variable) => !isUnset(values, variable));
  return asking === undefined ? null : `${asking} is set`;
}

function sentenceFor({ remedy }: Need, why: string): string {
  return `It is not set, and ${why}; ${remedy}`;
}
