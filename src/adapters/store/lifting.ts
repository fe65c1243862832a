import { stateVersion } from '../../domain/state.js';
import { StoreError } from '../../ports.js';

/** A document, or a part of one, as it is on disk. */
export type Json = Readonly<Record<string, unknown>>;

/** Lifts a document from the version it is listed under to the next one. */
export type Migrations = Readonly<Record<number, (document: Json) => Json>>;

/** The document, lifted to the version of today. Throws StoreError `newer` when a later bot wrote it, else `damaged`. */
export function lifted(document: Json, path: string, steps: Migrations, damaged: StoreError): Json {
  const { version } = document;
  if (typeof version !== 'number') throw damaged;
  if (version > stateVersion) {
    throw new StoreError(
      'newer',
      `The store ${path} was written by a newer version of this bot (document version ${String(version)}, this one knows ${String(stateVersion)}). Run that version, or use another STORE_URL.`,
    );
  }
  let next = document;
  for (let at = version; at < stateVersion; at += 1) {
    const lift = steps[at];
    if (!lift) throw damaged;
    next = { ...lift(next), version: at + 1 };
  }
  return next;
}

/** Whether it is an object of JSON, and no list. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
