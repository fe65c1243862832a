/** Keeps a program going when its output cannot be written; lost output is never a success. */
export function outliveOutput(): void {
  let isLost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that leaves, as `head` does, has seen enough.
    if (error.code === 'EPIPE' || isLost) return;
    isLost = true;
    const why = error.code === 'ENOSPC' ? 'the disk is full' : (error.code ?? 'unknown reason');
    process.stderr.write(`Not all output could be written: ${why}.\n`);
  });
  process.stderr.on('error', () => undefined);
  process.on('exit', (code) => {
    if (isLost && code === 0) process.exitCode = 1;
  });
}
