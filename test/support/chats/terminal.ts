import { terminalPlatform } from '../../../src/adapters/terminal/platform.js';
import type { ChatStage, SeenMessage } from './stage.js';

/** A terminal whose lines a test can read; what is printed cannot be edited, so an edit is printed after it. */
export async function terminalStage(): Promise<ChatStage> {
  let printed: SeenMessage[] = [];
  let closed = false;
  let last: { readonly what: string; readonly root: string | null } = { what: '', root: null };
  const chat = terminalPlatform({
    write(text) {
      if (closed) throw new Error('EPIPE');
      const id = String(printed.length + 1);
      const message = { id, text, under: last.what === 'reply' ? last.root : null, mentions: [] };
      printed = last.what === 'edit' ? [...printed.slice(0, -1), message] : [...printed, message];
      if (last.what !== 'reply') last = { ...last, root: id };
    },
    heading(what) {
      last = { ...last, what };
      return `── ${what}`;
    },
  });
  return {
    chat,
    channel: 'terminal',
    absentChannel: null,
    group: null,
    messages: () => printed,
    problems: () => [],
    distrust: () => undefined,
    trouble: {
      busy: null,
      refused() {
        closed = true;
      },
      lost: null,
    },
    twin: null,
    ask: null,
    asker: '',
    close: () => chat.stop(),
  };
}
