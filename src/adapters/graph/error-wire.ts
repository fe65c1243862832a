import { leaf, numberOf, objectOf, shape } from '../../kit/wire.js';

/** What an error envelope says; texts are Meta's own. */
export interface ErrorWire {
  readonly code: number | null;
  readonly subcode: number | null;
  readonly message: string;
  readonly transient: boolean;
  readonly trace: string | null;
}

const errorShape = shape({
  message: leaf.text,
  code: leaf.number,
  error_subcode: leaf.number,
  is_transient: leaf.flag,
  error_data: leaf.raw,
  fbtrace_id: leaf.text,
});

/**
 * Reads `{error:{…}}`; null when there is no error in it. A code that only stands in the message, as in
 * `(#80008) …`, is found there.
 * https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
export function errorFrom(value: unknown): ErrorWire | null {
  const inner = objectOf(value)?.['error'];
  if (inner === undefined || inner === null) return null;
  const wire = errorShape(inner);
  if (wire === null) return { code: null, subcode: null, message: '', transient: false, trace: null };
  const details = leaf.text(objectOf(wire.error_data)?.['details']);
  const message = [wire.message, details].filter((part) => part !== null).join(' ');
  return {
    code: wire.code ?? numberOf(/\(#(\d{1,9})\)/.exec(message)?.[1]),
    subcode: wire.error_subcode,
    message,
    transient: wire.is_transient ?? false,
    trace: wire.fbtrace_id,
  };
}
