import type { JsonObject } from '../loopback/json.js';
import { isObject } from '../loopback/json.js';
import { TEXT_LIMIT } from './limits.js';
import { livingInside } from './user-text.js';

/** Collects what is wrong, each under its path. */
export interface Findings {
  readonly userTexts: readonly string[];
  add(path: string, problem: string): void;
}

/** Slack counts characters, not UTF-16 units. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** A plain string with a limit; a missing one is fine unless required. */
export function checkString(
  value: unknown,
  path: string,
  limit: number,
  findings: Findings,
  required = false,
): void {
  if (value === undefined) {
    if (required) findings.add(path, 'is missing');
    return;
  }
  if (typeof value !== 'string') findings.add(path, 'is no string');
  else if (value === '' && required) findings.add(path, 'is empty');
  else if (lengthOf(value) > limit) findings.add(path, `has ${lengthOf(value)} characters of ${limit}`);
}

/** A text that Slack interprets: no part of a text from outside may come alive in it. */
export function checkInterpreted(text: string, path: string, findings: Findings): void {
  for (const part of livingInside(text, findings.userTexts)) {
    findings.add(path, `user text comes alive: ${part}`);
  }
}

/** A text object (https://docs.slack.dev/reference/block-kit/composition-objects/text-object). */
export function checkText(
  value: unknown,
  path: string,
  limit: number,
  findings: Findings,
  kind: 'plain' | 'any' = 'any',
): void {
  if (!isObject(value)) {
    findings.add(path, value === undefined ? 'is missing' : 'is no text object');
    return;
  }
  const { type, text } = value;
  if (type !== 'plain_text' && type !== 'mrkdwn') findings.add(`${path}.type`, `unknown "${String(type)}"`);
  if (kind === 'plain' && type === 'mrkdwn') findings.add(`${path}.type`, 'must be plain_text');
  if (type === 'mrkdwn' && 'emoji' in value) findings.add(`${path}.emoji`, 'only goes with plain_text');
  if (type === 'plain_text' && 'verbatim' in value) findings.add(`${path}.verbatim`, 'only goes with mrkdwn');
  checkString(text, `${path}.text`, Math.min(limit, TEXT_LIMIT), findings, true);
  if (type === 'mrkdwn' && typeof text === 'string') checkInterpreted(text, `${path}.text`, findings);
}

/** The sum of all texts inside, in characters. */
export function totalText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + totalText(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [name, inner]) => {
    if (typeof inner === 'string') return sum + (name === 'text' ? lengthOf(inner) : 0);
    return sum + totalText(inner);
  }, 0);
}

/** The object as a list with its path, for lists that must exist and not be empty. */
export function checkedList(
  value: unknown,
  path: string,
  limit: number | undefined,
  findings: Findings,
): readonly (readonly [path: string, item: JsonObject])[] {
  if (!Array.isArray(value) || value.length === 0) {
    findings.add(path, 'is missing or empty');
    return [];
  }
  if (limit !== undefined && value.length > limit)
    findings.add(path, `has ${value.length} entries of ${limit}`);
  return (value as readonly unknown[]).flatMap((item, index) => {
    if (isObject(item)) return [[`${path}[${index}]`, item] as const];
    findings.add(`${path}[${index}]`, 'is no object');
    return [];
  });
}
