import type { Transcript } from './life.js';

/** When or for how long, or the id of an alert. */
const moment =
  /(?:[A-Z][a-z]{2} \d+ [A-Z][a-z]{2} )?\d\d:\d\d|\d+\s(?:days?|h|min)(?:\s\d+\s(?:h|min))?|less than a minute|alert \w+/g;

/** The same without times and ids, which are others when something had to be waited for. */
export function timeless(transcript: Transcript): Transcript {
  const plain = (text: string): string => text.replaceAll(moment, '…').replaceAll(/https?:\S+/g, '…');
  return transcript.map((thread) => thread.map(plain));
}
