import type { Typed } from '../typed.js';

/** What people type in English. The bot's own buttons write these words too. */
export const typed: Typed = {
  until: ['until', 'till', 'til', 'for'],
  clock: [],
  tomorrow: ['tomorrow'],
  healthy: ['healthy', 'well'],
  minute: ['m', 'min', 'mins', 'minute', 'minutes'],
  hour: ['h', 'hr', 'hrs', 'hour', 'hours'],
  day: ['d', 'day', 'days'],
  thousand: ['k'],
  list: ['list'],
  end: ['end'],
};
