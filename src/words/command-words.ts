/** What a language says of one command and its options `O`; each text at most 100 characters. */
export interface CommandWords<O extends string = string> {
  readonly summary: string;
  /** Other names for it, in small letters; those of every language are understood everywhere. */
  readonly aliases: readonly string[];
  readonly options: Readonly<Record<O, string>>;
}
