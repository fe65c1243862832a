/** One thing that a webhook tells: a change of a field, as it stands in `entry[].changes[]`. */
export interface Update {
  /** Simulated time it happened, milliseconds since 1970. */
  readonly at: number;
  readonly wabaId: string;
  readonly field: string;
  readonly value: object;
}
