/** What may be wrong with a display name. */
export type NameTrouble = 'pending' | 'declined' | 'expired';

const states: ReadonlyMap<string, NameTrouble | 'approved'> = new Map([
  ['APPROVED', 'approved'],
  ['AVAILABLE_WITHOUT_REVIEW', 'approved'],
  ['PENDING_REVIEW', 'pending'],
  ['DECLINED', 'declined'],
  ['EXPIRED', 'expired'],
] as const);

/**
 * What Meta's review says of a display name; null: nothing that is known, which is neither well nor trouble.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/display-names
 */
export function nameStateOf(word: string | null): NameTrouble | 'approved' | null {
  return states.get(word?.trim().toUpperCase() ?? '') ?? null;
}
