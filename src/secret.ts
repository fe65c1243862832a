/** A value that must not be shown. However it is printed, logged or made JSON, it says `[secret]`. */
export interface Secret {
  /** The value itself, for the one place that sends it. */
  reveal(): string;
  toJSON(): string;
  toString(): string;
}
