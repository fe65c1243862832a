const levels: ReadonlyMap<string, number> = new Map([
  ['STANDARD', 80],
  ['HIGH', 1_000],
]);

/**
 * Messages a second, in and out, that a number's level allows at most; null: not known. Never a limit of people.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
export function messagesPerSecond(level: string | null): number | null {
  return levels.get(level?.trim().toUpperCase() ?? '') ?? null;
}
