import type { Subject } from '../verdict.js';

/** The verdict that a rule threw: unknown, with the reason. */
interface Unjudged<R extends string> {
  readonly kind: 'unknown';
  readonly rule: R;
  readonly subject: Subject;
  readonly why: string;
}

/**
 * What one rule says of one subject. When judging it throws, that alone is unknown, with the reason. The mistake is
 * ours, so it is neither trouble nor recovery. It must not hold up what is judged of others.
 */
export function judged<R extends string, V extends object>(
  rule: R,
  subject: Subject,
  judge: () => V,
): V | Unjudged<R> {
  try {
    return judge();
  } catch (error) {
    const why = error instanceof Error && error.message !== '' ? error.message : 'an error without a message';
    return { kind: 'unknown', rule, subject, why };
  }
}
