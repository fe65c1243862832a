import type { BroadcastAdvice } from '../domain/broadcast-advice.js';
import { localTime } from '../domain/time.js';
import type { Line } from './card.js';
import type { Reader } from './reader.js';

/** After a yes: that a template is rated badly; null: none is. */
export function butText({ telling }: BroadcastAdvice, { words }: Reader): string | null {
  return telling?.because === 'rated' ? words.advice.but(telling.template) : null;
}

/** How messages of that template were taken, what to do, and who wants no more. */
export function adviceLines(advice: BroadcastAdvice, { words }: Reader): readonly Line[] {
  const { telling, untold, stops } = advice;
  const lines: string[] = [];
  const { reading, day } = telling ?? { reading: null, day: null };
  if (telling && reading && day) {
    const when = words.day(localTime(day.from, 'UTC').day);
    if (telling.because === 'rated') lines.push(words.advice.taken(when, reading.sent, reading.readShare));
    else if (reading.readShare !== null)
      lines.push(words.advice.leastRead(telling.template, when, reading.readShare));
  }
  if (untold !== null) lines.push(words.advice.untold(words.names.unknowns[untold]));
  if (telling?.because === 'rated') lines.push(words.advice.another);
  if (stops !== null && stops.requests > 0)
    lines.push(words.advice.stops(stops.requests, stops.read, stops.share));
  return lines.map((line): Line => [line]);
}
