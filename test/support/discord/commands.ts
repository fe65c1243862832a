import type { JsonObject } from '../loopback/json.js';
import { objectsFrom, stringFrom } from '../loopback/json.js';

/** The commands the bot has registered. */
export interface Commands {
  list(where?: 'global' | 'guild'): readonly JsonObject[];
  /** A guild's command hides the global one of the same name and type. */
  find(name: string, type: number): JsonObject | undefined;
}

/** The commands, and the ways to register them. */
export interface CommandStore extends Commands {
  /** Puts these in the place of all that were there. */
  replace(where: 'global' | 'guild', commands: readonly JsonObject[]): readonly JsonObject[];
  /** Adds one, or overwrites the one of the same name and type. */
  add(where: 'global' | 'guild', command: JsonObject): JsonObject;
  /** Takes one away; false when there is none. */
  remove(where: 'global' | 'guild', id: string): boolean;
}

/** 1 slash command, 2 on a user, 3 on a message. */
function typeOf(command: JsonObject): number {
  return typeof command['type'] === 'number' ? command['type'] : 1;
}

/** Nothing is registered at first. */
export function createCommands(nextId: () => string, applicationId: string): CommandStore {
  const stored: Record<'global' | 'guild', JsonObject[]> = { global: [], guild: [] };
  const complete = (command: JsonObject): JsonObject => ({
    id: nextId(),
    application_id: applicationId,
    version: nextId(),
    default_member_permissions: null,
    type: 1,
    description: '',
    ...command,
  });
  const same = (one: JsonObject, other: JsonObject): boolean =>
    one['name'] === other['name'] && typeOf(one) === typeOf(other);
  return {
    list: (where) => (where === undefined ? [...stored.guild, ...stored.global] : stored[where]),
    find: (name, type) =>
      [...stored.guild, ...stored.global].find((one) => one['name'] === name && typeOf(one) === type),
    replace(where, commands) {
      stored[where] = commands.map(complete);
      return stored[where];
    },
    add(where, command) {
      const added = complete(command);
      stored[where] = [...stored[where].filter((one) => !same(one, command)), added];
      return added;
    },
    remove(where, id) {
      const left = stored[where].filter((one) => one['id'] !== id);
      const isGone = left.length < stored[where].length;
      stored[where] = left;
      return isGone;
    },
  };
}

/** An option value as somebody types it. */
export type OptionValue = string | number | boolean;

/** What somebody typed after the slash. */
export interface TypedCommand {
  readonly name: string;
  readonly group?: string;
  readonly subcommand?: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
}

function plainType(value: OptionValue): number {
  if (typeof value === 'string') return 3;
  if (typeof value === 'boolean') return 5;
  return Number.isInteger(value) ? 4 : 10;
}

function typed(
  definitions: readonly JsonObject[] | undefined,
  options: Readonly<Record<string, OptionValue>>,
  focused: string | undefined,
): readonly JsonObject[] {
  for (const definition of definitions ?? []) {
    const name = stringFrom(definition['name']);
    if (definition['required'] === true && focused === undefined && !(name in options)) {
      throw new Error(`Discord would not send the command without its option "${name}".`);
    }
  }
  return Object.entries(options).map(([name, value]) => {
    const definition = definitions?.find((one) => one['name'] === name);
    if (definitions !== undefined && definition === undefined) {
      throw new Error(`The registered command has no option "${name}".`);
    }
    const choices = objectsFrom(definition?.['choices']);
    if (name !== focused && choices.length > 0 && !choices.some((choice) => choice['value'] === value)) {
      throw new Error(`"${String(value)}" is not among the choices of "${name}".`);
    }
    const type = definition?.['type'] ?? plainType(value);
    return { name, type, value, ...(name === focused ? { focused: true } : {}) };
  });
}

/** The `options` of an interaction; throws where Discord's own window would not let it through. */
export function typedOptions(
  command: JsonObject | undefined,
  { group, subcommand, options = {} }: TypedCommand,
  focused?: string,
): readonly JsonObject[] {
  const inside = (definitions: readonly JsonObject[] | undefined, name: string) => {
    if (definitions === undefined) return undefined;
    const found = definitions.find((one) => one['name'] === name);
    if (found === undefined) throw new Error(`The registered command has no subcommand "${name}".`);
    return objectsFrom(found['options']);
  };
  const top = command === undefined ? undefined : objectsFrom(command['options']);
  if (subcommand === undefined) return typed(top, options, focused);
  const level = group === undefined ? top : inside(top, group);
  const leaf = { name: subcommand, type: 1, options: typed(inside(level, subcommand), options, focused) };
  return group === undefined ? [leaf] : [{ name: group, type: 2, options: [leaf] }];
}
