import {
  extremeOf,
  isUnusual,
  worseWhen,
  type PanelName,
  type SignalPanel,
} from '../../domain/signals/panels.js';
import type { Words } from '../en/index.js';
import { finePercent, sentence } from '../format.js';
import { basics } from './basics.js';
import { chart } from './chart.js';

const { number } = basics;

const panels: Readonly<Record<PanelName, string>> = {
  'not-delivered': 'tidak terkirim',
  read: 'dibaca dalam 3 jam',
  stops: 'minta berhenti',
  sent: 'dikirim dalam 3 jam',
};

const share = (part: number): string => finePercent(part * 100, { decimal: ',', thousands: '.' });

function extreme(figure: string, side: 'high' | 'low'): string {
  return side === 'high' ? `tertinggi ${figure}` : `terendah ${figure}`;
}

function panelSentence(panel: SignalPanel): string {
  const most = extremeOf(panel);
  const name = sentence(panels[panel.name]);
  if (most === null) return `${name}: tidak diketahui.`;
  const figure = panel.name === 'sent' ? number(most.value) : share(most.value);
  const odd = isUnusual(panel.name, most) ? ', tidak seperti biasanya' : '';
  return `${name}: ${extreme(figure, worseWhen[panel.name])}${odd}.`;
}

/** What stands in a picture of how messages were taken, in Indonesian. */
export const signals: Words['signals'] = {
  panels,
  share,
  extreme,
  usual: 'kisaran biasa',
  unusual: 'di luar kisaran biasa',
  changed: 'perubahan terlihat',
  few: 'tanpa garis: pesan terlalu sedikit',
  subtitle: 'Penerimaan pesan, 7 hari terakhir',
  tells: ({ from, to, zone, panels, change }) =>
    [
      `Penerimaan pesan dari ${chart.day(from, zone, 'date')} sampai ${chart.day(to, zone, 'date')}, per 3 jam.`,
      ...panels.map(panelSentence),
      ...(change === null ? [] : [`Perubahan terlihat pada ${chart.day(change, zone, 'date')}.`]),
    ].join(' '),
};
