import { after, DAY, instantOf, type Instant, type Span } from '../time.js';
import type { Message } from './message.js';
import type { Person, Profile } from './person.js';
import { anyWindowAt, sureWindowAt } from './service-window.js';
import { joinedSpans } from './joined-spans.js';

/** When a person holds a place within the limit. */
export interface Judgement {
  /** Whatever is read into what Meta leaves open. */
  readonly sure: readonly Span[];
  /** Under one reading at least, of each profile: they may be told as several people. */
  readonly possible: readonly (readonly Span[])[];
}

/** When a person counts, if windows are known of from a day after `since` on; null: they are not known of. */
export function judgementOf(person: Person, since: Instant | null): Judgement {
  let sure: Span[] | null = null;
  const possible: (readonly Span[])[] = [];
  for (const profile of person.profiles) {
    let all: Span[] | null = null;
    for (const message of profile.messages) {
      const slot = slotOf(message, profile, person, since);
      if (slot === null) continue;
      all = withSpan(all, slot.span);
      if (slot.sure) sure = withSpan(sure, slot.span);
    }
    possible.push(joinedSpans(all ?? []));
  }
  return { sure: joinedSpans(sure ?? []), possible };
}

/** Nearly all have one: an array that grows from nothing takes room for sixteen at once. */
function withSpan(spans: Span[] | null, span: Span): Span[] {
  if (spans === null) return [span];
  spans.push(span);
  return spans;
}

interface Slot {
  readonly span: Span;
  readonly sure: boolean;
}

function slotOf(message: Message, profile: Profile, person: Person, since: Instant | null): Slot | null {
  if (message.service) return null;
  if (message.delivered === null) return holdOf(message, profile);
  const span = { from: message.delivered, to: after(message.delivered, DAY) };
  if (message.group) return { span, sure: false };
  const arrived = placeAt(message.delivered, message, profile, person, since);
  const left = message.sent === null ? arrived : placeAt(message.sent, message, profile, person, since);
  if (arrived === 'inside' && left === 'inside') return null;
  return { span, sure: !message.freeEntry && arrived === 'outside' && left === 'outside' };
}

/** A message on its way holds a place once it may arrive outside a window. */
function holdOf({ sent, failed, group, number }: Message, { windows }: Profile): Slot | null {
  if (sent === null || failed !== null || group) return null;
  const from = sureWindowAt(windows, number, sent)?.to ?? sent;
  const to = after(sent, DAY);
  return from < to ? { span: { from, to }, sure: false } : null;
}

function placeAt(
  at: Instant,
  { number }: Message,
  profile: Profile,
  person: Person,
  since: Instant | null,
): 'inside' | 'outside' | 'unsure' {
  if (sureWindowAt(profile.windows, number, at)) return 'inside';
  const maybe =
    since === null ||
    at < instantOf(since + DAY) ||
    person.profiles.some(({ windows }) => anyWindowAt(windows, number, at));
  return maybe ? 'unsure' : 'outside';
}
