/** Lets a test wait for something to become true, without guessing how long it takes. */
export interface Changes {
  /** Says that something changed; everybody who waits looks again. */
  announce(): void;
  /** The first value of `look` that is not undefined; rejects after `timeoutMs`, naming `what` was missing. */
  until<T>(what: string, look: () => T | undefined, timeoutMs?: number): Promise<T>;
}

/** A fresh set of waiting lookers. */
export function createChanges(): Changes {
  const lookers = new Set<() => void>();
  return {
    announce() {
      for (const look of [...lookers]) look();
    },
    until(what, look, timeoutMs = 5_000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          lookers.delete(tryNow);
          reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}.`));
        }, timeoutMs);
        const tryNow = (): void => {
          const found = look();
          if (found === undefined) return;
          clearTimeout(timer);
          lookers.delete(tryNow);
          resolve(found);
        };
        lookers.add(tryNow);
        tryNow();
      });
    },
  };
}
