import {
  extremeOf,
  isUnusual,
  worseWhen,
  type PanelName,
  type SignalPanel,
  type SignalPicture,
} from '../../domain/signals/panels.js';
import { finePercent, sentence } from '../format.js';
import { basics } from './basics.js';
import { chart } from './chart.js';

const { number } = basics;

const panels: Readonly<Record<PanelName, string>> = {
  'not-delivered': 'not delivered',
  read: 'read within 3 h',
  stops: 'asked to stop',
  sent: 'sent in 3 h',
};

const share = (part: number): string => finePercent(part * 100, { decimal: '.', thousands: ',' });

function extreme(figure: string, side: 'high' | 'low'): string {
  return side === 'high' ? `highest ${figure}` : `lowest ${figure}`;
}

function panelSentence(panel: SignalPanel): string {
  const most = extremeOf(panel);
  const name = sentence(panels[panel.name]);
  if (most === null) return `${name}: unknown.`;
  const figure = panel.name === 'sent' ? number(most.value) : share(most.value);
  const odd = isUnusual(panel.name, most) ? ', unlike the usual' : '';
  return `${name}: ${extreme(figure, worseWhen[panel.name])}${odd}.`;
}

/** What stands in a picture of how messages were taken, in English. */
export const signals = {
  panels,
  share,
  extreme,
  usual: 'usual range',
  unusual: 'beyond the usual',
  changed: 'change seen',
  few: 'no line: too few messages',
  subtitle: 'How messages were taken, last 7 days',
  tells: ({ from, to, zone, panels, change }: SignalPicture): string =>
    [
      `How messages were taken from ${chart.day(from, zone, 'date')} to ${chart.day(to, zone, 'date')}, by 3 h.`,
      ...panels.map(panelSentence),
      ...(change === null ? [] : [`A change was seen on ${chart.day(change, zone, 'date')}.`]),
    ].join(' '),
};
