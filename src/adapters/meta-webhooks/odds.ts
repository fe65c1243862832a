import type { Log } from '../../ports.js';

/** Something in a webhook that is not understood; never a value, which may be personal. */
export interface Odd {
  readonly kind: 'unknown' | 'unreadable';
  /** The field, and what of it: `messages.status`. */
  readonly what: string;
  /** Meta's own word, where it is one; null: none. */
  readonly word: string | null;
}

const mostRemembered = 200;

/** An odd thing; a word is kept only where it looks like one of Meta's constants. */
export function oddOf(kind: Odd['kind'], what: string, word: unknown = null): Odd {
  return { kind, what, word: typeof word === 'string' && /^[A-Za-z_]{1,60}$/.test(word) ? word : null };
}

/** Logs each odd thing once. */
export function oddsTeller(log: Log): (odds: readonly Odd[]) => void {
  const told = new Set<string>();
  return (odds) => {
    for (const { kind, what, word } of odds) {
      const key = `${kind} ${what} ${word ?? ''}`;
      if (told.has(key) || told.size >= mostRemembered) continue;
      told.add(key);
      const facts = { what, ...(word === null ? {} : { word }) };
      if (kind === 'unknown') log.info('webhook.unknown', facts);
      else log.warn('webhook.unreadable', facts);
    }
  };
}
