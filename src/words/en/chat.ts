/** The few sentences a chat says by itself, in English. */
export const chat = {
  working: 'One moment.',
  close: 'Close',
  /** `who` is a mention that the platform made. */
  sharedBy: (who: string): string => `Shared by ${who}`,
  failed: 'This could not be answered. Please try again in a moment.',
  staleButton: 'This button is from an older version. Please ask again.',
};
