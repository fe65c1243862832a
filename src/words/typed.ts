/** Words that people type in one language, in small letters; those of every language are understood everywhere. */
export interface Typed {
  /** Before an end in time: until 08:00, for 4 hours. */
  readonly until: readonly string[];
  /** Before a time of day. */
  readonly clock: readonly string[];
  /** Beside a time of day: of the next day. */
  readonly tomorrow: readonly string[];
  /** Until all is well again. */
  readonly healthy: readonly string[];
  readonly minute: readonly string[];
  readonly hour: readonly string[];
  readonly day: readonly string[];
  /** After a number: so many thousands. */
  readonly thousand: readonly string[];
  /** Asks for all that there is. */
  readonly list: readonly string[];
  /** Ends what is named after it. */
  readonly end: readonly string[];
}
