import { isSameMessage, joinedMessages, type Message } from './message.js';
import type { Profile, ServiceWindow } from './person.js';
import { withWindow } from './service-window.js';

/** A profile that knows nothing yet. */
export function newProfile(id: number): Profile {
  return { id, messages: [], windows: [] };
}

/** A profile with what was told of a message; the very same when that is no news. */
export function withMessage(profile: Profile, told: Message): Profile {
  const { id, messages, windows } = profile;
  const place = messages.findIndex((known) => isSameMessage(known, told));
  const known = messages[place];
  if (known === undefined) return { id, messages: [...messages, told], windows };
  const joined = joinedMessages(known, told);
  return joined === known ? profile : { id, messages: messages.with(place, joined), windows };
}

/** A profile with a window; the very same when that is no news. */
export function withOpened(profile: Profile, window: ServiceWindow): Profile {
  const windows = withWindow(profile.windows, window);
  return windows === profile.windows ? profile : { ...profile, windows };
}

/** Two profiles that turn out to be one, under the first one's id. */
export function joinedProfiles(a: Profile, b: Profile): Profile {
  const withMessages = b.messages.reduce(withMessage, a);
  return b.windows.reduce(withOpened, withMessages);
}
