import { after, DAY, type Instant } from '../time.js';
import type { Message } from './message.js';
import type { Person, Profile } from './person.js';

/** Meta repeats a webhook for up to 7 days. https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
const repeated = 8 * DAY;

/** Meta keeps what it cannot deliver for 30 days, and people read late: a read must not pass for a delivery. */
const awaited = 31 * DAY;

/** A person without what can change no figure any more; the very same when that is nothing. */
export function withoutOld(person: Person, now: Instant): Person {
  if (person.profiles.every((profile) => isWhole(profile, now))) return person;
  const profiles = person.profiles.map((profile) => profileWithoutOld(profile, now));
  return profiles.every((profile, i) => profile === person.profiles[i]) ? person : { profiles };
}

/** When a person whom nothing more is heard of can be forgotten. */
export function forgottenAt(person: Person, now: Instant): Instant {
  let end = after(now, repeated);
  for (const { messages, windows } of person.profiles) {
    for (const message of messages) end = later(end, messageForgottenAt(message));
    for (const { to } of windows) end = later(end, after(to, repeated));
  }
  return end;
}

/** Whether a message is too old for anything more to be told of it. */
export function isForgotten(message: Message, now: Instant): boolean {
  return messageForgottenAt(message) <= now;
}

/** Whether there is surely nothing old in it, as in nearly all. */
function isWhole({ messages, windows }: Profile, now: Instant): boolean {
  return windows.length === 0 && !messages.some((message) => isForgotten(message, now));
}

function profileWithoutOld(profile: Profile, now: Instant): Profile {
  const messages = profile.messages.filter((message) => !isForgotten(message, now));
  // A message may be delivered days after it was sent, and the window at its sending decides then.
  const needed = Math.min(after(now, -repeated), ...messages.map(({ sent, last }) => sent ?? last));
  const windows = profile.windows.filter(({ to }) => to > needed);
  const isSame = messages.length === profile.messages.length && windows.length === profile.windows.length;
  return isSame ? profile : { ...profile, messages, windows };
}

function messageForgottenAt({ last, read, failed, delivered }: Message): Instant {
  const isOver = read || (failed !== null && delivered === null);
  return after(last, isOver ? repeated : awaited);
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
