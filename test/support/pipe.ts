import { execFileSync } from 'node:child_process';

/** Makes a named pipe, which nobody writes to. */
export function makePipe(path: string): void {
  execFileSync('/usr/bin/env', ['mkfifo', path]);
}
