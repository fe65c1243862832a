import { createHash } from 'node:crypto';
import type { Announcement, News } from '../../domain/announcement.js';
import type { LedgerFact } from '../../domain/ledger/fact.js';
import type { StopReader } from '../../domain/signals/stop-phrases.js';
import type { WabaId } from '../../domain/snapshot.js';
import { instantOf, SECOND, type Instant } from '../../domain/time.js';
import type { Webhook, WebhookPart } from '../../domain/webhook.js';
import { idOf, listOf, numberOf, objectOf, textOf, type WireObject } from '../../kit/wire.js';
import { newsFrom, readFields } from './fields.js';
import { factsFrom, isFactField } from './message-fields.js';
import { oddOf, type Odd } from './odds.js';
import { preferenceField, preferencesFrom } from './preference-fields.js';

/** A body as it was understood, and what of it was not. */
interface ReadWebhook {
  readonly webhook: Webhook;
  readonly odds: readonly Odd[];
}

/**
 * Reads a body; null when it is none of Meta's shape. What cannot be read in it leaves the rest as it is.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export function readWebhook(json: unknown, now: Instant, asksToStop: StopReader): ReadWebhook | null {
  const body = objectOf(json);
  const entries = listOf(body?.['entry']);
  if (body === null || entries === null) return null;
  const object = body['object'];
  if (object !== undefined && object !== 'whatsapp_business_account') {
    return { webhook: { parts: [] }, odds: [oddOf('unknown', 'object', object)] };
  }
  const parts = new Map<string, Gathered>();
  const odds: Odd[] = [];
  for (const entry of entries) readEntry(objectOf(entry), { now, asksToStop, parts, odds });
  return { webhook: { parts: [...parts.values()] }, odds };
}

interface Gathered extends WebhookPart {
  readonly fields: string[];
  readonly announcements: Announcement[];
  readonly facts: LedgerFact[];
}

interface Reading {
  readonly now: Instant;
  readonly asksToStop: StopReader;
  readonly parts: Map<string, Gathered>;
  readonly odds: Odd[];
}

function readEntry(entry: WireObject | null, reading: Reading): void {
  const id = idOf(entry?.['id']);
  const changes = listOf(entry?.['changes']);
  if (entry === null || id === null || changes === null) {
    reading.odds.push(oddOf('unreadable', 'entry'));
    return;
  }
  const seconds = numberOf(entry['time']);
  const at = seconds === null ? null : instantOf(seconds * SECOND);
  for (const one of changes) {
    const change = objectOf(one);
    const value = objectOf(change?.['value']);
    // In one of Meta's own samples the field stands inside the value.
    const field = textOf(change?.['field']) ?? textOf(value?.['field']);
    if (value === null || field === null) reading.odds.push(oddOf('unreadable', 'change', field));
    else readChange(id, at, field, value, reading);
  }
}

function readChange(
  id: string,
  at: Instant | null,
  field: string,
  value: WireObject,
  { now, asksToStop, parts, odds }: Reading,
): void {
  const account = idOf(objectOf(value['waba_info'])?.['waba_id']) ?? id;
  const part = parts.get(account) ?? { account, fields: [], announcements: [], facts: [] };
  parts.set(account, part);
  if (!part.fields.includes(field) && readFields.includes(field)) part.fields.push(field);
  const reading = { waba: account as WabaId, now, facts: part.facts, odds, asksToStop };
  if (isFactField(field)) {
    factsFrom(field, value, reading);
    return;
  }
  if (field === preferenceField) {
    preferencesFrom(value, reading);
    return;
  }
  const news = newsFrom(field, value, odds);
  const key = hashOf([account, field, at, value]);
  part.announcements.push(...news.map((one, n) => announcementOf(`${key}${n}`, account, at, one)));
}

function announcementOf(id: string, account: string, at: Instant | null, news: News): Announcement {
  return { id, waba: account as WabaId, at, news };
}

/** The same for a repeat, which Meta sends with the same content. */
function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
