import type { JsonObject } from '../loopback/json.js';
import { isObject, listFrom, objectFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import type { Findings } from './embed-check.js';
import { checkInterpreted, checkString } from './embed-check.js';
import { COMPONENT_LIMITS, COMPONENTS_V2_LIMITS, MESSAGE_LIMITS } from './limits.js';

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
const TYPE = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  section: 9,
  textDisplay: 10,
  gallery: 12,
  container: 17,
} as const;
const SELECTS: readonly unknown[] = [3, 5, 6, 7, 8];
const LINK_STYLE = 5;

function checkButton(button: JsonObject, path: string, findings: Findings): void {
  const { style, url, label, emoji } = button;
  const isLink = style === LINK_STYLE;
  checkString(label, `${path}.label`, COMPONENT_LIMITS.buttonLabel, findings);
  if (label === undefined && emoji === undefined) findings.add(path, 'needs a label or an emoji');
  checkString(url, `${path}.url`, COMPONENT_LIMITS.buttonUrl, findings, isLink);
  if (isLink && button['custom_id'] !== undefined)
    findings.add(`${path}.custom_id`, 'does not go with a link');
  if (!isLink && url !== undefined) findings.add(`${path}.url`, 'only goes with a link');
}

function checkSelect(select: JsonObject, path: string, findings: Findings): void {
  checkString(select['placeholder'], `${path}.placeholder`, COMPONENT_LIMITS.placeholder, findings);
  if (select['type'] !== TYPE.stringSelect) return;
  const options = objectsFrom(select['options']);
  if (options.length === 0) findings.add(`${path}.options`, 'is missing or empty');
  if (options.length > COMPONENT_LIMITS.options) {
    findings.add(`${path}.options`, `has ${options.length} entries of ${COMPONENT_LIMITS.options}`);
  }
  const values = new Set<unknown>();
  options.forEach((option, index) => {
    const at = `${path}.options[${index}]`;
    checkString(option['label'], `${at}.label`, COMPONENT_LIMITS.optionLabel, findings, true);
    checkString(option['value'], `${at}.value`, COMPONENT_LIMITS.optionValue, findings, true);
    checkString(option['description'], `${at}.description`, COMPONENT_LIMITS.optionDescription, findings);
    if (values.has(option['value']))
      findings.add(`${at}.value`, `"${stringFrom(option['value'])}" is offered twice`);
    values.add(option['value']);
  });
  for (const name of ['min_values', 'max_values']) {
    const value = select[name];
    if (typeof value === 'number' && value > options.length)
      findings.add(`${path}.${name}`, 'is more than is offered');
  }
}

function checkRow(row: JsonObject, path: string, findings: Findings): void {
  const inside = objectsFrom(row['components']);
  const buttons = inside.filter((one) => one['type'] === TYPE.button).length;
  const selects = inside.filter((one) => SELECTS.includes(one['type'])).length;
  if (inside.length === 0) findings.add(path, 'is an empty row');
  if (buttons > COMPONENT_LIMITS.buttonsInRow) {
    findings.add(path, `has ${buttons} buttons of ${COMPONENT_LIMITS.buttonsInRow}`);
  }
  if (selects > COMPONENT_LIMITS.selectsInRow || (selects > 0 && buttons > 0)) {
    findings.add(path, 'holds a menu and something else');
  }
}

/** Checks one component and what is inside; returns how many there are. */
export function checkComponent(
  component: JsonObject,
  path: string,
  customIds: Set<string>,
  findings: Findings,
): number {
  const { type } = component;
  const isSelect = SELECTS.includes(type);
  if (isSelect || type === TYPE.textInput || (type === TYPE.button && component['style'] !== LINK_STYLE)) {
    checkString(component['custom_id'], `${path}.custom_id`, COMPONENT_LIMITS.customId, findings, true);
    const id = stringFrom(component['custom_id']);
    if (customIds.has(id)) findings.add(`${path}.custom_id`, `"${id}" stands twice`);
    customIds.add(id);
  }
  if (type === TYPE.button) checkButton(component, path, findings);
  if (isSelect) checkSelect(component, path, findings);
  if (type === TYPE.actionRow) checkRow(component, path, findings);
  if (type === TYPE.textDisplay) {
    checkString(component['content'], `${path}.content`, COMPONENTS_V2_LIMITS.text, findings, true);
    checkInterpreted(component['content'], `${path}.content`, findings);
  }
  const inside = objectsFrom(component['components']);
  if (type === TYPE.section && (inside.length === 0 || inside.length > COMPONENTS_V2_LIMITS.sectionTexts)) {
    findings.add(
      `${path}.components`,
      `has ${inside.length} texts, 1 to ${COMPONENTS_V2_LIMITS.sectionTexts} fit`,
    );
  }
  if (type === TYPE.gallery && listFrom(component['items']).length > COMPONENTS_V2_LIMITS.galleryItems) {
    findings.add(`${path}.items`, `has more than ${COMPONENTS_V2_LIMITS.galleryItems} entries`);
  }
  const nested = [
    ...inside.map((one, index) => [`${path}.components[${index}]`, one] as const),
    ...['accessory', 'component']
      .filter((name) => isObject(component[name]))
      .map((name) => [`${path}.${name}`, objectFrom(component[name])] as const),
  ];
  return nested.reduce((sum, [at, one]) => sum + checkComponent(one, at, customIds, findings), 1);
}

function textOf(component: JsonObject): number {
  const own = component['type'] === TYPE.textDisplay ? stringFrom(component['content']).length : 0;
  return objectsFrom(component['components']).reduce((sum, one) => sum + textOf(one), own);
}

/** The components of a message; the newer kinds need their flag. */
export function checkComponents(value: unknown, path: string, v2: boolean, findings: Findings): void {
  const components = objectsFrom(value);
  const customIds = new Set<string>();
  const total = components.reduce(
    (sum, one, index) => sum + checkComponent(one, `${path}[${index}]`, customIds, findings),
    0,
  );
  if (v2) {
    if (total > COMPONENTS_V2_LIMITS.total) {
      findings.add(path, `are ${total} of ${COMPONENTS_V2_LIMITS.total} with all that is inside`);
    }
    const text = components.reduce((sum, one) => sum + textOf(one), 0);
    if (text > COMPONENTS_V2_LIMITS.text) {
      findings.add(path, `hold ${text} characters of ${COMPONENTS_V2_LIMITS.text} together`);
    }
    return;
  }
  if (components.length > MESSAGE_LIMITS.actionRows) {
    findings.add(path, `has ${components.length} rows of ${MESSAGE_LIMITS.actionRows}`);
  }
  components.forEach((one, index) => {
    if (one['type'] !== TYPE.actionRow)
      findings.add(`${path}[${index}]`, 'needs the flag for newer components');
  });
}
