import type { IncidentPolicy } from '../src/domain/incident.js';
import type { Thresholds } from '../src/domain/thresholds.js';
import { durationFrom } from './duration.js';
import type { Notes } from './notes.js';
import type { Path } from './mistake.js';
import { readPhone } from './portfolios.js';
import type { Settings } from './schema.js';

type Looks = IncidentPolicy['clearLooks'];

/** A duration that the schema has already found good. */
export function milliseconds(text: string): number {
  const length = durationFrom(text);
  if (length === null) throw new RangeError('A duration was not checked before it was used.');
  return length;
}

/** Where findings begin. What is wrong goes into the notes. */
export function readThresholds(settings: Settings, notes: Notes): Thresholds {
  const { usage, warningSigns, sightLooks, tokenDays, severities } = settings.alerts;
  const numbers = new Map<string, readonly number[]>();
  for (const [text, levels] of Object.entries(usage.numbers)) {
    const path: Path = ['alerts', 'usage', 'numbers', text];
    const phone = readPhone(text, path, notes);
    if (phone !== null) numbers.set(phone, rising(levels));
    checkClear(levels, usage.clearBelow, path, notes);
  }
  checkClear(usage.thresholds, usage.clearBelow, ['alerts', 'usage', 'clearBelow'], notes);
  return {
    usage: rising(usage.thresholds),
    usageClearBelow: usage.clearBelow,
    usageOf: Object.fromEntries(numbers),
    warningSigns,
    sightLooks,
    tokenDays: rising(tokenDays).reverse(),
    severities,
  };
}

/** How incidents begin, end and repeat themselves. */
export function readPolicy(settings: Settings): IncidentPolicy {
  const { confirm, remindAfter, escalate } = settings.alerts;
  return {
    confirmLooks: looksOf(confirm.open),
    clearLooks: looksOf(confirm.clear),
    remindAfter: remindAfter === 'never' ? null : milliseconds(remindAfter),
    escalateAfter: escalate === null ? null : milliseconds(escalate.after),
    pendingExpires: milliseconds(confirm.expires),
  };
}

function looksOf(looks: Settings['alerts']['confirm']['open']): Looks {
  return { default: 1, ...looks };
}

function rising(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function checkClear(levels: readonly number[], clearBelow: number, path: Path, notes: Notes): void {
  const lowest = Math.min(...levels);
  if (clearBelow > lowest) {
    notes.at(
      path,
      `A problem told at ${String(lowest)} % would be over below ${String(clearBelow)} %; clearBelow must not lie above the lowest threshold.`,
    );
  }
}
