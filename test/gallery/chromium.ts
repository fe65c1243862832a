import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

type Answer = Readonly<Record<string, unknown>>;

/** A browser without a window. It is spoken to through a pipe, so that no port is open. */
export interface Chromium {
  /** Asks one thing of the browser, or of one of its pages. Throws with the browser's own words. */
  ask(method: string, params?: object, page?: string): Promise<Answer>;
  close(): Promise<void>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** How long the browser may take for one answer, in milliseconds. */
const patience = 60_000;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where the browser is: what CHROMIUM names, else the first found on the path; null when there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = named ? [named] : folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find(isProgram) ?? null;
}

function pipesOf(child: ChildProcess): { readonly to: Writable; readonly from: Readable } {
  const [, , , to, from] = child.stdio;
  if (!to || !('write' in to) || !from || !('read' in from)) throw new Error('The browser has no pipe.');
  return { to, from };
}

/** Starts the browser at `program` with a profile of its own, which `close` removes. */
export function startChromium(program: string): Chromium {
  const profile = mkdtempSync(join(tmpdir(), 'tierwatch-gallery-'));
  const child = spawn(
    program,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--force-color-profile=srgb',
      '--font-render-hinting=none',
      '--hide-scrollbars',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const { to, from } = pipesOf(child);
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let asked = 0;
  let rest = '';
  let ended: string | null = null;

  function failAll(reason: string): void {
    ended = reason;
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  }
  child.once('error', (error) => failAll(error.message));
  child.once('close', (code) => failAll(`The browser ended with ${code ?? 'a signal'}.`));
  to.on('error', () => undefined);

  from.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const said = JSON.parse(part) as { id?: number; result?: Answer; error?: { message: string } };
      const asker = said.id === undefined ? undefined : waiting.get(said.id);
      if (said.id === undefined || !asker) continue;
      waiting.delete(said.id);
      if (said.error) asker.reject(new Error(said.error.message));
      else asker.resolve(said.result ?? {});
    }
  });

  function ask(method: string, params: object = {}, page?: string): Promise<Answer> {
    if (ended !== null) return Promise.reject(new Error(ended));
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`The browser did not answer ${method}.`));
      }, patience);
      waiting.set(id, {
        resolve: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      to.write(`${JSON.stringify({ id, method, params, ...(page ? { sessionId: page } : {}) })}\0`);
    });
  }

  return {
    ask,
    async close() {
      await ask('Browser.close').catch(() => child.kill());
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
