import type { JsonObject } from '../loopback/json.js';
import { isObject, listFrom, objectFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import { EMBED_LIMITS, MESSAGE_LIMITS } from './limits.js';
import { livingInside } from './user-text.js';

/** Collects what is wrong, each under its path. */
export interface Findings {
  readonly userTexts: readonly string[];
  add(path: string, problem: string): void;
}

/** A string with a limit; a missing one is fine unless required. */
export function checkString(
  value: unknown,
  path: string,
  limit: number,
  findings: Findings,
  required = false,
): void {
  if (value === undefined || value === null) {
    if (required) findings.add(path, 'is missing');
  } else if (typeof value !== 'string') {
    findings.add(path, 'is no string');
  } else if (value.trim() === '' && required) {
    findings.add(path, 'is empty');
  } else if (value.length > limit) {
    findings.add(path, `has ${value.length} characters of ${limit}`);
  }
}

/** A text Discord interprets: no part of a text from outside may come alive in it. */
export function checkInterpreted(value: unknown, path: string, findings: Findings): void {
  for (const part of livingInside(stringFrom(value), findings.userTexts)) {
    findings.add(path, `user text comes alive: ${part}`);
  }
}

/** The characters of an embed that count towards the total of a message. */
function embedText(embed: JsonObject): number {
  const texts = [
    embed['title'],
    embed['description'],
    objectFrom(embed['footer'])['text'],
    objectFrom(embed['author'])['name'],
    ...objectsFrom(embed['fields']).flatMap((field) => [field['name'], field['value']]),
  ];
  return texts.reduce((sum: number, text) => sum + stringFrom(text).trim().length, 0);
}

function checkEmbed(embed: JsonObject, path: string, findings: Findings): void {
  checkString(embed['title'], `${path}.title`, EMBED_LIMITS.title, findings);
  checkString(embed['description'], `${path}.description`, EMBED_LIMITS.description, findings);
  checkString(embed['url'], `${path}.url`, EMBED_LIMITS.url, findings);
  for (const name of ['title', 'description']) checkInterpreted(embed[name], `${path}.${name}`, findings);
  if (isObject(embed['footer'])) {
    checkString(embed['footer']['text'], `${path}.footer.text`, EMBED_LIMITS.footer, findings, true);
  }
  if (isObject(embed['author'])) {
    checkString(embed['author']['name'], `${path}.author.name`, EMBED_LIMITS.author, findings, true);
  }
  const { color, timestamp } = embed;
  const isColor = Number.isInteger(color) && Number(color) >= 0 && Number(color) <= EMBED_LIMITS.color;
  if (color !== undefined && color !== null && !isColor) findings.add(`${path}.color`, 'is no colour');
  if (timestamp !== undefined && Number.isNaN(Date.parse(stringFrom(timestamp)))) {
    findings.add(`${path}.timestamp`, 'is no time');
  }
  const fields = objectsFrom(embed['fields']);
  if (fields.length > EMBED_LIMITS.fields) {
    findings.add(`${path}.fields`, `has ${fields.length} entries of ${EMBED_LIMITS.fields}`);
  }
  fields.forEach((field, index) => {
    const at = `${path}.fields[${index}]`;
    checkString(field['name'], `${at}.name`, EMBED_LIMITS.fieldName, findings, true);
    checkString(field['value'], `${at}.value`, EMBED_LIMITS.fieldValue, findings, true);
    checkInterpreted(field['name'], `${at}.name`, findings);
    checkInterpreted(field['value'], `${at}.value`, findings);
  });
  const hasPicture = isObject(embed['image']) || isObject(embed['thumbnail']);
  if (embedText(embed) === 0 && !hasPicture) findings.add(path, 'is empty');
}

/** The embeds of a message (https://discord.com/developers/docs/resources/message#embed-object). */
export function checkEmbeds(value: unknown, path: string, findings: Findings): void {
  if (value === undefined || value === null) return;
  const count = listFrom(value).length;
  if (count > MESSAGE_LIMITS.embeds) findings.add(path, `has ${count} entries of ${MESSAGE_LIMITS.embeds}`);
  const embeds = objectsFrom(value);
  embeds.forEach((embed, index) => checkEmbed(embed, `${path}[${index}]`, findings));
  const total = embeds.reduce((sum, embed) => sum + embedText(embed), 0);
  if (total > MESSAGE_LIMITS.embedText) {
    findings.add(path, `hold ${total} characters of ${MESSAGE_LIMITS.embedText} together`);
  }
}
