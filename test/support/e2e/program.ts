import { spawn } from 'node:child_process';

/** How a program ended and what it said. */
export interface Ended {
  /** Null: it did not leave by itself. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Processor time it took until it left, in milliseconds; null when it was killed. A busy machine changes little. */
  readonly cpuMs: number | null;
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

/** Makes a program write down at its end, on a pipe of its own, how many microseconds of the processor it took. */
const tellsCpu = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeSync(3, String(user + system));
  });
`)}`;

/** Starts a program of Node's. */
export function start(file: string, args: readonly string[], { folder, env }: Place): Running {
  const child = spawn(process.execPath, ['--import', tellsCpu, file, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('A program without its output was started.');
  const said = { out: '', err: '' };
  stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  let cpu = '';
  child.stdio[3]?.on('data', (text: Buffer) => (cpu += text.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said, cpuMs: cpu === '' ? null : Number(cpu) / 1_000 }));
  });
  return {
    ended,
    signal: (name) => void child.kill(name),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(said.err);
          if (found === null) return;
          stderr.off('data', look);
          resolve(found);
        };
        stderr.on('data', look);
        look();
        ended.then(({ err }) => reject(new Error(`It ended without ${String(pattern)}:\n${err}`)), reject);
      }),
  };
}

/** Runs a program to its end. */
export function run(file: string, args: readonly string[], place: Place): Promise<Ended> {
  return start(file, args, place).ended;
}
