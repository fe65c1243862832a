import type { Keeping } from './domain/history/keeping.js';
import type { Ledger } from './ledger-port.js';
import type { History, Log, Preferences, Store } from './ports.js';

/** All that is kept. */
export interface Stores {
  readonly store: Store;
  readonly preferences: Preferences;
  readonly history: History;
  readonly ledger: Ledger;
  /** Whether it is open and in its place, and the last write went well. */
  ready(): boolean;
  /** Finishes what was begun and lets go of it. May be called twice. */
  close(): Promise<void>;
}

/** How a store is opened: `write` holds it alone, `read` looks at it while another process may write. */
export type Access = 'write' | 'read';

/** How to open the stores. */
export interface OpenStores {
  /** A STORE_URL; paths in it are relative to `cwd`. */
  readonly url: string;
  /** `write` is the default. */
  readonly access?: Access;
  /** How long the past is kept, by its grain. */
  readonly keeping: Keeping;
  readonly cwd?: string;
  readonly log: Log;
}

/** A store as settings and the command line know it. */
export interface StoreDescription {
  /** What a STORE_URL begins with, before `://`. */
  readonly scheme: string;
  /** What follows `://`: how it is written, in words after "and", and an example. */
  readonly place: { readonly pattern: RegExp; readonly what: string; readonly example: string };
  /** Its file, beside which the running bot listens to the command line; null: it is in memory. */
  fileOf(place: string): string | null;
  /** Opens it; its library is loaded only now. Throws StoreError, `locked` at once when another process has it. */
  open(options: OpenStores): Promise<Stores>;
}
