import type { Problem } from '../../domain/snapshot.js';
import type { SightCause } from '../../domain/sight-cause.js';
import {
  deadTokenTable,
  errorTable,
  meaningOfRange,
  meaningOfWords,
  permissionTable,
  plainMeanings,
  type ErrorMeaning,
} from './error-table.js';
import type { FailedCall } from './failure.js';

/** What a failure means: the code decides, then what Meta says of it, then the HTTP status. */
export function problemOf(failure: FailedCall): ErrorMeaning {
  const { code, subcode } = failure;
  if (code === 1 && asksTooMuch(failure)) return plainMeanings.tooMuch;
  const meaning = code === null ? null : meaningOfCode(code, subcode, failure.message);
  if (meaning !== null) {
    const passes = failure.transient && meaning.retried === 'no' && meaning.problem !== 'unauthorised';
    return passes ? { ...meaning, retried: 'soon' } : meaning;
  }
  if (failure.transient) return plainMeanings.server;
  return meaningOfCause(failure);
}

function meaningOfCode(code: number, subcode: number | null, message: string): ErrorMeaning | null {
  const meaning = (Object.hasOwn(errorTable, code) ? errorTable[code] : null) ?? meaningOfRange(code);
  if (subcode === null) return meaningOfWords(code, message) ?? meaning;
  if (meaning === null) return null;
  if (code === 100 && subcode === 33) return errorTable[33] ?? meaning;
  const table =
    meaning.problem === 'unauthorised'
      ? deadTokenTable
      : meaning.problem === 'forbidden'
        ? permissionTable
        : {};
  return { ...meaning, reason: table[subcode] ?? meaning.reason };
}

function meaningOfCause(failure: FailedCall): ErrorMeaning {
  if (failure.cause === 'connection') return plainMeanings.away;
  if (failure.cause === 'timeout') return plainMeanings.slow;
  if (failure.cause === 'too-large') return plainMeanings.large;
  if (failure.cause === 'redirect') return plainMeanings.moved;
  if (failure.cause === 'beyond') return plainMeanings.beyond;
  const status = failure.status ?? 0;
  if (status === 401) return plainMeanings.unauthorised;
  if (status === 403) return plainMeanings.forbidden;
  if (status === 404) return plainMeanings.absent;
  if (status === 408) return plainMeanings.slow;
  if (status === 429) return plainMeanings.throttled;
  if (status >= 500) return plainMeanings.server;
  if (status >= 400) return plainMeanings.refused;
  return failure.cause === 'unreadable' ? plainMeanings.garbled : plainMeanings.refused;
}

/** The facts of a failure: Meta's own words where its code alone does not say what to do. */
export function causeOf(failure: FailedCall): SightCause {
  const { code, subcode, status, trace, note, message, heldUntil } = failure;
  const { reason, problem } = problemOf(failure);
  const isPlain =
    code !== null && code !== 100 && problem !== 'forbidden' && meaningOfCode(code, null, '') !== null;
  return {
    reason,
    ...(note === null ? {} : { note }),
    ...(code === null ? {} : { code }),
    ...(code === null || subcode === null ? {} : { subcode }),
    ...(code !== null || status === null ? {} : { status }),
    ...(trace === null ? {} : { trace }),
    ...(isPlain || message === '' ? {} : { quote: message }),
    ...(heldUntil === null ? {} : { heldUntil }),
  };
}

/** Whether Graph says that the call wants more than it gives at once. */
export function asksTooMuch(failure: FailedCall): boolean {
  return /reduce the amount of data/i.test(failure.message);
}

const telling: readonly Problem[] = [
  'unauthorised',
  'forbidden',
  'throttled',
  'unreachable',
  'unintelligible',
];

/** Of several failures the one that says most about what to do; null when there is none. */
export function mostTelling(failures: readonly FailedCall[]): FailedCall | null {
  const rank = (failure: FailedCall): number => telling.indexOf(problemOf(failure).problem);
  return [...failures].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
