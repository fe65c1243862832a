import type { Tone } from '../../cards/card.js';

const colours: Readonly<Record<Tone, string>> = {
  good: '#2e9e5b',
  info: '#3b7dd8',
  warning: '#e0b000',
  critical: '#d13438',
  acknowledged: '#e8820c',
  silenced: '#8a8d91',
  unknown: '#c9ccd1',
};

/** The colour of the bar beside a card; the symbol and the words say the same without it. */
export function colourOf(tone: Tone): string {
  return colours[tone];
}
