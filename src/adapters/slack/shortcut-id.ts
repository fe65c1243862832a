/** The callback id of a command that is offered on messages. */
export function shortcutId(name: string): string {
  return `tierwatch:${name}`;
}

/** Matches the callback ids of all of them. */
export const anyShortcut = /^tierwatch:/;
