import type { LedgerFact } from '../../domain/ledger/fact.js';
import { toldTime } from '../../domain/ledger/told-time.js';
import type { NumberId, WabaId } from '../../domain/snapshot.js';
import type { Instant } from '../../domain/time.js';
import { idOf, listOf, numberOf, objectOf, textOf, type WireObject } from '../../kit/wire.js';
import { oddOf, type Odd } from './odds.js';

/** Meta's name of the field that tells who wants marketing messages. */
export const preferenceField = 'user_preferences';

/** Where facts go, and what came with them. */
interface PreferenceReading {
  readonly waba: WabaId;
  readonly now: Instant;
  readonly facts: LedgerFact[];
  readonly odds: Odd[];
}

/**
 * Reads who stopped marketing messages; who resumes them is no news.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences
 */
export function preferencesFrom(value: WireObject, { waba, now, facts, odds }: PreferenceReading): void {
  const number = idOf(objectOf(value['metadata'])?.['phone_number_id']);
  for (const one of listOf(value[preferenceField]) ?? []) {
    const item = objectOf(one);
    const seconds = numberOf(item?.['timestamp']);
    const who = textOf(item?.['wa_id']) ?? textOf(item?.['user_id']);
    const wish = textOf(item?.['value']);
    if (item === null || number === null || seconds === null || who === null || wish === null) {
      odds.push(oddOf('unreadable', preferenceField));
    } else if (wish === 'stop') {
      const { at } = toldTime(seconds, now);
      facts.push({ kind: 'ask', waba, number: number as NumberId, at, ask: 'opt-out', key: `${who} ${at}` });
    } else if (wish !== 'resume') odds.push(oddOf('unknown', `${preferenceField}.value`, wish));
  }
}
