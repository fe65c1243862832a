import type { News } from '../../domain/announcement.js';
import type { WireObject } from '../../kit/wire.js';

/** Reads a field's value; null when it lacks what it must have. No news: it says nothing that is watched. */
export type WebhookFieldReader = (
  value: WireObject,
  odd: (what: string, word: unknown) => void,
) => readonly News[] | null;
