declare const identifier: unique symbol;
/** What Meta calls a user: `phone:` and its digits, or `user:` and a business-scoped id. Personal data. */
export type Identifier = string & { readonly [identifier]: true };

/** A `wa_id`, `recipient_id` or `from`, told by its ASCII digits; null when it has none. */
export function phoneIdentifier(text: string): Identifier | null {
  const digits = text.replace(/[^0-9]/g, '');
  return digits === '' ? null : (`phone:${digits}` as Identifier);
}

/** A business-scoped user id or a parent one, verbatim: its case matters. Null when empty. */
export function userIdentifier(text: string): Identifier | null {
  return text === '' ? null : (`user:${text}` as Identifier);
}
