import type { JsonObject } from '../loopback/json.js';
import { isObject, listFrom, objectFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import { checkAutocomplete, checkCommands } from './command-check.js';
import { checkComponent, checkComponents } from './component-check.js';
import type { Findings } from './embed-check.js';
import { checkEmbeds, checkInterpreted, checkString } from './embed-check.js';
import { MENTION_LIMITS, MESSAGE_LIMITS, MODAL_LIMITS, THREAD_LIMITS } from './limits.js';
import { FLAGS } from './model.js';

/** What a payload is. A callback's own message or modal is checked apart from it. */
export type CheckedKind = 'message' | 'edit' | 'callback' | 'modal' | 'choices' | 'commands' | 'thread';

/** How a payload is looked at. */
export interface DiscordCheckOptions {
  /** A new message when absent. */
  readonly kind?: CheckedKind;
  /** Texts that came from outside and must be shown as they are. */
  readonly userTexts?: readonly string[];
}

function checkMentions(payload: JsonObject, findings: Findings): void {
  const mentions = payload['allowed_mentions'];
  if (!isObject(mentions)) {
    findings.add('allowed_mentions', 'is missing, so any text may ping people');
    return;
  }
  if (!Array.isArray(mentions['parse'])) findings.add('allowed_mentions.parse', 'is missing');
  if (listFrom(mentions['parse']).length > 0) {
    findings.add('allowed_mentions.parse', 'must be empty: who is pinged is named one by one');
  }
  for (const name of ['users', 'roles'] as const) {
    const count = listFrom(mentions[name]).length;
    if (count > MENTION_LIMITS[name]) {
      findings.add(`allowed_mentions.${name}`, `has ${count} entries of ${MENTION_LIMITS[name]}`);
    }
  }
}

function checkMessage(payload: JsonObject, isEdit: boolean, findings: Findings): void {
  const { content, embeds, components, nonce, flags } = payload;
  const showsText = [content, embeds, components].some((part) => part !== undefined);
  if (!isEdit || showsText) checkMentions(payload, findings);
  checkString(content, 'content', MESSAGE_LIMITS.content, findings);
  checkInterpreted(content, 'content', findings);
  checkEmbeds(embeds, 'embeds', findings);
  const v2 = (Number(flags ?? 0) & FLAGS.componentsV2) !== 0;
  checkComponents(components, 'components', v2, findings);
  if (v2 && (stringFrom(content) !== '' || listFrom(embeds).length > 0)) {
    findings.add('flags', 'newer components leave no room for content and embeds');
  }
  if (nonce !== undefined) {
    if (typeof nonce === 'string') checkString(nonce, 'nonce', MESSAGE_LIMITS.nonce, findings, true);
    else if (!Number.isInteger(nonce)) findings.add('nonce', 'is neither a string nor a whole number');
  }
  if (payload['enforce_nonce'] === true && nonce === undefined) findings.add('nonce', 'is missing');
  const files = listFrom(payload['attachments']).length;
  if (files > MESSAGE_LIMITS.attachments) {
    findings.add('attachments', `has ${files} entries of ${MESSAGE_LIMITS.attachments}`);
  }
}

function checkModal(modal: JsonObject, findings: Findings): void {
  checkString(modal['title'], 'title', MODAL_LIMITS.title, findings, true);
  checkString(modal['custom_id'], 'custom_id', MODAL_LIMITS.customId, findings, true);
  const components = objectsFrom(modal['components']);
  if (components.length === 0) findings.add('components', 'is missing or empty');
  if (components.length > MODAL_LIMITS.components) {
    findings.add('components', `has ${components.length} entries of ${MODAL_LIMITS.components}`);
  }
  const customIds = new Set<string>();
  components.forEach((component, index) => {
    const path = `components[${index}]`;
    checkComponent(component, path, customIds, findings);
    if (component['type'] === 18) {
      checkString(component['label'], `${path}.label`, MODAL_LIMITS.label, findings, true);
      checkString(component['description'], `${path}.description`, MODAL_LIMITS.labelDescription, findings);
    }
    const inputs = [objectFrom(component['component']), ...objectsFrom(component['components'])];
    for (const input of inputs.filter((one) => one['type'] === 4)) {
      const at = `${path}.${stringFrom(input['custom_id'])}`;
      checkString(input['value'], `${at}.value`, MODAL_LIMITS.inputValue, findings);
      checkString(input['placeholder'], `${at}.placeholder`, MODAL_LIMITS.inputPlaceholder, findings);
      checkString(input['label'], `${at}.label`, MODAL_LIMITS.label, findings, component['type'] === 1);
    }
  });
}

function checkThread(payload: JsonObject, findings: Findings): void {
  checkString(payload['name'], 'name', THREAD_LIMITS.name, findings, true);
  const minutes = payload['auto_archive_duration'];
  const allowed: readonly unknown[] = THREAD_LIMITS.autoArchiveMinutes;
  if (minutes !== undefined && !allowed.includes(minutes)) {
    findings.add('auto_archive_duration', `is none of ${allowed.join(', ')}`);
  }
}

/** Everything Discord, or a careful reader, would refuse in a payload, as `path: problem`. */
export function discordProblems(payload: unknown, options: DiscordCheckOptions = {}): readonly string[] {
  const problems: string[] = [];
  const findings: Findings = {
    userTexts: options.userTexts ?? [],
    add: (path, problem) => problems.push(`${path}: ${problem}`),
  };
  const kind = options.kind ?? 'message';
  switch (kind) {
    case 'message':
    case 'edit':
      checkMessage(objectFrom(payload), kind === 'edit', findings);
      break;
    case 'modal':
      checkModal(objectFrom(payload), findings);
      break;
    case 'choices':
      checkAutocomplete(objectFrom(payload), findings);
      break;
    case 'commands':
      checkCommands(payload, findings);
      break;
    case 'thread':
      checkThread(objectFrom(payload), findings);
      break;
    case 'callback':
      break;
  }
  return problems;
}
