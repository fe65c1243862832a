/** The digits in a text, of any script, as ASCII digits; everything else is left out. */
export function asciiDigits(text: string): string {
  return withAsciiDigits(text).replace(/\D/g, '');
}

/** The text with compatible forms folded and the digits of all scripts as ASCII digits. */
export function withAsciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** Unicode keeps the ten digits of a script in a row. A digit's value is its distance from the row's start. */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return before % 10;
}
