import { spawn } from 'node:child_process';

/** How a program ended and what it said. */
export interface Ended {
  /** Null: it did not leave by itself. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** From its start to its end, in milliseconds. */
  readonly ms: number;
}

/** Where a program runs. It sees these variables and no others. */
export interface Place {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A program that runs. */
export interface Running {
  /** The first part of its stderr that fits; rejects when it ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** Starts a program of Node's. */
export function start(file: string, args: readonly string[], { folder, env }: Place): Running {
  const began = performance.now();
  const child = spawn(process.execPath, [file, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said, ms: performance.now() - began }));
  });
  return {
    ended,
    signal: (name) => void child.kill(name),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(said.err);
          if (found === null) return;
          child.stderr.off('data', look);
          resolve(found);
        };
        child.stderr.on('data', look);
        look();
        ended.then(({ err }) => reject(new Error(`It ended without ${String(pattern)}:\n${err}`)), reject);
      }),
  };
}

/** Runs a program to its end. */
export function run(file: string, args: readonly string[], place: Place): Promise<Ended> {
  return start(file, args, place).ended;
}
