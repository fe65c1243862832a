const figureAndUnit =
  /(?<=\d) (?=(?:%|h|min|s|detik|days?|jam|menit|hari)(?![\p{L}\p{N}]))|(?<=\bpukul) (?=\d)|(?<=\d[:.]\d{2}) (?=(?:WIB|WITA|WIT|UTC)(?!\p{L}))/gu;

/** The text with its figures and their units kept on one line: 80 %, 24 h, 7 days, 14:20 WIB, pukul 14.20 WIB. No longer than before. */
export function unbroken(text: string): string {
  return text.replace(figureAndUnit, '\u00a0');
}

/** The text with ordinary spaces, for where people search it and lines are not broken. */
export function searchable(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
