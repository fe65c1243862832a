import { pino, type DestinationStream } from 'pino';
import type { Log } from '../../ports.js';
import { readableLine } from './readable-line.js';

/** What a log goes by. */
export interface LogSettings {
  readonly level: string;
  /** Searched for in every string, at any depth, before it is written. */
  readonly secrets: readonly string[];
}

/** A log whose settings may change. */
export interface JsonLog extends Log {
  /** Goes by these from now on; what was secret before stays so. */
  follow(settings: LogSettings): void;
}

/** Lines on stderr (or `destination`), so that stdout stays for answers: JSON, and words where stderr is a terminal. */
export function jsonLog(options: LogSettings & { readonly destination?: DestinationStream }): JsonLog {
  const secrets = new Set(options.secrets);
  let clean = scrubber(secrets);
  const writer = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    options.destination ?? standardError(),
  );
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, facts: Readonly<Record<string, unknown>> = {}): void => {
      writer[level](clean(facts) as object, event);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    follow(settings) {
      writer.level = settings.level;
      for (const secret of settings.secrets) secrets.add(secret);
      clean = scrubber(secrets);
    },
  };
}

/** Lines that cannot be written wait for the next one; beyond a megabyte they are dropped. */
function standardError(): DestinationStream {
  const lines = pino.destination({ fd: 2, sync: true, maxLength: 1024 * 1024 });
  // Without a listener, the line that cannot be written would throw wherever something is logged.
  lines.on('error', () => undefined);
  if (!process.stderr.isTTY) return lines;
  return { write: (line) => void lines.write(readableLine(line)) };
}

/** Facts of these names are secret, whatever they hold. */
const secretName =
  /^(?:proxy-)?authorization$|cookie$|password$|passphrase$|secret$|token$|api_?key$|^appsecret_proof$|signature(?:-256)?$/i;

/** A copy of plain data without secrets, by value and by name; an error is reduced to its name and message. */
function scrubber(secrets: Iterable<string>): (value: unknown) => unknown {
  const hidden = [...secrets].filter((secret) => secret.length >= 4).sort((a, b) => b.length - a.length);
  const text = (value: string): string =>
    hidden.reduce((cleaned, secret) => cleaned.replaceAll(secret, '[secret]'), value);
  const named = (key: string, value: unknown): unknown =>
    typeof value === 'string' && secretName.test(key) ? '[secret]' : scrub(value);
  const scrub = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (value instanceof Error) return { name: value.name, message: text(value.message) };
    if (Array.isArray(value)) return value.map(scrub);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(key, one)]));
    }
    return value;
  };
  return scrub;
}
