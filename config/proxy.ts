import type { Secret } from '../src/secret.js';
import { secretOf } from './secret.js';

/** The proxy through which what leaves over https goes. */
export interface ProxySettings {
  /** The variable that names it. */
  readonly variable: string;
  /** http or https, with the user and password it asks for, if any. */
  readonly address: Secret;
  /** Its host and port, which may be shown. */
  readonly shown: string;
  /** The password, and what is made of it, so that a log can cover them. */
  readonly passwords: readonly Secret[];
  /** The hosts that are reached without it, as NO_PROXY lists them. */
  readonly exceptions: string;
}

/** What an address names as proxy; null when it names none that is understood. */
export function proxyOf(variable: string, address: Secret, exceptions: string): ProxySettings | null {
  if (!URL.canParse(address.reveal())) return null;
  const url = new URL(address.reveal());
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return null;
  const [user, password] = [url.username, url.password].map(decoded);
  if (user === undefined || user === null || password === undefined || password === null) return null;
  const words = Buffer.from(`${user}:${password}`).toString('base64');
  const hidden = password === '' ? [] : [url.password, password, words];
  return {
    variable,
    address,
    shown: url.port === '' ? `${url.hostname}:${url.protocol === 'https:' ? '443' : '80'}` : url.host,
    passwords: [...new Set(hidden)].map(secretOf),
    exceptions,
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
