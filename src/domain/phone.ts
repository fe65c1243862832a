declare const phoneNumber: unique symbol;
/** A phone number in E.164: a plus sign and 6 to 15 digits, nothing else. */
export type PhoneNumber = string & { readonly [phoneNumber]: true };

/** Reads plus sign and digits in any form Meta prints (+62 812-…, 62812…). Null when it is no number. */
export function phoneNumberFrom(text: string): PhoneNumber | null {
  const digits = text.replace(/[\s()+\-.‑–/]/g, '');
  return /^[1-9]\d{5,14}$/.test(digits) ? (`+${digits}` as PhoneNumber) : null;
}

/** The digits of a phone number, no plus sign. Meta's analytics and webhooks name numbers so. */
export function digitsOf(phone: PhoneNumber): string {
  return phone.slice(1);
}

/** The same number with all but the country's first digits and the last four hidden: +62•••••7890. */
export function maskedPhone(phone: PhoneNumber): string {
  return `${phone.slice(0, 3)}•••••${phone.slice(-4)}`;
}
