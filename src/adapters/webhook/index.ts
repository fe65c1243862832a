import type {
  PlatformDescription,
  Values,
  Variable,
  VariableDescriptions,
} from '../../platform-description.js';
import type { Endpoint } from './endpoint.js';

declare module '../../domain/route.js' {
  interface PlatformNames {
    readonly webhook: true;
  }
}

const variables = {} as const satisfies VariableDescriptions;

// Services put keys into their addresses, so one is kept like a secret.
const address: Variable = {
  kind: 'secret',
  about: 'where messages of the route webhook:oncall are sent; the name between is that of the route.',
  flawOf(value) {
    const url = addressIn(value);
    if (url === null) return 'This is no web address; write one like https://receiver.example/tierwatch.';
    return url.username === '' && url.password === ''
      ? null
      : 'It holds a user or password, which are not sent; the signature says who sends.';
  },
};

/** Keys have 24 to 64 bytes. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const keyBytes = { least: 24, most: 64 } as const;

const key: Variable = {
  kind: 'secret',
  about: 'its key, whsec_ and 24 to 64 random bytes in base64; two with a space between while it is changed.',
  flawOf: (value) =>
    keysIn(value) === null
      ? 'It must be whsec_ and 24 to 64 bytes in base64; make one with: echo "whsec_$(openssl rand -base64 32)"'
      : null,
};

function addressIn(value: string): URL | null {
  try {
    const url = new URL(value);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

function keysIn(value: string): readonly Buffer[] | null {
  const keys = value.split(/\s+/).map((one) => {
    const [, text] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(one) ?? [];
    const bytes = Buffer.from(text ?? '', 'base64');
    return bytes.length >= keyBytes.least && bytes.length <= keyBytes.most ? bytes : null;
  });
  return keys.every((one) => one !== null) ? keys : null;
}

/** The variables of a channel: `WEBHOOK_ONCALL_URL` and `WEBHOOK_ONCALL_SECRET` of `oncall`. */
function variablesOf(channel: string): Endpoint['variables'] {
  const name = channel.toUpperCase().replaceAll('-', '_');
  return { url: `WEBHOOK_${name}_URL`, secret: `WEBHOOK_${name}_SECRET` };
}

/** The endpoint of a channel, as the values of its variables say. */
export function endpointOf(channel: string, values: Values): Endpoint {
  const variables = variablesOf(channel);
  const url = addressIn(textOf(values[variables.url]));
  const keys = keysIn(textOf(values[variables.secret]));
  return { variables, target: url === null || keys === null ? null : { url, keys } };
}

/** What a value holds; nothing where it is not set. */
function textOf(value: Values[string] | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : value.reveal();
}

/** Programs that are told in place of people, as settings and environment know them. */
export const webhook: PlatformDescription<'webhook', typeof variables> = {
  name: 'webhook',
  title: 'Webhook',
  channel: { pattern: /[a-z][a-z0-9-]{0,30}/, what: 'name', example: 'oncall' },
  people: null,
  mention: null,
  pictures: 'drawn',
  variables,
  needs: [],
  ofChannels: {
    variable(name) {
      const [, kind] = /^WEBHOOK_[A-Z][A-Z0-9_]{0,30}_(URL|SECRET)$/.exec(name) ?? [];
      return kind === undefined ? null : kind === 'URL' ? address : key;
    },
    needs(channel) {
      const { url, secret } = variablesOf(channel);
      return [
        { oneOf: [url], remedy: 'set it to the address that is to be told.' },
        { oneOf: [secret], remedy: 'make one with: echo "whsec_$(openssl rand -base64 32)"' },
      ];
    },
    examples: { WEBHOOK_ONCALL_URL: address, WEBHOOK_ONCALL_SECRET: key },
  },
  askedForBy: [],
  async open(values: Values, { clock, fetch }) {
    const { webhookPlatform } = await import('./platform.js');
    return webhookPlatform((channel) => endpointOf(channel, values), { clock, fetch });
  },
  beforeOpening: async () => [],
  setup: null,
};
