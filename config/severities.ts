import * as z from 'zod';
import { rules } from '../src/domain/rules/index.js';
import { matching, severity, write } from './fields.js';

/** Each rule alone and with each of its levels; with any word where a rule has other levels than the usual ones. */
const wishes = rules.map(({ name, usual, otherwise }) =>
  otherwise === null ? `${name}(?:\\.(?:${Object.keys(usual).join('|')}))?` : `${name}(?:\\.[\\w-]+)?`,
);

const listed = rules.map(({ name, usual, otherwise }) => {
  const levels = Object.keys(usual).join(', ');
  return `${name} (${otherwise === null ? levels : `${levels} or another`})`;
});

const wish = matching(
  new RegExp(`^(?:${wishes.join('|')})$`),
  `a rule, or a rule and its level like quality.yellow; these are ${listed.join(', ')}`,
);

/** Severities by `rule` or `rule.level`; a rule or level that does not exist is a mistake. */
export const severities = z.record(wish, severity, {
  error: write('severities by rule, like { quality.yellow: info }'),
});
