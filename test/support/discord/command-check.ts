import type { JsonObject } from '../loopback/json.js';
import { isObject, objectsFrom, stringFrom } from '../loopback/json.js';
import type { Findings } from './embed-check.js';
import { checkString } from './embed-check.js';
import { COMMAND_LIMITS } from './limits.js';

const CHAT_INPUT = 1;

function typeOf(command: JsonObject): number {
  return typeof command['type'] === 'number' ? command['type'] : CHAT_INPUT;
}

function checkName(value: unknown, path: string, findings: Findings): void {
  const name = stringFrom(value);
  if (!COMMAND_LIMITS.name.test(name)) findings.add(path, `"${name}" is no command name`);
  else if (name !== name.toLowerCase()) findings.add(path, `"${name}" is not in small letters`);
}

function checkNameAndDescription(command: JsonObject, path: string, findings: Findings): void {
  checkName(command['name'], `${path}.name`, findings);
  checkString(command['description'], `${path}.description`, COMMAND_LIMITS.description, findings, true);
  const names = command['name_localizations'];
  const descriptions = command['description_localizations'];
  for (const [locale, name] of Object.entries(isObject(names) ? names : {})) {
    checkName(name, `${path}.name_localizations.${locale}`, findings);
  }
  for (const [locale, text] of Object.entries(isObject(descriptions) ? descriptions : {})) {
    checkString(
      text,
      `${path}.description_localizations.${locale}`,
      COMMAND_LIMITS.description,
      findings,
      true,
    );
  }
}

function checkOptions(value: unknown, path: string, findings: Findings): void {
  const options = objectsFrom(value);
  if (options.length > COMMAND_LIMITS.options) {
    findings.add(path, `has ${options.length} entries of ${COMMAND_LIMITS.options}`);
  }
  const names = new Set<unknown>();
  let optional = false;
  options.forEach((option, index) => {
    const at = `${path}[${index}]`;
    checkNameAndDescription(option, at, findings);
    if (names.has(option['name'])) findings.add(`${at}.name`, `"${stringFrom(option['name'])}" stands twice`);
    names.add(option['name']);
    const isSubcommand = option['type'] === 1 || option['type'] === 2;
    if (option['required'] === true && optional)
      findings.add(at, 'is required but comes after an optional one');
    if (option['required'] !== true && !isSubcommand) optional = true;
    const choices = objectsFrom(option['choices']);
    if (choices.length > COMMAND_LIMITS.choices) {
      findings.add(`${at}.choices`, `has ${choices.length} entries of ${COMMAND_LIMITS.choices}`);
    }
    if (choices.length > 0 && option['autocomplete'] === true) {
      findings.add(`${at}.autocomplete`, 'does not go with choices');
    }
    checkChoices(choices, `${at}.choices`, findings);
    checkOptions(option['options'], `${at}.options`, findings);
  });
}

function checkChoices(choices: readonly JsonObject[], path: string, findings: Findings): void {
  choices.forEach((choice, index) => {
    checkString(choice['name'], `${path}[${index}].name`, COMMAND_LIMITS.choiceName, findings, true);
    if (typeof choice['value'] !== 'number') {
      checkString(choice['value'], `${path}[${index}].value`, COMMAND_LIMITS.choiceValue, findings, true);
    }
  });
}

/** All names, descriptions and values, with the longest translation of each. */
function totalText(command: JsonObject): number {
  const longest = (name: string): number => {
    const translated = command[`${name}_localizations`];
    const all = [command[name], ...Object.values(isObject(translated) ? translated : {})];
    return Math.max(...all.map((text) => stringFrom(text).length));
  };
  const inside = [...objectsFrom(command['options']), ...objectsFrom(command['choices'])];
  const own = longest('name') + longest('description') + stringFrom(command['value']).length;
  return inside.reduce((sum, one) => sum + totalText(one), own);
}

/** A whole registration (https://discord.com/developers/docs/interactions/application-commands). */
export function checkCommands(value: unknown, findings: Findings): void {
  const commands = objectsFrom(value);
  const chatInputs = commands.filter((command) => typeOf(command) === CHAT_INPUT);
  if (chatInputs.length > COMMAND_LIMITS.chatInput) {
    findings.add('commands', `are ${chatInputs.length} of ${COMMAND_LIMITS.chatInput}`);
  }
  const names = new Set<string>();
  commands.forEach((command, index) => {
    const path = `commands[${index}]`;
    const key = `${typeOf(command)} ${stringFrom(command['name'])}`;
    if (names.has(key)) findings.add(`${path}.name`, `"${stringFrom(command['name'])}" stands twice`);
    names.add(key);
    if (typeOf(command) !== CHAT_INPUT) {
      checkString(command['name'], `${path}.name`, COMMAND_LIMITS.contextMenuName, findings, true);
      if (stringFrom(command['description']) !== '')
        findings.add(`${path}.description`, 'is for slash commands only');
      return;
    }
    checkNameAndDescription(command, path, findings);
    checkOptions(command['options'], `${path}.options`, findings);
    const total = totalText(command);
    if (total > COMMAND_LIMITS.totalText) {
      findings.add(path, `holds ${total} characters of ${COMMAND_LIMITS.totalText} together`);
    }
  });
}

/** The answer to somebody who is typing. */
export function checkAutocomplete(data: JsonObject, findings: Findings): void {
  const choices = objectsFrom(data['choices']);
  if (!Array.isArray(data['choices'])) findings.add('choices', 'is missing');
  if (choices.length > COMMAND_LIMITS.choices) {
    findings.add('choices', `has ${choices.length} entries of ${COMMAND_LIMITS.choices}`);
  }
  checkChoices(choices, 'choices', findings);
}
