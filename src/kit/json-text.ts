const longInteger = /[[:,]\s*-?\d{16,}\s*[,\]}]/;
const stringOrLongInteger = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/**
 * Reads JSON. Whole numbers too large for a double come back as text. So an id keeps every digit. Undefined when it is
 * no JSON.
 */
export function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(longInteger.test(text) ? text.replace(stringOrLongInteger, quoted) : text) as unknown;
  } catch {
    return undefined;
  }
}

function quoted(token: string): string {
  return token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
}
