import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { objectFrom, objectsFrom, parseJson, stringFrom } from '../loopback/json.js';

/** Names Slack keeps for itself (https://slack.com/help/articles/201259356-Slash-commands-in-Slack). */
const RESERVED_COMMANDS: readonly string[] = [
  'active',
  'apps',
  'archive',
  'away',
  'call',
  'canvas',
  'collapse',
  'dm',
  'dnd',
  'expand',
  'feed',
  'feedback',
  'focus',
  'huddle',
  'invite',
  'invite_people',
  'join',
  'keys',
  'kick',
  'leave',
  'list',
  'me',
  'msg',
  'mute',
  'open',
  'part',
  'people',
  'prefs',
  'remind',
  'remove',
  'rename',
  'search',
  'shortcuts',
  'shrug',
  'star',
  'status',
  'topic',
  'who',
];
/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const COMMAND = /^\/[a-z0-9_-]{1,31}$/;

let compiled: ValidateFunction | undefined;

function validator(folder: string): ValidateFunction {
  if (compiled === undefined) {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    const text = readFileSync(join(folder, 'slack-manifest.schema.2.0.0.json'), 'utf8');
    compiled = ajv.compile(objectFrom(parseJson(text)));
  }
  return compiled;
}

function commandProblems(manifest: unknown): readonly string[] {
  const seen = new Set<string>();
  const features = objectFrom(objectFrom(manifest)['features']);
  return objectsFrom(features['slash_commands']).flatMap((entry) => {
    const command = stringFrom(entry['command']);
    const problems = [
      ...(COMMAND.test(command) ? [] : [`${command}: is no command name`]),
      ...(RESERVED_COMMANDS.includes(command.slice(1)) ? [`${command}: is reserved by Slack`] : []),
      ...(seen.has(command) ? [`${command}: stands twice`] : []),
    ];
    seen.add(command);
    return problems;
  });
}

/**
 * What is wrong with an app manifest: command names always, the published schema too when the folder in
 * SPECS_DIR holds it (https://docs.slack.dev/reference/app-manifest).
 */
export function slackManifestProblems(manifest: unknown): readonly string[] {
  const folder = process.env['SPECS_DIR'];
  if (folder === undefined) return commandProblems(manifest);
  const validate = validator(folder);
  const wrong = validate(manifest)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath || '/'}: ${error.message ?? 'is wrong'}`);
  return [...commandProblems(manifest), ...wrong];
}
