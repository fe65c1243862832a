import { pino, type DestinationStream } from 'pino';
import type { Log } from '../../ports.js';

/**
 * JSON lines on stderr (or `destination`), so that stdout stays for answers. Every string is searched for the given
 * secrets before it is written, at any depth.
 */
export function jsonLog(options: {
  readonly level: string;
  readonly secrets: readonly string[];
  readonly destination?: DestinationStream;
}): Log {
  const clean = scrubber(options.secrets);
  const writer = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    options.destination ?? standardError(),
  );
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, facts: Readonly<Record<string, unknown>> = {}): void => {
      writer[level](clean(facts) as object, event);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Lines that cannot be written wait for the next one; beyond a megabyte they are dropped. */
function standardError(): DestinationStream {
  const lines = pino.destination({ fd: 2, sync: true, maxLength: 1024 * 1024 });
  // Without a listener, the line that cannot be written would throw wherever something is logged.
  lines.on('error', () => undefined);
  return lines;
}

/** A copy of plain data with every secret replaced; an error is reduced to its name and message. */
function scrubber(secrets: readonly string[]): (value: unknown) => unknown {
  const hidden = secrets.filter((secret) => secret.length >= 4);
  const text = (value: string): string =>
    hidden.reduce((cleaned, secret) => cleaned.replaceAll(secret, '[secret]'), value);
  const scrub = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (value instanceof Error) return { name: value.name, message: text(value.message) };
    if (Array.isArray(value)) return value.map(scrub);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scrub(one)]));
    }
    return value;
  };
  return scrub;
}
