import type { Log } from '../ports.js';

const nothing = (): void => undefined;

/** For commands that say themselves what goes wrong. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
