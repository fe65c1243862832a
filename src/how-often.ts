import { HOUR, MINUTE, SECOND } from './domain/time.js';

/** Looks may be this old, in milliseconds, before the bot calls itself not ready. */
export const sightGrace = HOUR;
/** What waits is sent, in milliseconds. */
export const deliveryEvery = SECOND;
/** Digests that fell due are queued, in milliseconds. */
export const digestEvery = 30 * SECOND;
/** It is proven that somebody is here to be told by webhooks, in milliseconds. */
export const attendanceEvery = 20 * SECOND;
/** It is asked who tells us by webhooks, in milliseconds. */
export const subscriptionsEvery = MINUTE;
/** Routes are watched for alerts that do not arrive, in milliseconds. */
export const routesEvery = 10 * SECOND;
