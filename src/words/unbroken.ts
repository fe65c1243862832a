import { anyOf } from './any-of.js';
import { wordsOf, type Words } from './index.js';

const all = Object.values<Words>(wordsOf);
const before = anyOf(all.flatMap(({ figures }) => figures.before));
const after = anyOf(all.flatMap(({ figures }) => figures.after));
const zones = anyOf(['UTC', ...all.flatMap((words) => Object.values(words.zones))]);

const figureAndUnit = new RegExp(
  String.raw`(?<=\d) (?=${after}(?![\p{L}\p{N}]))|(?<=(?<![\p{L}\p{N}])${before}) (?=\d)|(?<=\d[:.]\d{2}) (?=${zones}(?!\p{L}))`,
  'gu',
);

/** The text with figures and their units kept on one line: 24 h, 14:20 WIB. No longer than before. */
export function unbroken(text: string): string {
  return text.replace(figureAndUnit, '\u00a0');
}

/** The same, and no line begins with the dot between two parts. */
export function unbrokenParts(text: string): string {
  return unbroken(text).replace(/(?<=\S) (?=· \S)/gu, '\u00a0');
}

/** The text with ordinary spaces, for where people search it and lines are not broken. */
export function searchable(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
