import { DAY } from '../src/domain/time.js';
import { milliseconds } from './alerts.js';
import type { HistoryKept } from './configuration.js';
import type { Notes } from './notes.js';
import type { Settings } from './schema.js';

/** The next tier's rules look back a week. A day further for the moving 24 hours. */
const leastHalfHours = 8 * DAY;

/** How long the past is kept, by its grain; each at least as long as the finer one. */
export function readHistory({ history }: Settings, notes: Notes): HistoryKept {
  const kept = {
    halfHours: milliseconds(history.halfHours),
    hours: milliseconds(history.hours),
    days: milliseconds(history.days),
  };
  if (kept.halfHours < leastHalfHours)
    notes.at(['history', 'halfHours'], 'The forecasts need half hours of eight days; write 8d or more.');
  if (kept.hours < kept.halfHours)
    notes.at(['history', 'hours'], 'Hours stay when half hours go; write at least as long as halfHours.');
  if (kept.days < kept.hours)
    notes.at(['history', 'days'], 'Days stay when hours go; write at least as long as hours.');
  return kept;
}
