import type { BroadcastAdvice } from '../domain/broadcast-advice.js';
import type { TellingTemplate } from '../domain/template-insights.js';
import { localTime } from '../domain/time.js';
import type { Line } from './card.js';
import type { Reader } from './reader.js';

/** After a yes: that a template is rated badly; null: none is. */
export function butText({ telling }: BroadcastAdvice, { words }: Reader): string | null {
  return telling?.because === 'rated' ? words.advice.but(telling.template) : null;
}

/** How messages of that template were taken, what to do, and who wants no more. */
export function adviceLines(advice: BroadcastAdvice, reader: Reader): readonly Line[] {
  const { words } = reader;
  const { telling, untold, stops } = advice;
  const lines: string[] = [];
  const taken = takenText(telling, reader, true);
  if (taken !== null) lines.push(taken);
  if (untold !== null) lines.push(words.advice.untold(words.names.unknowns[untold]));
  if (telling?.because === 'rated') lines.push(words.advice.another);
  if (stops !== null && stops.requests > 0)
    lines.push(words.advice.stops(stops.requests, stops.read, stops.share));
  return lines.map((line): Line => [line]);
}

/** How the messages of a template were taken on one day; null: that is not known. `isNamed`: one rated badly was named just before. */
export function takenText(
  telling: TellingTemplate | null,
  { words }: Reader,
  isNamed: boolean,
): string | null {
  if (telling?.reading == null || telling.day === null) return null;
  const { template, because, reading } = telling;
  const { sent, readShare } = reading;
  const day = words.day(localTime(telling.day.from, 'UTC').day);
  if (because === 'rated') return words.advice.taken(isNamed ? null : template, day, sent, readShare);
  return readShare === null ? null : words.advice.leastRead(template, day, readShare);
}
