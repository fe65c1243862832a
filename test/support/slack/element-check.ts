import type { JsonObject } from '../loopback/json.js';
import { objectFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import { ELEMENT_LIMITS, ID_LIMIT, OPTION_LIMITS } from './limits.js';
import type { Findings } from './text-check.js';
import { checkedList, checkString, checkText } from './text-check.js';

/** Elements that start something and so need an action_id of their own. */
const ACTING = new Set([
  'button',
  'channels_select',
  'checkboxes',
  'conversations_select',
  'datepicker',
  'datetimepicker',
  'email_text_input',
  'external_select',
  'feedback_buttons',
  'file_input',
  'icon_button',
  'multi_channels_select',
  'multi_conversations_select',
  'multi_external_select',
  'multi_static_select',
  'multi_users_select',
  'number_input',
  'overflow',
  'plain_text_input',
  'radio_buttons',
  'rich_text_input',
  'static_select',
  'timepicker',
  'url_text_input',
  'users_select',
  'workflow_button',
]);
const SHOWING = new Set(['image', 'plain_text', 'mrkdwn', 'url']);

function checkConfirm(confirm: JsonObject, path: string, findings: Findings): void {
  const limits = ELEMENT_LIMITS.confirm;
  checkText(confirm['title'], `${path}.title`, limits.title, findings, 'plain');
  checkText(confirm['text'], `${path}.text`, limits.text, findings);
  checkText(confirm['confirm'], `${path}.confirm`, limits.confirm, findings, 'plain');
  checkText(confirm['deny'], `${path}.deny`, limits.deny, findings, 'plain');
}

function checkOptions(
  value: unknown,
  path: string,
  limit: number,
  kind: 'plain' | 'any',
  findings: Findings,
): void {
  const values = new Set<string>();
  for (const [at, option] of checkedList(value, path, limit, findings)) {
    checkText(option['text'], `${at}.text`, ELEMENT_LIMITS.optionText, findings, kind);
    checkString(option['value'], `${at}.value`, ELEMENT_LIMITS.optionValue, findings, true);
    if (option['description'] !== undefined) {
      checkText(option['description'], `${at}.description`, ELEMENT_LIMITS.optionDescription, findings, kind);
    }
    const own = stringFrom(option['value']);
    if (values.has(own)) findings.add(`${at}.value`, `"${own}" is offered twice`);
    values.add(own);
  }
}

function checkButton(button: JsonObject, path: string, findings: Findings): void {
  checkText(button['text'], `${path}.text`, ELEMENT_LIMITS.buttonText, findings, 'plain');
  checkString(button['value'], `${path}.value`, ELEMENT_LIMITS.buttonValue, findings);
  checkString(button['url'], `${path}.url`, ELEMENT_LIMITS.buttonUrl, findings);
  checkString(
    button['accessibility_label'],
    `${path}.accessibility_label`,
    ELEMENT_LIMITS.accessibilityLabel,
    findings,
  );
  const style = button['style'];
  if (style !== undefined && style !== 'primary' && style !== 'danger') {
    findings.add(`${path}.style`, `unknown "${stringFrom(style)}"`);
  }
}

/** One interactive or shown element (https://docs.slack.dev/reference/block-kit/block-elements). */
export function checkElement(
  element: JsonObject,
  path: string,
  actionIds: Set<string>,
  findings: Findings,
): void {
  const type = stringFrom(element['type']);
  if (!ACTING.has(type) && !SHOWING.has(type)) {
    findings.add(`${path}.type`, `unknown element "${type}"`);
    return;
  }
  if (ACTING.has(type)) {
    checkString(element['action_id'], `${path}.action_id`, ID_LIMIT, findings, true);
    const id = stringFrom(element['action_id']);
    if (actionIds.has(id)) findings.add(`${path}.action_id`, `"${id}" stands twice in one block`);
    actionIds.add(id);
  }
  if (type === 'button') checkButton(element, path, findings);
  if (type === 'image') checkString(element['alt_text'], `${path}.alt_text`, 2_000, findings, true);
  if (element['placeholder'] !== undefined) {
    checkText(element['placeholder'], `${path}.placeholder`, ELEMENT_LIMITS.placeholder, findings, 'plain');
  }
  if (element['confirm'] !== undefined) {
    checkConfirm(objectFrom(element['confirm']), `${path}.confirm`, findings);
  }
  const limit = OPTION_LIMITS[type];
  if (limit !== undefined) {
    const kind = type === 'checkboxes' || type === 'radio_buttons' ? 'any' : 'plain';
    if (element['option_groups'] === undefined) {
      checkOptions(element['options'], `${path}.options`, limit, kind, findings);
    } else {
      const groups = checkedList(
        element['option_groups'],
        `${path}.option_groups`,
        ELEMENT_LIMITS.optionGroups,
        findings,
      );
      for (const [at, group] of groups) {
        checkText(group['label'], `${at}.label`, ELEMENT_LIMITS.optionGroupLabel, findings, 'plain');
        checkOptions(group['options'], `${at}.options`, limit, kind, findings);
      }
    }
    checkInitial(element, path, findings);
  }
  if (type === 'plain_text_input' && Number(element['max_length'] ?? 0) > ELEMENT_LIMITS.inputLength) {
    findings.add(`${path}.max_length`, `is above ${ELEMENT_LIMITS.inputLength}`);
  }
}

function checkInitial(element: JsonObject, path: string, findings: Findings): void {
  const offered = [
    ...objectsFrom(element['options']),
    ...objectsFrom(element['option_groups']).flatMap((group) => objectsFrom(group['options'])),
  ].map((option) => JSON.stringify(option));
  const initial = [
    ...(element['initial_option'] === undefined ? [] : [element['initial_option']]),
    ...objectsFrom(element['initial_options']),
  ];
  for (const option of initial) {
    if (!offered.includes(JSON.stringify(option))) {
      findings.add(`${path}.initial_option`, 'is not one of the options, to the letter');
    }
  }
}
