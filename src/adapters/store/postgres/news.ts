import * as z from 'zod';
import type { Others } from '../others.js';

/** What processes tell each other of their writes. */
export interface WriteNews extends Pick<Others, 'markOf' | 'hears'> {
  /** From now on everything is heard; nothing is known of what was written before. */
  begin(): void;
  /** From now on nothing is heard. */
  end(): void;
  /** Takes in what was heard. */
  hear(text: string | undefined): void;
  onNews(listener: () => void): () => void;
}

const notice = z.tuple([z.string(), z.string(), z.string()]);

/** What is told of a write, by whom. */
export function noticeOf(holder: string, table: string, id: string): string {
  return JSON.stringify([holder, table, id] satisfies z.infer<typeof notice>);
}

/** Hears nothing yet. What this process itself has written is no news to it. */
export function newsFor(holder: string): WriteNews {
  const listeners = new Set<() => void>();
  const marks = new Map<string, number>();
  let count = 0;
  let first: number | null = null;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    markOf: (table, id) => (first === null ? (count += 1) : (marks.get(`${table} ${id}`) ?? first)),
    hears: () => first !== null,
    begin() {
      marks.clear();
      first = count += 1;
      tell();
    },
    end() {
      first = null;
    },
    hear(text = '') {
      const [by, table, id] = noticeIn(text) ?? [];
      if (by === holder || table === undefined || id === undefined) return;
      marks.set(`${table} ${id}`, (count += 1));
      tell();
    },
    onNews(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function noticeIn(text: string): z.infer<typeof notice> | null {
  try {
    return notice.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
