/** What an error says, without anything else it carries. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
