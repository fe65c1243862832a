/** What a terminal could take for an order or for the other direction of writing. */
const unprintable = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
};

/**
 * A line of JSON from the log as people read it in a terminal: `2026-11-22 03:00:00Z warn  look.blind  detail="…"`. The
 * time is UTC. What is no such line stays as it is.
 */
export function readableLine(line: string): string {
  const entry = entryIn(line);
  if (entry === null) return line;
  const { level, time, event, ...facts } = entry;
  const when = String(time).replace(/^(\S+)T(\d\d:\d\d:\d\d)\.\d+Z$/, '$1 $2Z');
  const said = Object.entries(facts).map(([name, value]) => ` ${name}=${shown(value)}`);
  return (
    `${when} ${(levels[Number(level)] ?? String(level)).padEnd(5)} ${String(event)} ${said.join('')}`.trimEnd() +
    '\n'
  );
}

function entryIn(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? { ...entry } : null;
  } catch {
    return null;
  }
}

/** A plain word as it is, all else as JSON, on one line. */
function shown(value: unknown): string {
  const isWord = typeof value === 'string' && /^[\w.:/+-]+$/.test(value);
  const text = isWord ? value : JSON.stringify(value);
  return text.replace(unprintable, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
