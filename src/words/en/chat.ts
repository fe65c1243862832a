/** The few sentences a chat says by itself, in English. */
export const chat = {
  failed: 'This could not be answered. Please try again in a moment.',
  staleButton: 'This button is from an older version. Please ask again.',
};
