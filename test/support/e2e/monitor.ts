import { listenOnLoopback } from '../loopback/http.js';

/** A monitor that waits for signs of life. */
export interface Monitor {
  /** Where to ping; as secret as a key. */
  readonly url: string;
  readonly pings: () => number;
  /** From now on pings are answered with this status. */
  answer(status: number): void;
  close(): Promise<void>;
}

/** Opens a monitor that takes every ping. */
export async function openMonitor(): Promise<Monitor> {
  let status = 200;
  let pings = 0;
  const line = await listenOnLoopback(async () => {
    pings += 1;
    return { status, body: '' };
  });
  return {
    url: `http://127.0.0.1:${line.port}/CANARY-heartbeat`,
    pings: () => pings,
    answer(next) {
      status = next;
    },
    close: () => line.close(),
  };
}
