/**
 * Keeps a program going when its output cannot be written. Nothing is said when the reader has left, as `head` does;
 * for any other reason, such as a full disk, it is said once on stderr, and the program leaves with 1 instead of 0.
 */
export function outliveOutput(): void {
  let isLost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
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
