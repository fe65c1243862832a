/** A value we read, or the reason why we could not. Unknown is a value: it is never zero and never healthy. */
export type Reading<T> = Known<T> | { readonly known: false; readonly why: Unknown };

/** A value we read. */
export interface Known<T> {
  readonly known: true;
  readonly value: T;
}

/** Why a figure is not known, in words a program can translate. */
export type Unknown =
  | 'not-looked-yet'
  | 'not-returned'
  | 'not-set'
  | 'not-understood'
  | 'refused'
  | 'incomplete'
  | 'no-history'
  /** Meta does not offer it here, or nobody switched it on. */
  | 'not-offered'
  /** Nothing was counted, and it is not certain that the last day was asked for: Meta did not tell its time. */
  | 'time-unsure'
  /** Another number bears its phone number now, and the volume is counted there. */
  | 'moved';

/** A reading that holds `value`. */
export function known<T>(value: T): Reading<T> {
  return { known: true, value };
}

/** A reading that says why there is no value. */
export function unknown(why: Unknown): { readonly known: false; readonly why: Unknown } {
  return { known: false, why };
}
