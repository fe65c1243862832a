import type { JsonObject } from '../loopback/json.js';
import { objectsFrom, stringFrom } from '../loopback/json.js';
import type { Surface } from './block-check.js';
import { checkBlock } from './block-check.js';
import { MESSAGE_LIMITS, VIEW_LIMITS } from './limits.js';
import type { Findings } from './text-check.js';
import { checkInterpreted, checkString, checkText, lengthOf, totalText } from './text-check.js';

/** How a payload is looked at. */
export interface SlackCheckOptions {
  /** Taken from the payload's `type` when absent: a modal, a home, or else a message. */
  readonly surface?: Surface;
  /** Texts that came from outside and must be shown as they are. */
  readonly userTexts?: readonly string[];
}

function count(blocks: readonly JsonObject[], ...types: readonly string[]): number {
  return blocks.filter((block) => types.includes(stringFrom(block['type']))).length;
}

function checkBlocks(
  value: unknown,
  path: string,
  surface: Surface,
  limit: number,
  findings: Findings,
): readonly JsonObject[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    findings.add(path, 'is no list');
    return [];
  }
  const blocks = objectsFrom(value);
  if (blocks.length > limit) findings.add(path, `has ${blocks.length} blocks of ${limit}`);
  const ids = new Set<string>();
  blocks.forEach((block, index) => checkBlock(block, `${path}[${index}]`, surface, ids, findings));
  const total = totalText(blocks);
  if (surface === 'message' && total > MESSAGE_LIMITS.textOfAllBlocks) {
    findings.add(path, `hold ${total} characters of ${MESSAGE_LIMITS.textOfAllBlocks} together`);
  }
  return blocks;
}

function checkAttachment(attachment: JsonObject, path: string, findings: Findings): void {
  checkBlocks(attachment['blocks'], `${path}.blocks`, 'message', MESSAGE_LIMITS.blocks, findings);
  checkString(attachment['fallback'], `${path}.fallback`, MESSAGE_LIMITS.attachmentFallback, findings);
  for (const name of ['pretext', 'text', 'title', 'fallback', 'footer']) {
    checkInterpreted(stringFrom(attachment[name]), `${path}.${name}`, findings);
  }
}

function checkMessage(payload: JsonObject, findings: Findings): void {
  const { text } = payload;
  if (typeof text !== 'string' || text.trim() === '') findings.add('text', 'the fallback text is missing');
  checkString(text, 'text', MESSAGE_LIMITS.text, findings);
  checkInterpreted(stringFrom(text), 'text', findings);
  if (stringFrom(payload['link_names']) === 'true' || stringFrom(payload['link_names']) === '1') {
    findings.add('link_names', 'turns plain names into mentions');
  }
  if (payload['parse'] === 'full') findings.add('parse', 'turns plain names into mentions');
  const blocks = checkBlocks(payload['blocks'], 'blocks', 'message', MESSAGE_LIMITS.blocks, findings);
  if (count(blocks, 'table', 'data_table') > MESSAGE_LIMITS.tables) {
    findings.add('blocks', `hold more than ${MESSAGE_LIMITS.tables} table`);
  }
  if (count(blocks, 'data_visualization') > MESSAGE_LIMITS.charts) {
    findings.add('blocks', `hold more than ${MESSAGE_LIMITS.charts} charts`);
  }
  const markdown = blocks.filter((block) => block['type'] === 'markdown');
  if (
    markdown.reduce((sum, one) => sum + lengthOf(stringFrom(one['text'])), 0) >
    MESSAGE_LIMITS.markdownOfAllBlocks
  ) {
    findings.add('blocks', `hold more than ${MESSAGE_LIMITS.markdownOfAllBlocks} characters of markdown`);
  }
  objectsFrom(payload['attachments']).forEach((attachment, index) =>
    checkAttachment(attachment, `attachments[${index}]`, findings),
  );
}

function checkView(payload: JsonObject, surface: 'modal' | 'home', findings: Findings): void {
  if (surface === 'modal') {
    checkText(payload['title'], 'title', VIEW_LIMITS.title, findings, 'plain');
    for (const name of ['submit', 'close'] as const) {
      if (payload[name] !== undefined) checkText(payload[name], name, VIEW_LIMITS[name], findings, 'plain');
    }
    if (count(objectsFrom(payload['blocks']), 'input') > 0 && payload['submit'] === undefined) {
      findings.add('submit', 'is needed as soon as there is an input');
    }
  }
  checkString(payload['private_metadata'], 'private_metadata', VIEW_LIMITS.privateMetadata, findings);
  checkString(payload['callback_id'], 'callback_id', VIEW_LIMITS.callbackId, findings);
  if (!Array.isArray(payload['blocks'])) findings.add('blocks', 'is missing');
  checkBlocks(payload['blocks'], 'blocks', surface, VIEW_LIMITS.blocks, findings);
}

function surfaceOf(payload: JsonObject): Surface {
  const { type } = payload;
  return type === 'modal' || type === 'home' ? type : 'message';
}

/** Everything Slack, or a careful reader, would refuse in a message or a view, as `path: problem`. */
export function slackProblems(payload: JsonObject, options: SlackCheckOptions = {}): readonly string[] {
  const problems: string[] = [];
  const findings: Findings = {
    userTexts: options.userTexts ?? [],
    add: (path, problem) => problems.push(`${path}: ${problem}`),
  };
  const surface = options.surface ?? surfaceOf(payload);
  if (surface === 'message') checkMessage(payload, findings);
  else checkView(payload, surface, findings);
  return problems;
}
