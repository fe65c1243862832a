/** Why a message was not delivered, where that tells how people take messages. */
export const failureKinds = [
  'otherFailure',
  'undeliverable',
  'windowClosed',
  'spamRate',
  'keptHealthy',
  'experiment',
  'optedOut',
  'policy',
] as const;

/** One of those kinds. */
export type FailureKind = (typeof failureKinds)[number];

const kinds: ReadonlyMap<number, FailureKind> = new Map([
  [131_026, 'undeliverable'],
  [131_047, 'windowClosed'],
  [131_048, 'spamRate'],
  [131_049, 'keptHealthy'],
  [130_472, 'experiment'],
  [131_050, 'optedOut'],
  [368, 'policy'],
  [131_031, 'policy'],
]);

/**
 * The kind of an error code; `otherFailure` for an unfamiliar or missing one.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function failureKindOf(code: number | null): FailureKind {
  return (code === null ? undefined : kinds.get(code)) ?? 'otherFailure';
}

/** The more telling of two failures of one message, whichever was told first. */
export function joinedFailures(a: FailureKind | null, b: FailureKind | null): FailureKind | null {
  if (a === null || b === null) return a ?? b;
  return failureKinds.indexOf(a) >= failureKinds.indexOf(b) ? a : b;
}
