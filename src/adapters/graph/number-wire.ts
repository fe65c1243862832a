import type { Limit } from '../../domain/limit.js';
import { phoneNumberFrom, type PhoneNumber } from '../../domain/phone.js';
import { qualityNamed } from '../../domain/quality-name.js';
import type { Reading } from '../../domain/reading.js';
import type { Health, NumberId, Quality, Status } from '../../domain/snapshot.js';
import { healthFrom } from './health-wire.js';
import { limitFrom } from './limit-wire.js';
import { leaf, objectOf, shape, textOf } from '../../kit/wire.js';

/** A phone number as one answer shows it; its usage comes from elsewhere. */
export interface NumberWire {
  readonly id: NumberId;
  readonly phone: PhoneNumber | null;
  readonly display: string;
  readonly name: string | null;
  readonly quality: Quality;
  readonly rawQuality: string | null;
  readonly status: Status;
  readonly rawStatus: string | null;
  readonly nameStatus: string | null;
  readonly throughput: string | null;
  readonly limit: Reading<Limit>;
  readonly rawLimit: string | null;
  readonly health: Reading<Health>;
}

const numberShape = shape({
  id: leaf.id,
  display_phone_number: leaf.text,
  verified_name: leaf.text,
  quality_rating: leaf.raw,
  quality_score: leaf.raw,
  status: leaf.raw,
  name_status: leaf.text,
  throughput: leaf.raw,
  whatsapp_business_manager_messaging_limit: leaf.raw,
  health_status: leaf.raw,
});

const statuses: Readonly<Record<string, Status>> = {
  CONNECTED: 'connected',
  PENDING: 'pending',
  OFFLINE: 'offline',
  FLAGGED: 'flagged',
  RESTRICTED: 'restricted',
  RATE_LIMITED: 'rate-limited',
  BANNED: 'banned',
  DISCONNECTED: 'disconnected',
  DELETED: 'deleted',
  MIGRATED: 'migrated',
  UNVERIFIED: 'unverified',
};

/**
 * Reads one phone number; null when it has no id. Words that are not known are kept raw and count as unknown.
 * https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status
 */
export function numberFrom(value: unknown): NumberWire | null {
  const wire = numberShape(value);
  if (wire?.id == null) return null;
  const rawQuality = rawWord(wire.quality_rating) ?? rawWord(objectOf(wire.quality_score)?.['score']);
  const rawStatus = rawWord(wire.status);
  const display = wire.display_phone_number ?? '';
  const { limit, raw } = limitFrom(wire.whatsapp_business_manager_messaging_limit);
  return {
    id: wire.id as NumberId,
    phone: phoneNumberFrom(display),
    display,
    name: wire.verified_name,
    quality: qualityNamed(rawQuality),
    rawQuality,
    status: rawStatus === null ? 'unknown' : (known(statuses, rawStatus) ?? 'unknown'),
    rawStatus,
    nameStatus: wire.name_status,
    throughput: textOf(objectOf(wire.throughput)?.['level'] ?? wire.throughput),
    limit,
    rawLimit: raw,
    health: healthFrom(wire.health_status),
  };
}

/** The word as it came. What is no word is kept as its JSON, cut short, to be told. */
export function rawWord(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return textOf(value) ?? JSON.stringify(value).slice(0, 60);
}

function known<T>(words: Readonly<Record<string, T>>, raw: string): T | undefined {
  const word = raw.trim().toUpperCase();
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
