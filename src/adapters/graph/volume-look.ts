import { known, unknown, type Reading } from '../../domain/reading.js';
import type { WabaId } from '../../domain/snapshot.js';
import type { Instant, Span } from '../../domain/time.js';
import type { NumberWire } from './number-wire.js';
import { messagesFrom, pricingFrom, type PricingRow } from './pricing-wire.js';
import { volumesOf, type Volumes } from './usage-count.js';
import {
  isOfNumbers,
  joinedVolumes,
  type RememberedVolumes,
  type VolumeMemory,
  type VolumeSource,
} from './volume-memory.js';

/** What one look knows of an account's volume. */
export interface VolumeSight {
  readonly source: VolumeSource;
  /** Within the moving day, with what is remembered. */
  readonly volumes: Volumes;
  /** Numbers (null: some number) whose points made no sense: of these nothing is known. */
  readonly broken: ReadonlySet<string | null>;
  /** What this look's answer itself holds of each number; null when it does not tell that of all of them. */
  readonly read: { readonly span: Span; readonly volumes: Volumes } | null;
}

/** What an answer is read with. */
export interface VolumeQuestion {
  readonly waba: WabaId;
  readonly at: Instant;
  readonly source: VolumeSource;
  /** What was remembered when the question was asked. */
  readonly remembered: RememberedVolumes | undefined;
  readonly asked: Span;
  readonly needed: Span;
  readonly numbers: readonly NumberWire[];
  /** Whether the account has no other numbers. */
  readonly all: boolean;
  /** Hears of each row that was read. */
  readonly onRows: (rows: readonly PricingRow[]) => void;
}

/**
 * Reads the volume of an account and remembers it. `changed` when the account's numbers are not those whose volume is
 * remembered: then the memory is gone, and the account is to be asked again for all.
 */
export function volumeFrom(
  value: unknown,
  question: VolumeQuestion,
  memory: VolumeMemory,
): Reading<VolumeSight> | 'changed' {
  const { waba, at, source, remembered, asked, needed } = question;
  const seen = new Set(question.numbers.map(({ id, phone }) => `${id} ${phone ?? ''}`));
  const leans = remembered !== undefined && asked.from > needed.from;
  if (leans && !isOfNumbers(remembered, seen, question.all)) {
    memory.delete(waba);
    return 'changed';
  }
  if (value === undefined || value === null) return unknown('not-returned');
  const wire = source === 'analytics' ? messagesFrom(value) : pricingFrom(value);
  if (wire === null) return unknown('not-understood');
  question.onRows(wire.rows);
  const fresh = volumesOf(wire.rows, asked);
  const volumes = joinedVolumes(leans ? remembered : undefined, fresh, asked, needed);
  if (wire.broken.size === 0) {
    memory.set(waba, {
      source,
      from: needed.from,
      until: at,
      wholeAt: leans ? remembered.wholeAt : at,
      numbers: question.all || !leans ? seen : remembered.numbers,
      volumes,
    });
  }
  const read = question.all && source === 'pricing_analytics' ? { span: asked, volumes: fresh } : null;
  return known({ source, volumes, broken: wire.broken, read });
}
