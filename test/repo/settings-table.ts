import { effectOf } from '../../config/effects.js';
import { configurationJsonSchema } from '../../config/json-schema.js';
import { defaultSettings } from '../../config/load.js';
import { isKeyed } from '../../config/overlay.js';

type Keyed = Readonly<Record<string, unknown>>;

/** One setting: where it stands, what holds where nobody wrote it, and what it is. */
interface Setting {
  /** `routes[].timezone`. */
  readonly path: string;
  /** Undefined: none. */
  readonly usual: unknown;
  readonly about: string;
}

/** Every setting of the file, in its order. Throws when one does not say what it is. */
export function settings(): readonly Setting[] {
  const usual = defaultSettings();
  return inside(configurationJsonSchema(usual), '', usual);
}

function inside(shape: Keyed, path: string, usual: unknown): readonly Setting[] {
  const properties = isKeyed(shape['properties']) ? shape['properties'] : {};
  return Object.entries(properties).flatMap(([key, property]) => {
    if (!isKeyed(property)) return [];
    const at = path === '' ? key : `${path}.${key}`;
    return settingAt(property, at, isKeyed(usual) ? usual[key] : undefined);
  });
}

function settingAt(shape: Keyed, path: string, usual: unknown): readonly Setting[] {
  const branches = Array.isArray(shape['anyOf']) ? shape['anyOf'].filter(isKeyed) : [];
  const whole = [shape, ...branches].find((one) => isKeyed(one['properties']));
  if (whole !== undefined && usual !== null) return inside(whole, path, usual);
  const items = [shape, ...branches].map((one) => one['items']).find(isKeyed);
  const rows = items === undefined ? [] : inside(items, `${path}[]`, undefined);
  const about = typeof shape['description'] === 'string' ? shape['description'] : null;
  if (about === null && rows.length === 0) throw new Error(`${path} does not say what it is.`);
  const below = whole === undefined ? rows : inside(whole, path, undefined);
  return [...(about === null ? [] : [{ path, usual, about }]), ...below];
}

/** The settings as a table for people. */
export function settingsTable(): string {
  const rows = settings().map(({ path, usual, about }) => {
    const value = usual === undefined ? '' : `\`${JSON.stringify(usual)}\``;
    const effect = effectOf(path) === 'reload' ? 'at once' : 'at the next start';
    return `| \`${path}\` | ${value} | ${about.replace(/[|<]/g, '\\$&')} | ${effect} |`;
  });
  return [
    '| setting | default | what it is | a change takes effect |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
