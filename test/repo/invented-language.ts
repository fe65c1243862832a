/** What a language is known by, and no text. */
const known: ReadonlySet<string> = new Set(['locale', 'tags']);

/** Words whose Latin letters are all replaced by others: whatever is still read in Latin letters came from elsewhere. */
export function invented<T>(words: T): T {
  return changed(words) as T;
}

function changed(value: unknown): unknown {
  if (typeof value === 'string') return inOtherLetters(value);
  if (typeof value === 'function') {
    const say = value as (...given: readonly unknown[]) => unknown;
    return (...given: readonly unknown[]) => changed(say(...given));
  }
  if (Array.isArray(value)) return value.map(changed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, known.has(key) ? inner : changed(inner)]),
  );
}

function inOtherLetters(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const small = letter.toLowerCase();
    const other = String.fromCodePoint(0x430 + (small.charCodeAt(0) - 97));
    return letter === small ? other : other.toUpperCase();
  });
}
