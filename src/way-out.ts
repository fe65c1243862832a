import type { Configuration } from '../config/configuration.js';
import { fetchThrough } from './adapters/system/lean-fetch.js';
import { proxyTunnel } from './adapters/system/proxy.js';
import type { Tunnel } from './kit/tunnel.js';
import type { Carry } from './ports.js';

/** How requests and lines leave this machine. */
export interface WayOut {
  readonly fetch: Carry;
  /** The way through the proxy; null: all goes straight. */
  readonly tunnel: Tunnel | null;
}

/** The way that the settings ask for. */
export function wayOut({ proxy }: Pick<Configuration, 'proxy'>): WayOut {
  const tunnel = proxy === null ? null : proxyTunnel(proxy.address.reveal(), proxy.exceptions);
  return { fetch: fetchThrough(tunnel), tunnel };
}
