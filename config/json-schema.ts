import * as z from 'zod';
import { settingsSchema } from './schema.js';

type Json = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The defaults beside each setting, and no setting required: the operator's file says only what differs. */
function withDefaults(schema: Json, defaults: Json): Json {
  const properties = isMap(schema['properties']) ? schema['properties'] : {};
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'required')),
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, property]) => {
        const value = defaults[key];
        if (!isMap(property)) return [key, property];
        if (isMap(value) && isMap(property['properties'])) return [key, withDefaults(property, value)];
        return [key, value === undefined ? property : { ...property, default: value }];
      }),
    ),
  };
}

/** The settings file's JSON Schema, with the given defaults. For editors and other programs. */
export function configurationJsonSchema(defaults: Json): Json {
  return withDefaults({ ...z.toJSONSchema(settingsSchema, { io: 'input' }), title: 'Tierwatch' }, defaults);
}
