import type { Trouble } from '../cards/trouble.js';
import { nearest } from '../domain/nearest.js';
import type { Question } from '../ports.js';
import { wordsOf, type Words } from '../words/index.js';
import type { Call, Command, CommandName } from './command.js';

/** The commands by their names. */
export type Commands = Readonly<Record<CommandName, Command>>;

/** After this one every other command is a word too. */
const rootCommand: CommandName = 'quota';
/** Nobody types more than this. */
export const longestText = 400;

/** A command, and what was typed for its options. */
export interface Bound {
  readonly command: Command;
  readonly call: Call;
}

/** The commands that people know, by all their words. */
export interface CommandIndex {
  readonly byName: Commands;
  find(word: string): Command | null;
  /** The offered command whose name or other word is most like this one. */
  nearest(word: string): Command | null;
}

export function commandIndex(commands: Commands): CommandIndex {
  const known = new Map<string, Command>();
  for (const command of Object.values(commands)) {
    const aliases = Object.values<Words>(wordsOf).flatMap((words) => words.commands[command.name].aliases);
    for (const word of [command.name, ...aliases]) known.set(word, command);
  }
  const find = (word: string): Command | null => known.get(word.toLowerCase()) ?? null;
  const typed = [...known].flatMap(([word, one]) => (one.hidden || one.onMessage ? [] : [word]));
  return {
    byName: commands,
    find,
    nearest: (word) => find(nearest(word, typed) ?? ''),
  };
}

/** What is said of a word that is no command: which one is most like it, as it is typed here. */
export function unknownCommand(word: string, names: CommandIndex, prefix: string): Trouble {
  const like = names.nearest(withoutPrefix(word.trim(), prefix));
  const closest = like === null ? null : { command: like.name, typed: `/${prefix}${like.name}` };
  return { kind: 'unknown-command', name: word, closest, help: `/${prefix}help` };
}

/** A command's name as typed, without its slash and the operator's prefix. */
export function withoutPrefix(command: string, prefix: string): string {
  const bare = command.replace(/^\//, '');
  return prefix !== '' && bare.startsWith(prefix) ? bare.slice(prefix.length) : bare;
}

/** Finds the command and reads its options; null when there is no such command. */
export function bind(question: Question, names: CommandIndex, prefix: string): Bound | null {
  const named = names.find(withoutPrefix(question.command.trim(), prefix));
  if (!named) return null;
  const longest = named.longest ?? longestText;
  const typed = question.text.slice(0, longest).trim();
  const given = Object.entries(question.options).filter(([, value]) => value.trim() !== '');
  const [, first = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(typed) ?? [];
  const inner = named.name === rootCommand && given.length === 0 ? names.find(first) : null;
  const command = inner ?? named;
  const { text, flags } = withoutFlags(inner ? rest : typed, command);
  const values = new Map<string, string>(Object.entries(given.length > 0 ? {} : readText(command, text)));
  for (const [name, value] of given) values.set(name, withoutFlags(value.slice(0, longest), command).text);
  return { command, call: { flags, option: (name) => (values.get(name) ?? '').trim() } };
}

function readText(command: Command, text: string): Readonly<Record<string, string>> {
  if (command.read) return command.read(text);
  const first = command.options[0];
  return first ? { [first.name]: text } : {};
}

/** Takes the flags of a command, `--word`, out of a text; others are part of what somebody says. */
function withoutFlags(
  text: string,
  command: Command,
): { readonly text: string; readonly flags: ReadonlySet<string> } {
  const flags = new Set<string>();
  const rest = text.replace(/(?:^|\s)--([a-z]{1,20})(?=\s|$)/g, (whole, flag: string) => {
    if (!command.flags?.includes(flag)) return whole;
    flags.add(flag);
    return '';
  });
  return { text: rest.trim(), flags };
}
