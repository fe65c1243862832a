/** Where the messages of a channel go. */
export interface Endpoint {
  /** The names of its variables, for sentences. */
  readonly variables: { readonly url: string; readonly secret: string };
  /** Null: they are not set. */
  readonly target: Target | null;
}

/** An address, and by what is signed what is sent there. */
export interface Target {
  readonly url: URL;
  /** The keys as bytes; each signs. */
  readonly keys: readonly Buffer[];
}
