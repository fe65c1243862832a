import { createHmac } from 'node:crypto';

/** A change of an account, as Meta sends it. */
export function changeOf(field: string, value: object): object {
  return { field, value };
}

/** A body with one entry of the usual account; `time` in seconds, left out where undefined. */
export function bodyOf(changes: readonly object[], time?: number, account = '102290129340398'): object {
  const entry = { id: account, ...(time === undefined ? {} : { time }), changes };
  return { object: 'whatsapp_business_account', entry: [entry] };
}

/** The value of a `messages` change of the usual number. */
export function messagesValue(more: object): object {
  const metadata = { display_phone_number: '6281234560001', phone_number_id: '10654037220001' };
  return { messaging_product: 'whatsapp', metadata, ...more };
}

/** The header that Meta signs a body with. */
export function signedWith(secret: string, body: string | Buffer): Readonly<Record<string, string>> {
  return { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
}
