import { causesOf, networkCode } from '../../kit/network-code.js';

/** Why a request got no answer, in plain words that name no address. */
export function networkReason(error: unknown): string {
  const inner = [...causesOf(error)].at(-1);
  const code = inner?.name === 'TimeoutError' ? inner.name : networkCode(error);
  const words =
    reasonFor(code ?? '') ?? messages.find(([pattern]) => pattern.test(inner?.message ?? ''))?.[1];
  return `${words ?? 'The connection failed'}${code === null ? '' : ` (${code})`}.`;
}

function reasonFor(code: string): string | undefined {
  return code.startsWith('PROXY_') ? 'The proxy does not lead there' : reasons[code];
}

const unknownSigner = 'Its certificate was signed by nobody this machine trusts';
const late = 'There was no answer in time';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at that address',
  ENOTFOUND: 'Nobody knows a host of that name',
  EAI_AGAIN: 'The name of the host cannot be looked up now',
  EHOSTUNREACH: 'No way leads to that host',
  ENETUNREACH: 'This machine has no way to that network',
  ECONNRESET: 'The other side broke off the connection',
  EPIPE: 'The other side broke off the connection',
  UND_ERR_SOCKET: 'The other side broke off the connection',
  ETIMEDOUT: late,
  TimeoutError: late,
  UND_ERR_CONNECT_TIMEOUT: late,
  UND_ERR_HEADERS_TIMEOUT: late,
  CERT_HAS_EXPIRED: 'Its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownSigner,
  SELF_SIGNED_CERT_IN_CHAIN: unknownSigner,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownSigner,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownSigner,
  ERR_SSL_WRONG_VERSION_NUMBER: 'It does not speak https at that port',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'It does not speak https at that port',
};

/** What is said in words only. */
const messages: readonly (readonly [RegExp, string])[] = [
  [/redirect/, 'It sends elsewhere; write the address where it leads to'],
];
