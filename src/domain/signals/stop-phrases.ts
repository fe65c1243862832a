/** Whether a text asks to be sent nothing more. */
export type StopReader = (text: string) => boolean;

/** Longer texts are conversations, whatever words they hold. */
const longest = 200;

/**
 * Reads texts by phrases. One or two words must be all that the text says; more may stand anywhere in it. Case, marks
 * and signs do not matter.
 */
export function stopReader(phrases: readonly string[]): StopReader {
  const plain = phrases.map(plainOf).filter((phrase) => phrase !== '');
  const whole = new Set(plain);
  const within = plain.filter((phrase) => phrase.split(' ').length > 2).map((phrase) => ` ${phrase} `);
  return (text) => {
    if (text.length > longest) return false;
    const said = plainOf(text);
    return whole.has(said) || within.some((phrase) => ` ${said} `.includes(phrase));
  };
}

function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
