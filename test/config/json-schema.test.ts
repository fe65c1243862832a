import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationJsonSchema } from '../../config/json-schema.js';
import { defaultSettings } from '../../config/load.js';
import { packageRoot } from '../../config/root.js';
import { settings } from '../repo/settings-table.js';

const validate = new Ajv2020({ strict: false }).compile(configurationJsonSchema(defaultSettings()));
const shape = JSON.parse(JSON.stringify(configurationJsonSchema(defaultSettings()))) as {
  readonly properties: Readonly<Record<string, unknown>>;
};

describe('the JSON Schema of the settings file', () => {
  it('accepts the defaults, and a file that says only what differs', () => {
    const defaults: unknown = parse(readFileSync(join(packageRoot(), 'config', 'default.yaml'), 'utf8'));
    expect(validate(defaults), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ alerts: { usage: { clearBelow: 60 } } })).toBe(true);
  });

  it.each([
    ['a key that does not exist', { polls: {} }],
    ['a route to nowhere', { routes: [{}] }],
    ['a word for a number', { alerts: { sightLooks: 'three' } }],
  ])('refuses %s', (_, settings) => {
    expect(validate(settings)).toBe(false);
  });

  it('knows every setting of the default file, with its default', () => {
    expect(Object.keys(shape.properties).sort()).toEqual(Object.keys(defaultSettings()).sort());
    expect(shape.properties['language']).toMatchObject({ default: 'en' });
  });

  it('says of each setting what it is, those of the default file among them', () => {
    const paths = settings().map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const key of Object.keys(defaultSettings()))
      expect(
        paths.some((path) => new RegExp(`^${key}(?:\\.|\\[|$)`).test(path)),
        key,
      ).toBe(true);
  });
});
