import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { objectFrom, parseJson } from '../loopback/json.js';
import type { CheckedKind } from './payload-check.js';

const SCHEMAS = '#/components/schemas';
const CALLBACK = '#/paths/~1interactions~1%7Binteraction_id%7D~1%7Binteraction_token%7D~1callback/post';
/** Which schema of the published description speaks of which kind. */
const POINTERS: Readonly<Partial<Record<CheckedKind, string>>> = {
  message: `${SCHEMAS}/MessageCreateRequest`,
  edit: `${SCHEMAS}/MessageEditRequestPartial`,
  modal: `${SCHEMAS}/ModalInteractionCallbackRequestData`,
  callback: `${CALLBACK}/requestBody/content/application~1json/schema`,
  commands:
    '#/paths/~1applications~1%7Bapplication_id%7D~1commands/put/requestBody/content/application~1json/schema',
  thread: `${SCHEMAS}/CreateTextThreadWithMessageRequest`,
};
/** One wrong component fails every branch of a choice; the first few lines say enough. */
const SHOWN = 8;

const compiled = new Map<CheckedKind, ValidateFunction>();
let ajv: Ajv2020 | undefined;

function load(folder: string): Ajv2020 {
  if (ajv !== undefined) return ajv;
  const loaded = new Ajv2020({ strict: false, allErrors: true });
  formats.default(loaded);
  loaded.addFormat('snowflake', /^\d{1,20}$/);
  loaded.addFormat('nonce', true);
  loaded.addFormat('int32', { type: 'number', validate: (value) => Number.isInteger(value) });
  const description = objectFrom(parseJson(readFileSync(join(folder, 'discord-openapi.json'), 'utf8')));
  loaded.addSchema({ $id: 'discord', ...description });
  ajv = loaded;
  return loaded;
}

function validatorOf(kind: CheckedKind, pointer: string, folder: string): ValidateFunction {
  const ready = compiled.get(kind);
  if (ready !== undefined) return ready;
  const validate = load(folder).compile({ $ref: `discord${pointer}` });
  compiled.set(kind, validate);
  return validate;
}

/**
 * What the published description of Discord's API (https://github.com/discord/discord-api-spec) says against
 * a payload; null when SPECS_DIR names no folder that holds it, or when it has no word on this kind.
 */
export function discordSchemaProblems(kind: CheckedKind, payload: unknown): readonly string[] | null {
  const folder = process.env['SPECS_DIR'];
  const pointer = POINTERS[kind];
  if (folder === undefined || pointer === undefined) return null;
  const validate = validatorOf(kind, pointer, folder);
  if (validate(payload)) return [];
  return (validate.errors ?? [])
    .map((error) => `${error.instancePath || '/'}: ${error.message ?? 'is wrong'}`)
    .slice(0, SHOWN);
}
