import type { PlatformName } from '../src/domain/route.js';
import type { PlatformDescription } from '../src/platform-description.js';
import { allPlatforms } from '../src/platforms.js';
import { quoted } from './mistake.js';
import { nearest } from '../src/domain/nearest.js';

/** A channel of a platform. */
interface Destination {
  readonly platform: PlatformName;
  readonly channel: string;
}

/** How a route to a platform is written, as `slack:<channel id>`. */
export function routeForm({ name, channel }: PlatformDescription): string {
  return channel === null ? name : `${name}:<${channel.what}>`;
}

/** A route to a platform as an example, like `slack:C0123456789`. */
function routeExample({ name, channel }: PlatformDescription): string {
  return channel === null ? name : `${name}:${channel.example}`;
}

function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|')})$`);
}

/** Matches the routes that can be written. */
export const routePattern = anyOf(
  allPlatforms.map(({ name, channel }) =>
    channel === null ? name : `${name}:(?:${channel.pattern.source})`,
  ),
);

/** Matches people, groups and channels as grants name them. */
export const granteePattern = anyOf(
  allPlatforms.flatMap(({ name, people }) =>
    people === null ? [] : [`${name}:(?:${people.pattern.source})`],
  ),
);

const or = new Intl.ListFormat('en-US', { type: 'disjunction' });

/** The forms of all routes: `slack:<channel id>, discord:<channel id> or terminal`. */
export const routeForms = listed(allPlatforms.map(routeForm));

/** The forms of all routes, each with its example. */
const routeFormsWithExamples = listed(
  allPlatforms.map((platform) =>
    platform.channel === null ? platform.name : `${routeForm(platform)} such as ${routeExample(platform)}`,
  ),
);

/** What grants may name: `slack:<id> or discord:<id>`. */
export const granteeForms = listed(
  allPlatforms.flatMap(({ name, people }) => (people === null ? [] : [`${name}:<id>`])),
);

/** What alerts may mention: `a Slack user group or a Discord role`. */
export const mentionable = listed(allPlatforms.flatMap(({ mention }) => mention ?? []));

/** The groups that grants may name: `Slack user groups or Discord roles`. */
export const groupNames = listed(allPlatforms.flatMap(({ people }) => people?.groups ?? []));

/** Examples of a route and of a user, as sentences show them. */
export const sampleRoute = allPlatforms.filter(({ channel }) => channel !== null).map(routeExample)[0] ?? '';
export const sampleUser =
  allPlatforms.flatMap(({ name, people }) => (people === null ? [] : `${name}:${people.user}`))[0] ?? '';

function listed(items: readonly string[]): string {
  return or.format(items).replace(/, or /, ' or ');
}

/** Says what is wrong with a route that cannot be written like that. */
export function routeSentence({ input }: { readonly input?: unknown }): string {
  if (input === undefined) return `This is missing; write ${routeFormsWithExamples}.`;
  const shown = quoted(input);
  const start = `${shown.slice(0, 1).toUpperCase()}${shown.slice(1)}`;
  const name = typeof input === 'string' ? /^([^:]*):/.exec(input)?.[1] : undefined;
  const names = allPlatforms.map((platform) => platform.name);
  if (name !== undefined && !names.some((known) => known === name)) {
    const like = nearest(name, names);
    const meant = like === null ? '' : ` Did you mean ${like}?`;
    return `${start} names no chat platform of this bot; write ${routeFormsWithExamples}.${meant}`;
  }
  return `${start} does not fit here; write ${routeFormsWithExamples}.`;
}

/** The channel a route leads to; null when no platform has routes like that. */
export function destinationOf(to: string): Destination | null {
  if (!routePattern.test(to)) return null;
  const platform = allPlatforms.find(({ name, channel }) =>
    channel === null ? to === name : to.startsWith(`${name}:`),
  );
  if (platform === undefined) return null;
  const channel = platform.channel === null ? platform.name : to.slice(platform.name.length + 1);
  return { platform: platform.name, channel };
}
