import type { Instant } from '../../domain/time.js';
import { daysAway, type Moment } from '../format.js';
import { basics } from './basics.js';

/** at 14:20 WIB; of another day: tomorrow 08:00 WIB, Thu 26 Nov 14:20 WIB */
export function atMoment(at: Instant, moment: Moment): string {
  return `${daysAway(at, moment) === 0 ? 'at ' : ''}${basics.moment(at, moment)}`;
}
