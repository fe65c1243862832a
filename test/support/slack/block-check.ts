import type { JsonObject } from '../loopback/json.js';
import { isObject, listFrom, objectFrom, stringFrom } from '../loopback/json.js';
import { checkChart } from './chart-check.js';
import { checkElement } from './element-check.js';
import {
  BLOCK_LIST_LIMITS,
  BLOCK_TEXT_LIMITS,
  FORBIDDEN_BLOCKS,
  ID_LIMIT,
  SECTION_FIELD_LIMIT,
  TABLE_CELLS_PER_ROW,
  TEXT_LIMIT,
} from './limits.js';
import type { Findings } from './text-check.js';
import { checkedList, checkInterpreted, checkString, checkText } from './text-check.js';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

/** https://docs.slack.dev/reference/block-kit/blocks */
const KNOWN_BLOCKS = new Set([
  'actions',
  'alert',
  'card',
  'carousel',
  'container',
  'context',
  'context_actions',
  'data_table',
  'data_visualization',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'markdown',
  'plan',
  'rich_text',
  'section',
  'table',
  'task_card',
  'video',
]);
/** Texts that must be there, by block. */
const REQUIRED_TEXT: Readonly<Record<string, readonly string[]>> = {
  header: ['text'],
  image: ['alt_text'],
  input: ['label'],
  markdown: ['text'],
  alert: ['text'],
  data_visualization: ['title'],
};
const PLAIN_TEXT = new Set(['header.text', 'image.title', 'input.label', 'input.hint', 'video.title']);

function checkTexts(block: JsonObject, type: string, path: string, findings: Findings): void {
  for (const [name, limit] of Object.entries(BLOCK_TEXT_LIMITS[type] ?? {})) {
    const value = block[name];
    const required = REQUIRED_TEXT[type]?.includes(name) === true;
    if (value === undefined && !required) continue;
    if (isObject(value)) {
      checkText(
        value,
        `${path}.${name}`,
        limit,
        findings,
        PLAIN_TEXT.has(`${type}.${name}`) ? 'plain' : 'any',
      );
    } else if (PLAIN_TEXT.has(`${type}.${name}`) || (type === 'section' && name === 'text')) {
      findings.add(`${path}.${name}`, value === undefined ? 'is missing' : 'is no text object');
    } else {
      checkString(value, `${path}.${name}`, limit, findings, required);
    }
  }
  if (type === 'markdown') checkInterpreted(stringFrom(block['text']), `${path}.text`, findings);
}

function checkSection(block: JsonObject, path: string, findings: Findings): void {
  if (block['text'] === undefined && block['fields'] === undefined) {
    findings.add(path, 'needs a text or fields');
  }
  if (block['fields'] !== undefined) {
    for (const [at, field] of checkedList(block['fields'], `${path}.fields`, undefined, findings)) {
      checkText(field, at, SECTION_FIELD_LIMIT, findings);
    }
  }
  if (block['accessory'] !== undefined) {
    checkElement(objectFrom(block['accessory']), `${path}.accessory`, new Set(), findings);
  }
}

function checkElements(block: JsonObject, name: string, path: string, findings: Findings): void {
  const actionIds = new Set<string>();
  for (const [at, element] of checkedList(block[name], `${path}.${name}`, undefined, findings)) {
    if (element['type'] === 'plain_text' || element['type'] === 'mrkdwn') {
      checkText(element, at, TEXT_LIMIT, findings);
    } else {
      checkElement(element, at, actionIds, findings);
    }
  }
}

function checkTable(block: JsonObject, path: string, findings: Findings): void {
  listFrom(block['rows']).forEach((row, index) => {
    const cells = listFrom(row).length;
    if (cells > TABLE_CELLS_PER_ROW) {
      findings.add(`${path}.rows[${index}]`, `has ${cells} cells of ${TABLE_CELLS_PER_ROW}`);
    }
  });
}

/** One block on a surface (https://docs.slack.dev/reference/block-kit/blocks). */
export function checkBlock(
  block: JsonObject,
  path: string,
  surface: Surface,
  blockIds: Set<string>,
  findings: Findings,
): void {
  const type = stringFrom(block['type']);
  if (!KNOWN_BLOCKS.has(type)) {
    findings.add(`${path}.type`, `unknown block "${type}"`);
    return;
  }
  if (FORBIDDEN_BLOCKS[surface].includes(type)) findings.add(path, `${type} may not stand in a ${surface}`);
  checkString(block['block_id'], `${path}.block_id`, ID_LIMIT, findings);
  const id = stringFrom(block['block_id']);
  if (id !== '' && blockIds.has(id)) findings.add(`${path}.block_id`, `"${id}" stands twice`);
  blockIds.add(id);
  checkTexts(block, type, path, findings);
  for (const [name, limit] of Object.entries(BLOCK_LIST_LIMITS[type] ?? {})) {
    const count = listFrom(block[name]).length;
    if (count > limit) findings.add(`${path}.${name}`, `has ${count} entries of ${limit}`);
  }
  switch (type) {
    case 'section':
      checkSection(block, path, findings);
      break;
    case 'actions':
    case 'context':
    case 'context_actions':
      checkElements(block, 'elements', path, findings);
      break;
    case 'input':
      checkElement(objectFrom(block['element']), `${path}.element`, new Set(), findings);
      break;
    case 'card':
      if (block['actions'] !== undefined) checkElements(block, 'actions', path, findings);
      break;
    case 'container':
    case 'carousel': {
      const name = type === 'container' ? 'child_blocks' : 'elements';
      for (const [at, inner] of checkedList(block[name], `${path}.${name}`, undefined, findings)) {
        checkBlock(inner, at, surface, blockIds, findings);
      }
      break;
    }
    case 'image':
      if (block['image_url'] === undefined && block['slack_file'] === undefined) {
        findings.add(path, 'needs an image_url or a slack_file');
      }
      break;
    case 'table':
      checkTable(block, path, findings);
      break;
    case 'data_visualization':
      checkChart(objectFrom(block['chart']), `${path}.chart`, findings);
      break;
  }
}
