/** Says how far something is that takes long. */
export interface Progress {
  /** So many are done; one unless given. */
  step(more?: number): void;
  /** Clears the line. */
  end(): void;
}

/** What a progress line is written to; nothing is written to what is no terminal. */
export interface ProgressScreen {
  readonly isTerminal: boolean;
  write(text: string): void;
  /** Milliseconds. */
  now(): number;
}

const patience = 1_000;
const between = 100;

/** A counter on one line, from the second second on. */
export function progressOf(total: number, what: string, screen: ProgressScreen): Progress {
  const began = screen.now();
  let done = 0;
  let shownAt: number | null = null;
  return {
    step(more = 1) {
      done += more;
      const now = screen.now();
      if (!screen.isTerminal || now - began < patience) return;
      if (shownAt !== null && now - shownAt < between) return;
      shownAt = now;
      screen.write(`\r\u001b[K${String(done)} / ${String(total)} ${what}`);
    },
    end() {
      if (shownAt !== null) screen.write('\r\u001b[K');
    },
  };
}
