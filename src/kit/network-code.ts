/** Codes of failures that come before a byte of the request was sent. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** An error and those behind it, from the outside in: fetch and the vendors wrap what happened. */
export function* causesOf(error: unknown): Generator<Error> {
  let inner = error;
  for (let depth = 0; depth < 6 && inner instanceof Error; depth += 1) {
    yield inner;
    inner = inner instanceof AggregateError && inner.errors.length > 0 ? inner.errors[0] : inner.cause;
  }
}

/** The network's own code for a failure, the innermost; null when there is none that may be shown. */
export function networkCode(error: unknown): string | null {
  const codes = [...causesOf(error)].map((one) => ('code' in one ? one.code : null));
  const shown = (code: unknown): code is string =>
    typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code);
  return codes.findLast(shown) ?? null;
}

/** Whether nothing of a request with this failure can have arrived. */
export function neverSent(code: string | null): boolean {
  return code !== null && (beforeSending.has(code) || code.startsWith('PROXY_'));
}
