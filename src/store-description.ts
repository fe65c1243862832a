import type { Keeping } from './domain/history/keeping.js';
import type { Ledger } from './ledger-port.js';
import type { Clock, History, Log, Preferences, Store } from './ports.js';
import type { SharedState, Sharing } from './sharing-port.js';
import type { SignalRecord } from './signals-port.js';

/** All that is kept. */
export interface Stores {
  readonly store: Store;
  readonly preferences: Preferences;
  readonly history: History;
  readonly ledger: Ledger;
  readonly signals: SignalRecord;
  /** What keeps it, with its version, as people call it. */
  readonly engine: string;
  /** What processes that share it have in common; null: this one is alone, or only reads. */
  readonly sharing: Sharing | null;
  /** How those stand that share it; null: it is not shared. Throws StoreError. */
  sharedState(): Promise<SharedState | null>;
  /** The clock that they all go by; null: their own. */
  readonly clock: Clock | null;
  /** Whether it is open and in its place. The last write went well, or was held up for a moment. */
  ready(): boolean;
  /** Finishes what was begun and lets go of it. May be called twice. */
  close(): Promise<void>;
}

/** How a store is opened: `write` holds it, alone where it is in a file; `read` looks at it while others may write. */
export type StoreAccess = 'write' | 'read';

/** How to open the stores. */
export interface OpenStores {
  /** A STORE_URL; paths in it are relative to `cwd`. */
  readonly url: string;
  /** `write` is the default. */
  readonly access?: StoreAccess;
  /** How long the past is kept, by its grain. */
  readonly keeping: Keeping;
  readonly cwd?: string;
  readonly log: Log;
}

/** Where a store lies: in a file, in one process's memory, or on a server. A server's name is free of secrets. */
export type StorePlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'memory' }
  | { readonly kind: 'server'; readonly name: string };

/** A store as settings and the command line know it. */
export interface StoreDescription {
  /** What a STORE_URL begins with, before `://`. */
  readonly scheme: string;
  /** What follows `://`: how it is written, in words after "and", and an example. */
  readonly place: { readonly pattern: RegExp; readonly what: string; readonly example: string };
  /** Where it lies. */
  whereIs(place: string): StorePlace;
  /** The secrets in it, as they are written and as they are meant. */
  secretsIn(place: string): readonly string[];
  /** Opens it; its library is loaded only now. Throws StoreError, `locked` when another process has it to itself. */
  open(options: OpenStores): Promise<Stores>;
}
