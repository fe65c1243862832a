import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of the processor that all threads of a process took so far, as Linux counts them, to the microsecond. */
export function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + cpuOfThread(pid, thread), 0);
}

/** Memory of a process that is in use, in megabytes. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_000;
}

/** A thread that ended takes its time with it; the threads of a bot end only with it. */
function cpuOfThread(pid: number, thread: string): number {
  return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}
