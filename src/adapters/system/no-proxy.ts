import { BlockList, isIP } from 'node:net';

/**
 * Whether a list in the form of NO_PROXY names a host. Blanks and commas part the entries. `*` names all hosts, a domain
 * all below it, too. An address stands for itself, and 10.0.0.0/8 for a range. A port may follow all but ranges.
 */
export function isException(list: string, host: string, port: number): boolean {
  const name = bare(host);
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && isNamedBy(entry, name, port));
}

/** In small letters, without brackets, and without the dot that ends a full name. */
function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

function isNamedBy(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  const [, bracketed, plain, only] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  const named = bracketed ?? plain ?? entry;
  if (isIP(host) > 0) return named === host || isInRange(named, host);
  const domain = named.replace(/^\*?\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

function isInRange(range: string, address: string): boolean {
  const [, start = '', digits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(range) ?? [];
  const family = isIP(start);
  if (family === 0 || isIP(address) !== family || Number(digits) > (family === 4 ? 32 : 128)) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const block = new BlockList();
  block.addSubnet(start, Number(digits), kind);
  return block.check(address, kind);
}
