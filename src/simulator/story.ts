import type { SimSend } from './volume.js';
import { deliveredBetween } from './volume.js';
import type { World } from './world.js';

/** A turn of the story: from `at` (milliseconds since 1970) on, the world is what `change` makes of it. */
export interface SimChange {
  readonly at: number;
  /** One plain sentence about what happens. */
  readonly label: string;
  /** Must be pure: it may be run once for many readings. */
  readonly change: (world: World) => World;
}

/** A world that changes over time, and what its numbers deliver. Nothing in it depends on who asks, or how often. */
export interface Story {
  readonly start: World;
  readonly changes: readonly SimChange[];
  readonly sendsOf: (numberId: string) => readonly SimSend[];
  /** Insights show only what is older than this many milliseconds; 0 when left out. */
  readonly lagMs?: number;
}

/** What a story is written from; changes may come in any order. */
export interface StoryParts {
  readonly start: World;
  readonly changes?: readonly SimChange[];
  readonly sends?: readonly SimSend[];
  readonly lagMs?: number;
}

/** Puts changes in order of time and gives every number its own sends. */
export function tellStory(parts: StoryParts): Story {
  const sends = new Map<string, SimSend[]>();
  for (const send of parts.sends ?? []) {
    const own = sends.get(send.numberId);
    if (own === undefined) sends.set(send.numberId, [send]);
    else own.push(send);
  }
  return {
    start: parts.start,
    changes: [...(parts.changes ?? [])].sort((a, b) => a.at - b.at),
    sendsOf: (numberId) => sends.get(numberId) ?? [],
    ...(parts.lagMs === undefined ? {} : { lagMs: parts.lagMs }),
  };
}

const chapters = new WeakMap<Story, World[]>();

/** The world at `now`. Pure: the same story and time always give the same world object. */
export function worldAt(story: Story, now: number): World {
  let worlds = chapters.get(story);
  if (worlds === undefined) {
    worlds = [story.start];
    chapters.set(story, worlds);
  }
  let world = story.start;
  for (const [index, change] of story.changes.entries()) {
    if (change.at > now) break;
    const next = worlds[index + 1] ?? change.change(world);
    worlds[index + 1] = next;
    world = next;
  }
  return world;
}

/** Messages one number delivered in `[from, to)` up to `now`; with `counts`, only the sends it says yes to. */
export function deliveredByNumber(
  story: Story,
  numberId: string,
  window: { readonly from: number; readonly to: number; readonly now: number },
  counts: (send: SimSend) => boolean = () => true,
): number {
  let sum = 0;
  for (const send of story.sendsOf(numberId)) {
    if (counts(send)) sum += deliveredBetween(send, window.from, window.to, window.now);
  }
  return sum;
}
