import { signalPanels, type SignalPicture } from '../../src/domain/signals/panels.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { usualHour, weeksBefore } from './counted-weeks.js';
import { noon } from './looks.js';

const fall = after(noon, -9 * HOUR);
const promotion = {
  from: after(fall, -13 * HOUR),
  to: after(fall, -7 * HOUR),
  counts: {
    ...usualHour,
    sent: 700,
    delivered: 560,
    readSoon: 170,
    keptHealthy: 80,
    undeliverable: 40,
    stops: 20,
    optOuts: 6,
  },
};
const night = { from: after(noon, -4 * DAY), to: after(noon, -4 * DAY + 9 * HOUR), counts: { sent: 2 } };

/** A week in which a promotion goes wrong and a number turns yellow. */
export const promotionWeek: SignalPicture = {
  from: after(noon, -7 * DAY),
  to: noon,
  zone: 'Asia/Jakarta',
  panels: signalPanels(weeksBefore(noon, [promotion, night]), noon),
  qualities: [
    { at: after(noon, -8 * DAY), quality: 'green' },
    { at: fall, quality: 'yellow' },
  ],
  change: fall,
  theme: 'light',
};

/** Two days after webhooks began: nothing is usual yet. */
export const firstDays: SignalPicture = {
  ...promotionWeek,
  panels: signalPanels(
    weeksBefore(noon).filter(({ at }) => at >= after(noon, -2 * DAY)),
    noon,
  ),
  change: null,
};
