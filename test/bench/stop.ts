import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Tells a process of a benchmark to stop, and waits until it has ended. One that has ended already is left alone. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.connected) return;
  child.send('stop');
  await once(child, 'exit');
}
